// The log's children in their order: message 7, the entries after message 7, message 8, …
// "New since your last visit" stands right before the first unread message and is never moved.
import { elementOf, swap } from "../swap.js";

const log = document.getElementById("log");

export function messageOf(id) {
  return log.querySelector(`.msg[data-message="${CSS.escape(id)}"]`);
}

export function messageNumbered(number) {
  return document.getElementById(`m${number}`);
}

export function messages() {
  return [...log.querySelectorAll(".msg")];
}

/** First and last number on the page, and whether the thread goes on before and after them. */
export function shown() {
  const all = messages();
  return {
    first: Number(all[0]?.dataset.number ?? 0),
    last: Number(all.at(-1)?.dataset.number ?? 0),
    isFirst: !document.getElementById("load-earlier"),
    isLast: !document.getElementById("load-later"),
  };
}

/** A message frame: "new", "changed", "old" (what stands there is newer) or "elsewhere". */
export function placeMessage(frame) {
  const old = messageOf(frame.id);
  if (old) {
    if (Number(old.dataset.seq) >= frame.seq) return "old";
    swap(old, elementOf(frame.html));
    return "changed";
  }
  const { first, last, isFirst, isLast } = shown();
  if ((frame.number < first && !isFirst) || (frame.number > last && !isLast)) return "elsewhere";
  insert(elementOf(frame.html));
  return "new";
}

export function placeReactions(frame) {
  const message = messageOf(frame.id);
  if (!message || Number(message.dataset.seq) >= frame.seq) return;
  message.dataset.seq = frame.seq;
  const old = document.getElementById(`r-${frame.id}`);
  if (old) swap(old, elementOf(frame.html));
}

export function placeEntry(frame) {
  const old = document.getElementById(frame.id);
  const { first, last, isFirst, isLast } = shown();
  if (old) swap(old, elementOf(frame.html));
  else if ((frame.after >= first || isFirst) && (frame.after <= last || isLast)) insert(elementOf(frame.html));
}

/** Puts the messages and entries of another part of the log where they belong. */
export function merge(part) {
  for (const child of [...part.children]) {
    if (!rankOf(child)) continue;
    if (!document.getElementById(child.id)) insert(child);
  }
}

function insert(element) {
  const rank = rankOf(element);
  const page = log.firstElementChild;
  const before = [...page.children].reverse().find((child) => isBefore(rankOf(child), rank));
  if (before) before.after(element);
  else (document.getElementById("load-earlier") ?? { after: (child) => page.prepend(child) }).after(element);
}

/** Where an element belongs: [message number, 0], or [message number before it, entry's id]. */
function rankOf({ dataset, id }) {
  if (dataset.number) return [Number(dataset.number), 0];
  if (dataset.after) return [Number(dataset.after), Number(id.slice(1))];
  return null;
}

function isBefore(one, other) {
  return one !== null && (one[0] - other[0] || one[1] - other[1]) < 0;
}
