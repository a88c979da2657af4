// "2 new messages, show": what came below while somebody reads further up.
import { gettext, ngettext, fill } from "../words.js";
import { messageNumbered, shown } from "./log.js";
import { jumpToNewest } from "./pages.js";
import { endIsInView, goToEnd } from "./place.js";

const FAR = 2; // screens below, from where on a way to the newest is offered

const box = document.getElementById("newer");
const text = document.getElementById("newer-text");
const button = document.getElementById("newer-show");

let first = 0; // the first message that came and was not seen
let count = 0;

export function startNewer() {
  addEventListener("scroll", refresh, { passive: true });
  document.addEventListener("visibilitychange", refresh);
  button.addEventListener("click", show);
  refresh();
}

export function countNewer(number) {
  first ||= number;
  count += 1;
  refresh();
}

function refresh() {
  if (!document.hidden && endIsInView() && shown().isLast) count = first = 0;
  const log = document.getElementById("log");
  const isFar = log && (!shown().isLast || log.getBoundingClientRect().bottom > innerHeight * (1 + FAR));
  box.hidden = !count && !isFar;
  text.textContent = count
    ? fill(ngettext("%(count)s new message", "%(count)s new messages", count), { count })
    : gettext("Newer messages below");
  button.textContent = count ? gettext("Show") : gettext("Jump to newest");
}

/** To the first one that came; it gets the focus, since the button goes away. */
async function show() {
  const number = first;
  if (!shown().isLast) await jumpToNewest();
  const message = number && messageNumbered(number);
  if (message) message.scrollIntoView({ block: "start" });
  else goToEnd();
  const target = message || document.querySelector(".msg:last-of-type");
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  count = first = 0;
  refresh();
}
