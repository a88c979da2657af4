// What every field for markdown can do: format by key, complete names, send by Ctrl+Enter.
import { startCompletion } from "./completion.js";
import { listenForFormats } from "./formatting.js";

export function equip(field) {
  field.autocomplete = "off";
  startCompletion(field);
  listenForFormats(field);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    if (!event.repeat) field.form.requestSubmit();
  });
}
