// What can be done with a message: react, quote, and the menu of the rest. Each tool is a link
// that works without scripts; its script comes when it is first used.
import { say } from "../say.js";
import { gettext } from "../words.js";
import { toggleReaction } from "./reactions.js";

const TOOLS = { react, quote, menu };

export function startTools(log) {
  log.addEventListener("click", (event) => {
    const link = event.target.closest("[data-tool], [data-history]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const message = link.closest(".msg");
    if ("history" in link.dataset) history(message, link);
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
  const script = await arrived(import("./chooser.js"));
  const emoji = await script?.chooseEmoji(link, finder(message, link));
  const now = document.getElementById(message.id);
  if (emoji && now) toggleReaction(now, emoji, true);
}

async function quote(message, link) {
  (await arrived(import("./quote.js")))?.quote(message, link);
}

async function menu(message, link) {
  (await arrived(import("./menu.js")))?.openMenu(message, link, finder(message, link));
}

async function history(message, link) {
  (await arrived(import("./history.js")))?.showHistory(message, link);
}

/** A script, or undefined and a sentence why nothing happens. */
function arrived(script) {
  return script.catch(() => say(gettext("This can't be done now, the server can't be reached.")));
}

/** The tool again, after a live update replaced the message it belongs to. */
function finder(message, link) {
  const tool = link.closest(".msg__tools") ? `.msg__tools [data-tool="${link.dataset.tool}"]` : ".reaction--add";
  return () => document.querySelector(`#${message.id} ${tool}`);
}
