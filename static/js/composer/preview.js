// Shows the text as it will look, as the server renders it, and goes back to writing.
import { post } from "../http.js";
import { sayFailure } from "../say.js";
import { decorate } from "../viewer.js";
import { gettext } from "../words.js";

/** Returns a function that goes back to writing. `fields()` tells where the text will stand. */
export function startPreview(form, fields) {
  const button = form.querySelector("[data-preview]");
  const box = form.querySelector(".composer__preview");
  const field = form.elements.text;

  function write() {
    button.setAttribute("aria-pressed", "false");
    box.hidden = true;
    field.hidden = false;
  }

  async function show() {
    try {
      const answer = await post(button.formAction, { ...fields(), text: field.value }, { headers: { Accept: "text/html", "HX-Request": "true" } });
      box.innerHTML = await answer.text();
    } catch (error) {
      sayFailure(error, gettext("The preview can't be fetched now, the server can't be reached."));
      return;
    }
    decorate(box);
    button.setAttribute("aria-pressed", "true");
    box.hidden = false;
    field.hidden = true;
  }

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (field.hidden) {
      write();
      field.focus({ preventScroll: true });
    } else await show();
  });
  return write;
}
