// "Send later": moments to choose from, above the composer's foot. The server says which there are
// and when each person would hear; nothing is counted here.
import { announce } from "../announcer.js";
import { post } from "../http.js";
import { elementOf } from "../swap.js";
import { gettext } from "../words.js";
import { showErrors, showStatus } from "./notes.js";
import { newId } from "./uuid.js";

export function startLater(form, draft) {
  const button = form.querySelector("[data-later]");
  const field = form.elements.text;
  let box = null;

  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (box) close();
    else open();
  });
  form.addEventListener("bobbin:sent", () => box && close({ focus: false }));

  async function open() {
    showErrors(form, []);
    let choice;
    try {
      const answer = await post(button.formAction, new FormData(form), { headers: { Accept: "text/html", "HX-Request": "true" } });
      choice = elementOf(await answer.text());
    } catch (error) {
      if (error.status === 422) showErrors(form, [error.sentence]);
      else showStatus(form, gettext("This can't be done now, the server can't be reached."));
      field.focus();
      return;
    }
    box?.remove();
    box = made(choice);
    button.before(box);
    button.setAttribute("aria-expanded", "true");
    sayMoment();
    (box.querySelector("input:checked") ?? box.querySelector("input")).focus();
  }

  function made(choice) {
    const popover = document.createElement("div");
    popover.className = "popover composer__pop";
    popover.id = "later";
    popover.setAttribute("role", "dialog");
    popover.setAttribute("aria-labelledby", "later-title");
    const title = document.createElement("h2");
    title.id = "later-title";
    title.textContent = gettext("Send later");
    const foot = document.createElement("div");
    foot.className = "cluster";
    foot.append(
      action("btn btn--primary", gettext("Schedule"), schedule),
      action("btn btn--quiet", gettext("Cancel"), close),
    );
    foot.firstElementChild.dataset.schedule = "";
    popover.append(title, choice, foot);
    popover.addEventListener("keydown", byKey);
    popover.addEventListener("input", ({ target }) => {
      if (target.name !== "when") popover.querySelector('[name="when"][value="moment"]').checked = true;
      sayMoment();
    });
    return popover;
  }

  /** Enter schedules and never sends at once; Esc goes back to the text's foot. */
  function byKey(event) {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !event.target.closest("button")) schedule();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function sayMoment() {
    const chosen = box.querySelector('[name="when"]:checked');
    for (const facts of box.querySelectorAll("[data-facts]")) facts.hidden = facts.dataset.facts !== chosen?.value;
    const { yours } = chosen?.dataset ?? {};
    box.querySelector("[data-schedule]").textContent = yours ? gettext("Schedule for {when}").replace("{when}", yours) : gettext("Schedule");
  }

  async function schedule() {
    const submit = box.querySelector("[data-schedule]");
    if (submit.getAttribute("aria-busy")) return;
    submit.setAttribute("aria-busy", "true");
    await draft.hold({ id: form.elements.client_id.value, text: field.value });
    try {
      done(await (await post(button.formAction, new FormData(form))).json());
    } catch (error) {
      draft.attempt = undefined;
      draft.release();
      submit.removeAttribute("aria-busy");
      complain(error.sentence || gettext("Not scheduled, the server can't be reached. Your text is kept in this browser."));
    }
  }

  function done({ words, url }) {
    field.value = "";
    form.elements.client_id.value = newId();
    draft.drop();
    close();
    form.dispatchEvent(new Event("bobbin:sent"));
    showStatus(form, `${words} `);
    const link = document.createElement("a");
    link.href = url;
    link.textContent = gettext("Change it");
    form.querySelector(".composer__status").append(link);
    announce(words);
    field.focus({ preventScroll: true });
  }

  function complain(sentence) {
    box.querySelector("[data-complaint]")?.remove();
    const line = document.createElement("p");
    line.className = "field__error";
    line.dataset.complaint = "";
    line.setAttribute("role", "alert");
    line.textContent = sentence;
    box.lastElementChild.before(line);
  }

  function close({ focus = true } = {}) {
    box.remove();
    box = null;
    button.setAttribute("aria-expanded", "false");
    if (focus) button.focus({ preventScroll: true });
  }
}

function action(className, words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = words;
  button.addEventListener("click", () => act());
  return button;
}
