// Action items of a message: a press says whether it is done.
import { post } from "../http.js";
import { sayFailure } from "../say.js";
import { takeAnswer } from "../thread/live.js";
import { gettext } from "../words.js";

export function startItems(log) {
  log.addEventListener("click", async (event) => {
    const box = event.target.closest("[data-items] .checklist__box");
    if (!box) return;
    event.preventDefault();
    if (box.getAttribute("aria-busy")) return;
    const wasDone = box.getAttribute("aria-checked");
    box.setAttribute("aria-busy", true);
    box.setAttribute("aria-checked", wasDone !== "true");
    try {
      takeAnswer(await (await post(box.formAction, { [box.name]: box.value })).json());
    } catch (error) {
      box.setAttribute("aria-checked", wasDone);
      box.removeAttribute("aria-busy");
      sayFailure(error, gettext("That was not saved, the server can't be reached. Press it again."));
    }
  });
}
