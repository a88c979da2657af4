// An operator that is complete stands as a chip before the words, as the server draws it. Its text
// is sent as `f`; taking it away is a button of the form, which works without this.
import { fill, gettext } from "../words.js";

export function startChips(form, field) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Backspace" || field.selectionStart !== 0 || field.selectionEnd !== 0) return;
    const last = [...form.querySelectorAll("[data-chip]")].at(-1);
    if (!last) return;
    event.preventDefault();
    takeBack(last);
  });

  /** The chip's text is in the field again, to be changed. */
  function takeBack(chip) {
    const text = chip.querySelector("input").value;
    chip.remove();
    field.value = `${text}${field.value && " "}${field.value}`;
    field.setSelectionRange(text.length, text.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function add(text) {
    const colon = text.indexOf(":") + 1;
    const chip = document.createElement("span");
    chip.className = "chip chip--operator";
    chip.dataset.chip = "";
    const value = document.createElement("b");
    value.textContent = text.slice(colon).replace(/^"|"$/g, "");
    const sent = Object.assign(document.createElement("input"), { type: "hidden", name: "f", value: text });
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "chip__remove" });
    remove.setAttribute("aria-label", fill(gettext("Remove %(text)s"), { text }));
    remove.innerHTML = form.querySelector("template[data-x]").innerHTML;
    remove.addEventListener("click", () => {
      chip.remove();
      field.focus();
    });
    chip.append(text.slice(0, colon), value, sent, remove);
    field.before(chip);
  }

  return { add };
}
