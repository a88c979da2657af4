// What is wrong with a text, at its field.

/** Shows `sentences` under the form's text field; none of them takes the marks away. */
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

function line(sentence) {
  const paragraph = document.createElement("p");
  paragraph.className = "field__error";
  paragraph.setAttribute("role", "alert");
  paragraph.textContent = sentence;
  return paragraph;
}
