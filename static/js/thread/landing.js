// Where a thread opens: at the message that the address names, else at the first unread one, else
// at the newest. Coming back or reloading the browser knows better, and whoever scrolls already too.
import { messageNumbered } from "./log.js";
import { startNewer } from "./newer.js";
import { loadAround, pageAlong } from "./pages.js";
import { goToEnd } from "./place.js";

export function land(state) {
  const [entry] = performance.getEntriesByType("navigation");
  const isFresh = entry?.type === "navigate" && !location.hash && !scrollY;
  const divider = document.getElementById("new");
  const number = numberIn(location.hash);
  if (number && !messageNumbered(number)) show(number);
  else if (isFresh && divider) divider.scrollIntoView({ block: "start" });
  else if (isFresh && state.read >= state.last) goToEnd();
  addEventListener("hashchange", () => numberIn(location.hash) && show(numberIn(location.hash)));
  requestAnimationFrame(() => {
    startNewer();
    pageAlong();
  });
}

async function show(number) {
  if (!messageNumbered(number)) await loadAround(number).catch(() => {});
  messageNumbered(number)?.scrollIntoView({ block: "start" });
}

function numberIn(hash) {
  return Number(hash.match(/^#m(\d+)$/)?.[1] ?? 0);
}
