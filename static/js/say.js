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

/** Says why something did not happen: the server's sentence, else what its status means; `unreached`
 *  when it did not answer. */
export function sayFailure(error, unreached) {
  if (error.status === 404) say(gettext("This is not open to you any more, or it is gone."));
  else if (error.status === 403) say(gettext("You signed in again since this page was opened. Reload it and try again."));
  else say(error.sentence || unreached);
}
