// Which rows are selected, and which one the keys mean.
import { fill } from "../words.js";

export function startSelecting(inbox) {
  inbox.addEventListener("change", (event) => event.target.matches(".row__pick") && tell());
  inbox.addEventListener("reset", () => setTimeout(tell));
  inbox.addEventListener("focusin", (event) => mark(event.target.closest(".row")));
  tell();
}

export function toggle(row) {
  const pick = row?.querySelector(".row__pick");
  if (!pick) return;
  pick.checked = !pick.checked;
  tell();
}

export function selected() {
  return [...document.querySelectorAll("#inbox .row:has(.row__pick:checked)")];
}

/** What was selected stays so, and the current row is the current one, in the list as it is now. */
export function keepSelection(fresh, old) {
  for (const pick of old.querySelectorAll(".row__pick:checked")) {
    const same = rowLike(pick.closest(".row"), fresh)?.querySelector(".row__pick");
    if (same) same.checked = true;
  }
  const current = rowLike(old.querySelector('.row[aria-current="true"]'), fresh);
  current?.setAttribute("aria-current", "true");
  tell(fresh);
}

/** The row that the focus goes to when `row` leaves. */
export function neighbourOf(row) {
  const rows = [...document.querySelectorAll("#inbox .row")].filter((other) => !other.hidden || other === row);
  const at = rows.indexOf(row);
  return rows[at + 1] ?? rows[at - 1];
}

export function goTo(row) {
  const target = row?.querySelector(".row__title a") ?? document.querySelector("#inbox h1");
  if (target.localName === "h1") target.tabIndex = -1;
  target.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

function mark(row) {
  if (!row) return;
  for (const other of document.querySelectorAll('#inbox .row[aria-current="true"]')) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
}

function rowLike(row, root) {
  return row && root.querySelector(`.row[data-thread="${row.dataset.thread}"]`);
}

function tell(root = document) {
  const words = root.querySelector("#several-count");
  if (!words) return;
  const count = root.querySelectorAll(".row__pick:checked").length;
  words.textContent = count === 1 ? words.dataset.one : fill(words.dataset.many, { count });
}
