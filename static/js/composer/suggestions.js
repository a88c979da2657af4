// A list of suggestions at the cursor: a listbox that the field points at (aria-activedescendant),
// so that the focus stays where one writes.
import { caretBox } from "./caret.js";

const GAP = 4;

let count = 0;

export class Suggestions {
  constructor(field, choose) {
    this.field = field;
    this.choose = choose;
    this.id = `suggestions-${++count}`;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
  }

  /** Shows `items` ({ insert, label, detail, hue, initials, symbol, image }) under character `from`. */
  show(items, from) {
    this.hide();
    if (!items.length) return;
    this.items = items;
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: this.id, className: "menu floating suggestions", popover: "manual" });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.field.labels[0]?.textContent ?? "");
    this.list.append(...items.map((item, index) => this.option(item, index)));
    (document.getElementById("main") ?? document.body).append(this.list);
    this.list.showPopover();
    this.place(from);
    this.field.setAttribute("aria-controls", this.id);
    this.activate(0);
  }

  hide() {
    this.list?.remove();
    this.list = undefined;
    this.field.removeAttribute("aria-controls");
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Keys that mean the list while it is open. */
  hear(event) {
    if (!this.list || event.isComposing) return;
    const { length } = this.items;
    if (event.key === "ArrowDown") this.activate((this.active + 1) % length);
    else if (event.key === "ArrowUp") this.activate((this.active + length - 1) % length);
    else if (event.key === "Escape") this.hide();
    else if (["Enter", "Tab"].includes(event.key) && !event.ctrlKey && !event.metaKey) this.choose(this.items[this.active]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  activate(index) {
    this.active = index;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", at === index));
    const option = this.list.children[index];
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  option(item, index) {
    const option = document.createElement("li");
    option.id = `${this.id}-${index}`;
    option.className = "menu__item";
    option.setAttribute("role", "option");
    option.append(...picture(item), text("span", item.label));
    if (item.detail && item.detail !== item.label) option.append(text("small", item.detail));
    // The field keeps the focus, also under a finger.
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.choose(item));
    return option;
  }

  place(from) {
    const at = caretBox(this.field, from);
    const { offsetWidth: width, offsetHeight: height } = this.list;
    const below = at.top + at.height + GAP;
    const top = below + height <= innerHeight ? below : Math.max(GAP, at.top - height - GAP);
    this.list.style.top = `${top}px`;
    this.list.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - width - GAP))}px`;
  }
}

function picture({ initials, hue, symbol, image }) {
  if (initials) {
    const avatar = text("span", initials);
    avatar.className = "avatar avatar--small";
    avatar.dataset.hue = hue;
    avatar.ariaHidden = "true";
    return [avatar];
  }
  if (image) {
    const custom = new Image(20, 20);
    custom.src = image;
    custom.className = "emoji";
    return [custom];
  }
  return symbol ? [text("span", symbol)] : [];
}

function text(tag, words) {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}
