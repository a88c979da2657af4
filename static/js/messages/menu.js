// The menu of a message: what this viewer may do with it, as the server says.
import { getFragment } from "../http.js";
import { openPopover, wasJustClosed } from "../popover.js";
import { sayFailure } from "../say.js";
import { elementOf } from "../swap.js";
import { gettext } from "../words.js";
import { copyLink } from "./copy.js";
import { edit } from "./edit.js";
import { showHistory } from "./history.js";
import { remove } from "./remove.js";

const DEEDS = { edit, copy: copyLink, history: showHistory, delete: remove };

/** `findAgain()` gives the link that opened it, also after a live update replaced it. */
export async function openMenu(message, link, findAgain) {
  if (wasJustClosed(link)) return;
  let content;
  try {
    content = elementOf(await getFragment(link.href));
  } catch (error) {
    sayFailure(error, gettext("The menu can't be fetched now, the server can't be reached."));
    return;
  }
  const close = openPopover(link, content, { findAgain, label: gettext("Message actions") });
  content.querySelector(".menu__item").focus();
  content.addEventListener("click", (event) => {
    const item = event.target.closest("[data-do]");
    const deed = DEEDS[item?.dataset.do];
    if (!deed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    close();
    deed(document.getElementById(message.id), item);
  });
}
