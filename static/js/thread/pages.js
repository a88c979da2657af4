// Earlier and later parts of a long thread, fetched as fragments.
import { getFragment } from "../http.js";
import { carryEditor, elementOf, swapInside } from "../swap.js";
import { holdSince } from "./live.js";
import { merge, shown } from "./log.js";
import { keepPlace, topNumber } from "./place.js";

const AHEAD = "800px"; // from an edge at which the next part is fetched unasked

const log = document.getElementById("log");

let state;
let near;

export function startPaging(thread) {
  state = thread;
  log.addEventListener("click", (event) => {
    const link = event.target.closest("[data-fragment]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load(link);
  });
  near = new IntersectionObserver(
    (seen) => seen.forEach(({ isIntersecting, target }) => isIntersecting && load(target)),
    { rootMargin: AHEAD },
  );
}

/** From now on the next part comes by itself; not before somebody scrolls. */
export function pageAlong() {
  addEventListener("scroll", observe, { once: true, passive: true });
}

/** Replaces the log by the part that holds what is being read; resolves to its sequence number. */
export async function reloadLog() {
  const editing = log.querySelector(".msg:has([data-editing])")?.dataset.number;
  const middle = editing ?? (shown().isLast && !topIsFar() ? 0 : topNumber());
  return replaceBy(middle ? `around=${middle}` : "until=newest");
}

export function jumpToNewest() {
  return replaceBy("until=newest");
}

export function loadAround(number) {
  return replaceBy(`around=${number}`);
}

async function load(link) {
  if (link.hasAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  const hadFocus = link === document.activeElement;
  try {
    const part = elementOf(await getFragment(link.dataset.fragment));
    keepPlace(() => {
      const successor = part.querySelector(`#${link.id}`);
      const next = link.id === "load-earlier" ? link.nextElementSibling : link.previousElementSibling;
      if (successor) link.replaceWith(successor);
      else link.remove();
      merge(part);
      if (hadFocus) focusOn(next);
    }, false);
    holdSince(Number(part.dataset.seq));
    observe();
  } catch {
    link.removeAttribute("aria-busy");
  }
}

async function replaceBy(query) {
  const part = elementOf(await getFragment(`${state.page.dataset.messagesUrl}?${query}`));
  const edited = log.querySelector(".msg:has([data-editing])");
  const divider = document.getElementById("new");
  const follower = divider?.nextElementSibling?.id;
  keepPlace(() => {
    if (edited) carryEditor(edited, part.querySelector(`#${edited.id}`));
    if (divider) part.querySelector(`#${follower}`)?.before(divider);
    const box = document.createElement("div");
    box.append(part);
    swapInside(log, box);
  });
  state.last = Math.max(state.last, shown().last);
  document.dispatchEvent(new Event("bobbin:log"));
  holdSince(Number(part.dataset.seq));
  observe();
  return Number(part.dataset.seq);
}

function topIsFar() {
  return log.getBoundingClientRect().bottom > innerHeight * 2;
}

function observe() {
  near.disconnect();
  for (const link of log.querySelectorAll("[data-fragment]")) near.observe(link);
}

function focusOn(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
