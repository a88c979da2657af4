// Chooses an emoji: the picker comes when it is first asked for.
import { get } from "../http.js";
import { makePicker } from "../picker.js";
import { openPopover, place, wasJustClosed } from "../popover.js";
import { say } from "../say.js";
import { gettext } from "../words.js";

const CUSTOM = "/emoji/custom.json";

let picker;
let choose;

/** Resolves to "👍" or ":name:", or to null when nothing was chosen. */
export async function chooseEmoji(anchor, findAgain) {
  if (wasJustClosed(anchor)) return null;
  anchor.setAttribute("aria-busy", "true");
  try {
    picker ??= await newPicker();
  } catch {
    say(gettext("The emoji can't be fetched now, the server can't be reached."));
    return null;
  } finally {
    anchor.removeAttribute("aria-busy");
  }
  return new Promise((resolve) => {
    const label = gettext("Choose an emoji");
    const close = openPopover(anchor, picker, { findAgain, label, onClose: () => resolve(null) });
    choose = (emoji) => {
      resolve(emoji);
      close();
    };
    focusSearch();
  });
}

async function newPicker() {
  const custom = await get(CUSTOM).then((answer) => answer.json()).catch(() => []);
  const made = await makePicker(custom);
  made.addEventListener("emoji-click", ({ detail }) => choose(detail.unicode ?? `:${detail.name}:`));
  new ResizeObserver(place).observe(made);
  return made;
}

/** The search field comes a moment after the picker. */
function focusSearch(tries = 20) {
  const field = picker.shadowRoot?.querySelector("input[type=search]");
  if (field && !field.disabled) field.focus();
  else if (tries && picker.isConnected) setTimeout(focusSearch, 50, tries - 1);
}
