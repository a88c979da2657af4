// Single keys, outside text fields only, and only for those who have them switched on (WCAG 2.1.4).
import { current, step } from "./current.js";

const BARE = ["Control", "Alt", "Meta"];

const keys = new Map([
  ["j", () => step(1)],
  ["k", () => step(-1)],
  ["n", goToNew],
  ["c", () => follow('[aria-keyshortcuts="c"]')],
  ["/", () => follow('[aria-keyshortcuts="/"]')],
  ["?", showKeys],
]);

async function showKeys() {
  (await import("./keys_help.js")).showKeys();
}

/** Adds a key: `act()` is called when it is pressed alone. */
export function onKey(key, act) {
  keys.set(key, act);
}

export function listenForKeys() {
  // The list of keys can always be asked for, by the button that some pages have.
  document.addEventListener("click", (event) => event.target.closest("[data-show-keys]") && showKeys());
  if (!("shortcuts" in document.body.dataset)) return;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat && !"jk".includes(event.key)) return;
    if (BARE.some((modifier) => event.getModifierState(modifier)) || isWriting(event.target)) return;
    const act = keys.get(event.key);
    if (!act || document.querySelector("dialog[open]:modal, .floating:popover-open")) return;
    event.preventDefault();
    act(current());
  });
}

function isWriting(element) {
  return element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, emoji-picker");
}

function goToNew() {
  const target = document.getElementById("new") ?? document.querySelector(".row[data-unread] a");
  if (!target) return;
  if (target.id) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: target.id ? "start" : "center" });
}

/** A link is followed, a field gets the focus. */
function follow(selector) {
  const target = document.querySelector(selector);
  if (target?.matches("a, button")) target.click();
  else target?.focus();
}
