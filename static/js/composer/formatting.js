// Markdown by button and by key. What already has the format loses it.
import { replaceRange } from "./text.js";

const FORMATS = {
  bold: (field) => wrap(field, "**"),
  italic: (field) => wrap(field, "_"),
  link,
  bullets: (field) => lines(field, /^[-*] /, () => "- "),
  numbers: (field) => lines(field, /^\d+[.)] /, (index) => `${index + 1}. `),
  tasks: (field) => lines(field, /^[-*] \[[ x]\] /i, () => "- [ ] "),
  quote: (field) => lines(field, /^> ?/, () => "> "),
  code,
};
const KEYS = { b: "bold", i: "italic", k: "link" };

export function format(field, name) {
  FORMATS[name]?.(field);
}

/** Ctrl or Cmd with B, I, K inside `field`. */
export function listenForFormats(field) {
  field.addEventListener("keydown", (event) => {
    const name = KEYS[event.key.toLowerCase()];
    if (!name || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    format(field, name);
  });
}

function wrap(field, mark) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const text = value.slice(start, end);
  const size = mark.length;
  if (value.slice(start - size, start) === mark && value.slice(end, end + size) === mark) {
    replaceRange(field, start - size, end + size, text, 0, text.length);
  } else {
    replaceRange(field, start, end, mark + text + mark, size, size + text.length);
  }
}

/** The address is what is still to be written; of a pasted address, the words. */
function link(field) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const text = value.slice(start, end);
  if (/^https?:\/\/\S+$/.test(text)) replaceRange(field, start, end, `[](${text})`, 1);
  else replaceRange(field, start, end, `[${text}](https://)`, text.length + 3, text.length + 11);
}

function code(field) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const text = value.slice(start, end);
  if (!text.includes("\n")) wrap(field, "`");
  else replaceRange(field, start, end, `\`\`\`\n${text}\n\`\`\``, 4, 4 + text.length);
}

/** Every selected line begins with its sign, or none does where all did. */
function lines(field, sign, make) {
  const { value, selectionEnd } = field;
  const start = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const next = value.indexOf("\n", selectionEnd);
  const end = next < 0 ? value.length : next;
  const before = value.slice(start, end).split("\n");
  const hasAll = before.every((line) => sign.test(line));
  const after = before.map((line, index) => (hasAll ? line.replace(sign, "") : make(index) + line.replace(sign, "")));
  const text = after.join("\n");
  replaceRange(field, start, end, text, before.length > 1 ? 0 : text.length, text.length);
}
