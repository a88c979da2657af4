// The menu of moments to snooze until, fetched when it is asked for: they depend on the clock.
import { getFragment } from "../http.js";
import { closePopover, openPopover, place, wasJustClosed } from "../popover.js";
import { sayFailure } from "../say.js";
import { elementOf } from "../swap.js";
import { gettext } from "../words.js";

/** `seen` are the rows' values; `choose({ until, custom })` is called with what was chosen. */
export async function openSnooze(seen, anchor, findAgain, choose) {
  if (wasJustClosed(anchor)) return;
  const query = new URLSearchParams(seen.map((value) => ["thread", value]));
  let menu;
  try {
    menu = elementOf(await getFragment(`/inbox/snooze/?${query}`));
  } catch (error) {
    sayFailure(error, gettext("The times can't be fetched now, the server can't be reached."));
    return;
  }
  menu.addEventListener("submit", (event) => {
    event.preventDefault();
    const custom = menu.elements.custom.value;
    const until = event.submitter?.value ?? "other";
    if (until === "other" && !custom) {
      menu.elements.custom.focus();
      return;
    }
    closePopover();
    choose({ until, custom });
  });
  menu.addEventListener("toggle", place, true);
  openPopover(anchor, menu, { findAgain: () => findAgain() ?? anchor, label: gettext("Snooze until") });
  menu.querySelector("button, summary").focus();
}
