// Keeps what is being read where it is while the page changes around it.

const NEAR = 100;

const log = document.getElementById("log");
const composer = document.getElementById("composer");

/** Whether the page goes along with what is new: somebody looks, at the end or NEAR pixels above. */
export function follows() {
  return !document.hidden && log.getBoundingClientRect().bottom <= innerHeight + NEAR;
}

export function endIsInView() {
  return log.getBoundingClientRect().bottom <= innerHeight;
}

/**
 * Runs `change`, which may alter the log. Where the page follows, what stands below the log stays
 * at its place; anywhere else (and always without `mayFollow`) the first message in view does.
 */
export function keepPlace(change, mayFollow = true) {
  const anchor = mayFollow && follows() ? belowLog : topMessage();
  const before = anchor();
  // The browser's own anchoring must not correct what is corrected here.
  const { style } = document.documentElement;
  style.overflowAnchor = "none";
  change();
  const moved = anchor() - before;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
  requestAnimationFrame(() => requestAnimationFrame(() => { style.overflowAnchor = ""; }));
}

/** The number of the first message in view, 0 when there is none. */
export function topNumber() {
  return Number(firstInView()?.dataset.number ?? 0);
}

export function goToEnd() {
  scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  const above = log.parentElement.getBoundingClientRect().bottom - innerHeight;
  if (above < 0) scrollBy({ top: above, behavior: "instant" });
}

function belowLog() {
  return composer?.getBoundingClientRect().top ?? log.getBoundingClientRect().bottom;
}

/** The top of the first message in view; it may be replaced by its newer self in between. */
function topMessage() {
  const seen = firstInView();
  if (!seen) return () => log.getBoundingClientRect().top;
  return () => (document.getElementById(seen.id) ?? log).getBoundingClientRect().top;
}

function firstInView() {
  return [...log.querySelectorAll(".msg")].find((message) => message.getBoundingClientRect().bottom > 0);
}
