// Puts fresh HTML in the place of old without taking the focus away from anybody.
import { decorate } from "./viewer.js";

/** The one root element of `html`, decorated for the viewer. */
export function elementOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  decorate(template.content);
  return template.content.firstElementChild;
}

/** `fresh` takes the place of `old`. What is being written inside `old` is carried over. */
export function swap(old, fresh) {
  const focus = rememberFocus(old);
  carryEditor(old, fresh);
  old.replaceWith(fresh);
  focus?.(fresh);
}

/** The children of `fresh` take the place of those of `root`, which itself stays. */
export function swapInside(root, fresh) {
  const focus = rememberFocus(root);
  root.replaceChildren(...fresh.childNodes);
  focus?.(root);
}

/** An open editor of a message (messages/edit.js) moves to the message's newer self. */
export function carryEditor(old, fresh) {
  const editor = old.querySelector("[data-editing]");
  if (!editor || !fresh) return;
  fresh.querySelector(".msg__body").hidden = true;
  fresh.append(editor);
}

/** A function that gives the focus to the same thing in another root, or to the root itself. */
export function rememberFocus(root) {
  const focused = document.activeElement;
  if (!root.contains(focused) || focused === document.body) return null;
  const { selectionStart, selectionEnd } = focused;
  const names = focused === root ? [] : waysTo(focused);
  return (fresh) => {
    const same = fresh.contains(focused) ? focused : find(fresh, names);
    if (!same) fresh.tabIndex = -1;
    (same ?? fresh).focus({ preventScroll: true });
    if (selectionStart != null) same?.setSelectionRange?.(selectionStart, selectionEnd);
  };
}

/** Selectors that tell `element` from its neighbours, the surest first. */
function waysTo(element) {
  const tag = element.localName;
  const ways = element.id ? [`#${CSS.escape(element.id)}`] : [];
  for (const name of ["data-emoji", "data-tool", "data-do", "href", "name", "class"]) {
    const value = element.getAttribute(name);
    if (value) ways.push(`${tag}[${name}="${CSS.escape(value)}"]`);
  }
  return ways;
}

function find(root, ways) {
  for (const way of ways) {
    const found = root.matches?.(way) ? root : root.querySelector(way);
    if (found) return found;
  }
  return null;
}
