// Rows of a channel's page: pinned threads first, then the newest activity. A row that comes by
// socket is the same for everyone; what is new in it for the viewer is counted here.
import { elementOf, swap } from "../swap.js";
import { fill, ngettext } from "../words.js";

const page = document.getElementById("channel");
const viewer = document.body.dataset.userId;

export function placeRow(frame) {
  const old = rowOf(frame.thread);
  if (frame.state !== page.dataset.state) {
    old?.remove();
    return;
  }
  const row = elementOf(frame.html);
  const { kind, before } = page.dataset;
  if (!old && (before || (kind && row.dataset.kind !== kind))) return;
  row.dataset.read = readUpTo(frame, old);
  if (old) swap(old, row);
  show(row, frame.number);
  put(row);
  list().parentElement.querySelector("#rows + p:not(.u-small)")?.remove();
}

export function dropRow(thread) {
  rowOf(thread)?.remove();
}

/** Somebody read it, here or on another device; or marked it unread from some message. */
export function markRowRead({ thread, number }) {
  const row = rowOf(thread);
  if (!row) return;
  row.dataset.read = number;
  show(row, Number(row.dataset.number));
}

/** Of a thread that was not on the page, only the newest message is known to be unread. */
function readUpTo({ author, number }, old) {
  if (String(author) === viewer) return number;
  if (old?.dataset.read) return old.dataset.read;
  return "outside" in page.dataset || "muted" in page.dataset ? number : number - 1;
}

function show(row, number) {
  const count = number - Number(row.dataset.read);
  const words = row.querySelector("[data-new]");
  row.toggleAttribute("data-unread", count > 0);
  words.hidden = count <= 0;
  words.textContent = count > 0 ? fill(ngettext("%(count)s new", "%(count)s new", count), { count }) : "";
}

function put(row) {
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  const after = [...list().children].find((other) => other !== row && isBelow(other, row));
  if (after ? after.previousElementSibling !== row : list().lastElementChild !== row) list().insertBefore(row, after ?? null);
  focused?.focus({ preventScroll: true });
}

/** Whether `other` stands below `row`, which is the one that just changed: it wins a tie. */
function isBelow(other, row) {
  const [otherPinned, pinned] = ["pinned" in other.dataset, "pinned" in row.dataset];
  return otherPinned === pinned ? activity(other) <= activity(row) : pinned;
}

function activity(row) {
  return row.querySelector(".row__end time").dateTime;
}

function rowOf(thread) {
  return document.getElementById(`row-${thread}`);
}

function list() {
  return document.getElementById("rows");
}
