// The reply's composer on a thread's page.
import { Draft } from "./drafts.js";
import { equip } from "./field.js";
import { startNudge } from "./nudge.js";
import { startPreview } from "./preview.js";
import { Sender } from "./send.js";
import { startToolbar } from "./toolbar.js";

export function startComposer({ id, page }) {
  const form = document.getElementById("composer");
  if (!form) return;
  const field = form.elements.text;
  equip(field);
  startToolbar(form.querySelector("[data-formats]"), field);
  const draft = new Draft({
    field,
    url: page.dataset.draftUrl,
    place: id,
    version: Number(form.dataset.version),
  });
  const write = startPreview(form, () => ({ thread: id }));
  const hideNudge = startNudge({ form, url: page.dataset.nudgeUrl, reacted: clear });
  const sender = new Sender({ form, draft, cleared });
  draft.restore();
  sender.resume();

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
