// The reply's composer on a thread's page. Keeping and sending are there at once; what helps while
// writing is fetched when somebody comes near.
import { Draft } from "./drafts.js";
import { Sender } from "./send.js";
import { sendByKey } from "./send_key.js";

const NEAR = ["focusin", "pointerover"];

export function startComposer(state) {
  const { id, page } = state;
  const form = document.getElementById("composer");
  if (!form) return;
  const field = form.elements.text;
  field.autocomplete = "off";
  const draft = new Draft({ field, url: page.dataset.draftUrl, place: id, version: Number(form.dataset.version) });
  const sender = new Sender({ form, draft });
  draft.restore();
  sender.resume();
  form.querySelector("[data-formats]").hidden = false;
  sendByKey(field);
  bringHelp(form, async () => {
    const { startHelp } = await import("./help.js");
    startHelp(state, form, draft);
    // What was typed meanwhile is looked at too.
    if (field.value && field === document.activeElement) field.dispatchEvent(new Event("input"));
  });
}

/** Calls `start` once; a button pressed before it was done is pressed again. */
function bringHelp(form, start) {
  let pressed;
  const isHelp = (target) => target.closest("[data-formats] button, [data-preview], [data-later]");
  const wait = (event) => {
    pressed = isHelp(event.target);
    if (pressed) event.preventDefault();
  };
  form.addEventListener("click", wait);
  const bring = async () => {
    for (const type of NEAR) form.removeEventListener(type, bring);
    try {
      await start();
    } catch {
      listen(); // the server can't be reached; writing goes on without help until it can
      return;
    }
    form.removeEventListener("click", wait);
    pressed?.click();
  };
  const listen = () => NEAR.forEach((type) => form.addEventListener(type, bring));
  listen();
}
