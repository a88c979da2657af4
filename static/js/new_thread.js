// Starting a thread: the same help while writing, and what was written is kept as a draft.
import { startDelivery } from "./composer/delivery.js";
import { equip } from "./composer/field.js";
import { NewDraft } from "./composer/new_draft.js";
import { sendByKey } from "./composer/send_key.js";
import { rememberSent } from "./sent_thread.js";

export function startNewThread(form) {
  equip(form.elements.text);
  sendByKey(form.elements.text);
  const draft = new NewDraft({ form, url: form.dataset.draftUrl });
  draft.restore();
  startDelivery(form, form.querySelector("#delivery-place"));
  form.addEventListener("submit", (event) => submit(event, form, draft));
}

/** No save may come after the thread is there, or it would leave a draft behind. */
async function submit(event, form, draft) {
  if (event.defaultPrevented || draft.held) return;
  event.preventDefault();
  const { submitter } = event;
  await draft.hold();
  rememberSent(draft.kept.key);
  // A form cannot be submitted while it is told of its submission.
  setTimeout(() => form.requestSubmit(submitter));
}
