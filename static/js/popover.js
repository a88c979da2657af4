// One floating box at a time, beside what opened it. Esc and a press elsewhere close it, and the
// focus goes back (both by the browser's popovers, and again here for an opener that was replaced).

const GAP = 4;

let box;
let opener;
let closed = null; // the opener of the box that the present press closed; a key closes none
let isPressing = false;

addEventListener("pointerdown", () => { isPressing = true; closed = null; }, true);
addEventListener("keydown", () => { isPressing = false; }, true);

/** Shows `content` beside `anchor`; returns a function that closes it. `findAgain()` gives the
 *  anchor anew in case a live update replaced it. */
export function openPopover(anchor, content, { findAgain = () => anchor, label, onClose } = {}) {
  closePopover();
  opener = findAgain;
  box = document.createElement("div");
  box.className = "floating";
  box.popover = "auto";
  if (label) {
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", label);
  }
  box.append(content);
  document.body.append(box);
  anchor.setAttribute("aria-expanded", "true");
  const mine = box;
  mine.addEventListener("beforetoggle", (event) => {
    if (event.newState === "closed" && isPressing) closed = findAgain();
  });
  mine.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    ended(mine, findAgain());
    onClose?.();
  });
  mine.addEventListener("keydown", arrows);
  mine.showPopover();
  place();
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
  return () => mine.isConnected && mine.hidePopover();
}

/** A press on the opener of an open box closes it, and must not open it again. */
export function wasJustClosed(anchor) {
  return closed === anchor;
}

export function closePopover() {
  box?.hidePopover();
}

/** Again beside its opener, after it moved or grew. */
export function place() {
  const anchor = opener?.();
  if (!box || !anchor?.isConnected) return;
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = innerHeight - at.bottom - GAP;
  const top = below >= height || below >= at.top ? at.bottom + GAP : at.top - height - GAP;
  const left = Math.min(at.right - width, innerWidth - width - GAP);
  box.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
  box.style.left = `${Math.max(GAP, left)}px`;
}

function ended(mine, anchor) {
  const hadFocus = mine.contains(document.activeElement) || document.activeElement === document.body;
  mine.remove();
  if (mine === box) {
    box = opener = undefined;
    removeEventListener("scroll", place);
    removeEventListener("resize", place);
  }
  anchor?.removeAttribute("aria-expanded");
  if (hadFocus) anchor?.focus({ preventScroll: true });
}

function arrows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const items = [...this.querySelectorAll(".menu__item")];
  if (!step || !items.length) return;
  event.preventDefault();
  const at = items.indexOf(document.activeElement);
  items.at((at + step + items.length) % items.length).focus();
}
