// A sentence for everybody: seen as a toast, heard through the toasts' role="status".
import { watchToasts } from "./toast.js";
import { gettext } from "./words.js";

export function say(text) {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.dataset.leaves = "";
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.dismiss = "";
  button.textContent = gettext("Dismiss");
  toast.append(text, " ", button);
  const place = document.createElement("div");
  place.append(toast);
  watchToasts(place);
  document.getElementById("toasts").append(toast);
}

/** Says why something did not happen: the server's sentence, or that it cannot be reached. */
export function sayFailure(error, what) {
  say(error.sentence || what);
}
