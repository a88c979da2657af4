// The formatting toolbar: one stop for Tab, arrows inside, and what a narrow composer hides behind "More".
import { chooseEmoji } from "../messages/chooser.js";
import { openPopover, wasJustClosed } from "../popover.js";
import { gettext } from "../words.js";
import { format } from "./formatting.js";
import { replaceRange } from "./text.js";

export function startToolbar(bar, field) {
  for (const button of bar.querySelectorAll("button")) button.tabIndex = -1;
  bar.querySelector("button").tabIndex = 0;
  bar.addEventListener("keydown", (event) => move(bar, event));
  bar.addEventListener("focusin", (event) => {
    for (const button of bar.querySelectorAll("button")) button.tabIndex = button === event.target ? 0 : -1;
  });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.matches(".composer__more")) more(bar, button, field);
    else if (button) use(button, button.dataset.format, field);
  });
}

async function use(button, name, field) {
  if (name !== "emoji") {
    format(field, name);
    return;
  }
  const { selectionStart: start, selectionEnd: end } = field;
  const emoji = await chooseEmoji(button);
  if (emoji) replaceRange(field, start, end, emoji);
}

function move(bar, event) {
  const shown = [...bar.querySelectorAll("button")].filter((button) => button.offsetParent);
  const at = shown.indexOf(document.activeElement);
  const target = {
    ArrowRight: shown[(at + 1) % shown.length],
    ArrowLeft: shown.at(at - 1),
    Home: shown[0],
    End: shown.at(-1),
  }[event.key];
  if (at < 0 || !target) return;
  event.preventDefault();
  target.focus();
}

function more(bar, opener, field) {
  if (wasJustClosed(opener)) return;
  const menu = document.createElement("div");
  menu.className = "menu";
  for (const hidden of bar.querySelectorAll("[data-extra]")) {
    const item = document.createElement("button");
    item.type = "button";
    item.className = "menu__item";
    item.dataset.format = hidden.dataset.format;
    const words = hidden.querySelector(".u-hidden").textContent;
    item.append(hidden.querySelector("svg").cloneNode(true), ` ${words}`);
    menu.append(item);
  }
  const close = openPopover(opener, menu, { label: gettext("More formatting") });
  menu.firstElementChild.focus();
  menu.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.format;
    if (!name) return;
    close();
    use(opener, name, field);
  });
}
