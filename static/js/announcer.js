// What a screen reader hears: one polite status element, and never many lines at once.
import { fill, gettext, ngettext } from "./words.js";

const TOGETHER = 1_000;

const status = document.createElement("p");
status.className = "u-hidden";
status.setAttribute("role", "status");
document.body.append(status);

let authors = [];
let timer;

export function announce(text) {
  // The same sentence twice is only heard when it was gone in between.
  status.textContent = "";
  setTimeout(() => { status.textContent = text; }, 50);
}

/** Says who wrote; of several messages within a second, how many there are. */
export function announceMessage(author) {
  authors.push(author);
  timer ??= setTimeout(announceAuthors, TOGETHER);
}

function announceAuthors() {
  const count = authors.length;
  announce(
    count === 1
      ? fill(gettext("%(name)s wrote"), { name: authors[0] })
      : fill(ngettext("%(count)s new message", "%(count)s new messages", count), { count }),
  );
  authors = [];
  timer = undefined;
}
