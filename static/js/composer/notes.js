// What is said under a text: what is wrong with it, whether it is sent, and a way to try again.
import { gettext } from "../words.js";

/** Shows `sentences` at the form's text field; none of them takes the marks away. */
export function showErrors(form, sentences) {
  const place = form.querySelector("#composer-errors, [data-errors]");
  const field = form.elements.text;
  if (!place.id) place.id = `${field.id}-errors`;
  place.replaceChildren(...sentences.map(line));
  if (!sentences.length) {
    field.removeAttribute("aria-invalid");
    return;
  }
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", place.id);
}

/** One line; with `retry`, a button that calls it. */
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

function line(sentence) {
  const paragraph = document.createElement("p");
  paragraph.className = "field__error";
  paragraph.setAttribute("role", "alert");
  paragraph.textContent = sentence;
  return paragraph;
}
