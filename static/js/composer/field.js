// What every field for markdown can do: format by key and complete names.
import { startCompletion } from "./completion.js";
import { listenForFormats } from "./formatting.js";

export function equip(field) {
  field.autocomplete = "off";
  startCompletion(field);
  listenForFormats(field);
}
