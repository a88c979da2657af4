// The box of the search: operators complete while one types and become chips; arrows reach the results.
import { onKey } from "../keyboard.js";
import { startArrows } from "./arrows.js";
import { startChips } from "./chips.js";
import { startOperators } from "./operators.js";

export function startSearch(form) {
  const field = form.elements.q;
  const chips = startChips(form, field);
  const operators = startOperators(form, field, chips);
  startArrows(field);
  onKey("/", () => field.select());
  for (const button of form.querySelectorAll("[data-operator]")) {
    button.hidden = false;
    button.addEventListener("click", () => operators.begin(button.dataset.operator));
  }
  document.documentElement.dataset.search = "";
}
