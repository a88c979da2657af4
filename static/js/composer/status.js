// One line under the text: sending, not sent, and a way to try again.
import { gettext } from "../words.js";

export function showStatus(form, text, retry = null) {
  const status = form.querySelector(".composer__status");
  status.textContent = text;
  form.querySelector("[data-retry]")?.remove();
  if (!retry) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--small";
  button.dataset.retry = "";
  button.textContent = gettext("Retry");
  button.addEventListener("click", () => {
    form.elements.text.focus({ preventScroll: true });
    retry();
  });
  status.after(button);
}
