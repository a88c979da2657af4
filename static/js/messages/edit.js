// Edits a message where it stands.
import { equip } from "../composer/field.js";
import { sendByKey } from "../composer/send_key.js";
import { showErrors } from "../composer/notes.js";
import { getFragment, post } from "../http.js";
import { sayFailure } from "../say.js";
import { elementOf } from "../swap.js";
import { takeAnswer } from "../thread/live.js";
import { keepPlace } from "../thread/place.js";
import { gettext } from "../words.js";

export async function edit(message, link) {
  if (message.querySelector("[data-editing]")) return;
  let form;
  try {
    form = elementOf(await getFragment(link.href));
  } catch (error) {
    sayFailure(error, gettext("It can't be edited now, the server can't be reached."));
    return;
  }
  const editor = document.createElement("div");
  editor.className = "msg__body";
  editor.dataset.editing = "";
  editor.append(form);
  keepPlace(() => open(document.getElementById(message.id), editor), false);
  const field = form.elements.text;
  equip(field);
  sendByKey(field);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(form, editor);
  });
  form.addEventListener("click", (event) => {
    if (!event.target.closest('[data-do="cancel"]')) return;
    event.preventDefault();
    close(editor);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && field.value === field.defaultValue) close(editor);
  });
}

async function save(form, editor) {
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  showErrors(form, []);
  try {
    const answer = await post(form.action, new FormData(form));
    takeAnswer(await answer.json());
    close(editor);
  } catch (error) {
    showErrors(form, [error.sentence || gettext("Not saved, the server can't be reached. Your text stays here; save it again.")]);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function open(message, editor) {
  message.querySelector(".msg__body").hidden = true;
  message.append(editor);
}

function close(editor) {
  const message = editor.closest(".msg");
  keepPlace(() => {
    editor.remove();
    message.querySelector(".msg__body").hidden = false;
  }, false);
  message.querySelector('[data-tool="menu"]')?.focus({ preventScroll: true });
}
