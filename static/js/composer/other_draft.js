// Another device saved another draft: both are shown, and the writer chooses.
import { gettext } from "../words.js";
import { replaceRange } from "./text.js";

export function offerOther(draft, text, version) {
  const { field } = draft;
  const form = field.form;
  form.querySelector("[data-other-draft]")?.remove();
  if (text === field.value) {
    draft.settle(version);
    return;
  }
  const notice = element("section", "notice", "");
  notice.dataset.otherDraft = "";
  notice.dataset.tone = "held";
  notice.setAttribute("role", "status");
  const buttons = element("div", "cluster", "");
  const choices = [
    [gettext("Keep what stands here"), () => {}],
    [gettext("Take the other text"), () => replaceRange(field, 0, field.value.length, text)],
    [gettext("Keep both"), () => replaceRange(field, field.value.length, field.value.length, `\n\n${text}`)],
  ];
  for (const [words, choose] of choices) {
    const button = element("button", "btn btn--small", words);
    button.type = "button";
    button.addEventListener("click", () => {
      notice.remove();
      choose();
      field.focus();
      draft.settle(version);
    });
    buttons.append(button);
  }
  notice.append(
    element("p", "", gettext("You wrote something else on another device:")),
    element("blockquote", "prose prose--ui", text),
    buttons,
  );
  field.before(notice);
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
