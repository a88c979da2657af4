// "Undo", for ten seconds after a Done or a Snooze: by its button or by the key z.
import { post } from "../http.js";
import { say, sayFailure } from "../say.js";
import { gettext } from "../words.js";

const OFFERED = 10_000;

let token;
let toast;
let timer;

/** Says what was done; `undo` is the server's token that takes it back, "" where nothing can. */
export function offerUndo(said, undo, refresh) {
  withdraw();
  if (!undo) {
    say(said);
    return;
  }
  token = undo;
  toast = document.createElement("p");
  toast.className = "toast";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = gettext("Undo");
  button.addEventListener("click", () => takeBack(refresh));
  toast.append(said, " ", button);
  document.getElementById("toasts").append(toast);
  timer = setTimeout(withdraw, OFFERED);
}

export async function takeBack(refresh) {
  if (!token) return;
  const mine = token;
  withdraw();
  try {
    const { said } = await (await post("/inbox/undo/", { token: mine })).json();
    say(said);
  } catch (error) {
    sayFailure(error, gettext("That was not undone, the server can't be reached."));
  }
  refresh();
}

function withdraw() {
  clearTimeout(timer);
  toast?.remove();
  token = toast = undefined;
}
