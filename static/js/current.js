// The message or row that the keys mean: where the focus is, else the first one in view.

const ITEMS = ".log .msg, .rows .row, .results .result";

export function current() {
  return document.activeElement?.closest(ITEMS) ?? items().find(isInView);
}

/** Moves the focus to the next (1) or the previous (-1) one. */
export function step(by) {
  const all = items();
  const focused = document.activeElement?.closest(ITEMS);
  const next = focused ? all[all.indexOf(focused) + by] : all.find(isInView);
  if (!next) return;
  const target = next.querySelector(".row__title a, .result__title a") ?? next;
  if (target === next) next.tabIndex = -1;
  target.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function items() {
  return [...document.querySelectorAll(ITEMS)].filter((item) => item.offsetParent);
}

function isInView(item) {
  const { top, bottom } = item.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
