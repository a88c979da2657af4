// Deletes a message, after saying what goes.
import { askWhether } from "../dialog.js";
import { post } from "../http.js";
import { sayFailure } from "../say.js";
import { takeAnswer } from "../thread/live.js";
import { gettext } from "../words.js";

export async function remove(message, link) {
  const isMeant = await askWhether({
    title: gettext("Delete the message"),
    text: gettext("Its text, its history and its reactions go for everyone and cannot be brought back. Its number stays."),
    yes: gettext("Delete"),
    keep: gettext("Keep it"),
  });
  if (!isMeant) return;
  try {
    takeAnswer(await (await post(link.href)).json());
  } catch (error) {
    sayFailure(error, gettext("It was not deleted, the server can't be reached. Try it again."));
    return;
  }
  const stone = document.getElementById(message.id);
  stone.tabIndex = -1;
  stone.focus({ preventScroll: true });
}
