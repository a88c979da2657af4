// Dialogs made by scripts. Esc closes them and the focus returns, as the browser does it.
import { gettext } from "./words.js";

let count = 0;

/** A modal dialog with `title`, `content` (nodes or strings) and `buttons` below; it is open. */
export function openDialog(title, content, buttons = [button(gettext("Close"), "btn")]) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const heading = document.createElement("h2");
  heading.className = "dialog__title";
  heading.id = `dialog-${++count}`;
  heading.textContent = title;
  dialog.setAttribute("aria-labelledby", heading.id);
  const foot = document.createElement("form");
  foot.className = "dialog__foot";
  foot.method = "dialog";
  foot.append(...buttons);
  dialog.append(heading, ...content, foot);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks; resolves to whether the person said yes. `keep` is the button that does nothing. */
export function askWhether({ title, text, yes, keep }) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  const buttons = [button(keep, "btn btn--quiet"), button(yes, "btn btn--danger", "yes")];
  const dialog = openDialog(title, [paragraph], buttons);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
  });
}

function button(text, classes, value = "") {
  const made = document.createElement("button");
  made.className = classes;
  made.value = value;
  made.textContent = text;
  return made;
}
