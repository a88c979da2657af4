// Changes to what is in a textarea that the browser's undo takes back.

/** `text` takes the place of `start` to `end`; what is selected after it is told within `text`. */
export function replaceRange(field, start, end, text, selectFrom = text.length, selectTo = selectFrom) {
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  // The old command is the only way that keeps the undo history.
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (!done) fallback(field, start, end, text);
  field.setSelectionRange(start + selectFrom, start + selectTo);
}

/** `text` at the cursor, on lines of its own. */
export function insertBlock(field, text) {
  const { value, selectionStart: at } = field;
  const lead = value.slice(0, at);
  const gap = !lead.trim() || lead.endsWith("\n\n") ? "" : lead.endsWith("\n") ? "\n" : "\n\n";
  replaceRange(field, at, field.selectionEnd, gap + text);
}

function fallback(field, start, end, text) {
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
}
