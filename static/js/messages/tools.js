// What can be done with a message: react, quote, and the menu of the rest. Each tool is a link
// that works without scripts.
import { getFragment } from "../http.js";
import { openPopover } from "../popover.js";
import { sayFailure } from "../say.js";
import { elementOf } from "../swap.js";
import { gettext } from "../words.js";
import { chooseEmoji } from "./chooser.js";
import { copyLink } from "./copy.js";
import { edit } from "./edit.js";
import { showHistory } from "./history.js";
import { quote } from "./quote.js";
import { toggleReaction } from "./reactions.js";
import { remove } from "./remove.js";

const TOOLS = { react, quote, menu };
const DEEDS = { edit, copy: copyLink, history: showHistory, delete: remove };

export function startTools(log) {
  log.addEventListener("click", (event) => {
    const link = event.target.closest("[data-tool], [data-history]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const message = link.closest(".msg");
    if ("history" in link.dataset) showHistory(message, link);
    else TOOLS[link.dataset.tool](message, link);
  });
  document.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.do === "unread") document.dispatchEvent(new Event("bobbin:unread"));
  });
}

/** Uses a tool of `message` as if it had been pressed. */
export function useTool(message, name) {
  const link = message?.querySelector(`.msg__tools [data-tool="${name}"]`);
  if (link) TOOLS[name](message, link);
}

async function react(message, link) {
  const emoji = await chooseEmoji(link, finder(message, link));
  const now = document.getElementById(message.id);
  if (emoji && now) toggleReaction(now, emoji, true);
}

async function menu(message, link) {
  let content;
  try {
    content = elementOf(await getFragment(link.href));
  } catch (error) {
    sayFailure(error, gettext("The menu can't be fetched now, the server can't be reached."));
    return;
  }
  const close = openPopover(link, content, { findAgain: finder(message, link), label: gettext("Message actions") });
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

/** The tool again, after a live update replaced the message it belongs to. */
function finder(message, link) {
  const tool = link.closest(".msg__tools") ? `.msg__tools [data-tool="${link.dataset.tool}"]` : ".reaction--add";
  return () => document.querySelector(`#${message.id} ${tool}`);
}
