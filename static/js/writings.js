// Drafts, what goes out later, reminders: the page follows what is written on other devices.
import { refresher } from "./refresh.js";
import { say } from "./say.js";
import { on } from "./socket.js";
import { gettext } from "./words.js";

const page = document.getElementById("writings");
const refresh = refresher("#writings", showCopying);

for (const type of page.dataset.frames.split(" ")) on(type, refresh);
// What I send leaves my drafts.
on("mark", ({ author }) => String(author) === document.body.dataset.userId && refresh());
showCopying(page);

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy-text]");
  if (!button) return;
  const copied = await navigator.clipboard.writeText(button.dataset.copyText).then(() => true, () => false);
  say(copied ? gettext("The text is copied.") : gettext("This browser does not let the page copy it."));
});

/** Pages that come over plain http have no clipboard. */
function showCopying(root) {
  for (const button of root.querySelectorAll("[data-copy-text]")) button.hidden = !navigator.clipboard;
}
