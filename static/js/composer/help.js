// What helps while a reply is written: completion, formats, a preview, the nudge, who will
// hear of it, and sending it later.
import { startDelivery } from "./delivery.js";
import { equip } from "./field.js";
import { startLater } from "./later.js";
import { startNudge } from "./nudge.js";
import { startPreview } from "./preview.js";
import { startToolbar } from "./toolbar.js";

export function startHelp({ id, page }, form, draft) {
  const field = form.elements.text;
  equip(field);
  startToolbar(form.querySelector("[data-formats]"), field);
  const write = startPreview(form, () => ({ thread: id }));
  const hideNudge = startNudge({ form, url: page.dataset.nudgeUrl, reacted: clear });
  form.addEventListener("bobbin:sent", cleared);
  startDelivery(form, form.querySelector("#delivery-place"));
  startLater(form, draft);

  function cleared() {
    hideNudge();
    write();
  }

  /** Said with a reaction instead: the text goes, here and on the server. */
  function clear() {
    field.value = "";
    draft.changed();
    cleared();
  }
}
