// Copies a message's lasting address.
import { say } from "../say.js";
import { gettext } from "../words.js";

export async function copyLink(message, item) {
  const address = new URL(item.href, location.href).href;
  const copied = navigator.clipboard
    ? await navigator.clipboard.writeText(address).then(() => true, () => false)
    : copyBySelection(address);
  say(copied ? gettext("The link is copied.") : address);
}

/** Pages that come over plain http have no clipboard of their own. */
function copyBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "u-hidden";
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}
