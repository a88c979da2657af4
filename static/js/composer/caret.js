// Where on the screen a textarea's cursor stands; browsers do not tell.

const COPIED = [
  "boxSizing", "width", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "borderTopWidth",
  "borderRightWidth", "borderBottomWidth", "borderLeftWidth", "fontFamily", "fontSize", "fontWeight", "fontStyle",
  "lineHeight", "letterSpacing", "tabSize", "textIndent", "direction",
];

/** The box of the character at `index`, as getBoundingClientRect would give it. */
export function caretBox(field, index) {
  const mirror = document.createElement("div");
  const style = getComputedStyle(field);
  for (const name of COPIED) mirror.style[name] = style[name];
  Object.assign(mirror.style, {
    position: "absolute", insetBlockStart: "0", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word",
  });
  const mark = document.createElement("span");
  mark.textContent = "\u200b";
  mirror.append(field.value.slice(0, index), mark);
  document.body.append(mirror);
  const [outer, inner] = [mirror.getBoundingClientRect(), mark.getBoundingClientRect()];
  mirror.remove();
  const at = field.getBoundingClientRect();
  return {
    left: at.left + inner.left - outer.left - field.scrollLeft,
    top: at.top + inner.top - outer.top - field.scrollTop,
    height: inner.height,
  };
}
