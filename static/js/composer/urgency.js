// How soon an answer is wanted: by norm as soon as somebody is named, no reply needed before, and
// whatever the person chose from the moment they chose.
import { gettext } from "../words.js";

// At least whatever the server takes for a name; it decides again.
const NAME = /@[a-z0-9]/i;

export function startUrgency(form) {
  const radios = form?.elements.urgency;
  if (!radios) return;
  const reason = form.elements.urgent_reason;
  let hasChosen = Boolean(radios.value);

  for (const type of ["input", "change"]) {
    form.addEventListener(type, ({ target }) => {
      if (target.name === "urgency") hasChosen = true;
      suggest();
    });
  }
  // "Send by norm instead" asks by norm, whatever was chosen before.
  form.querySelector("[data-instead]")?.addEventListener("click", () => {
    radios.value = "norm";
    radios[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
  form.addEventListener("bobbin:sent", () => {
    hasChosen = false;
    reason.value = "";
    showProblem(reason, "");
    suggest();
  });
  form.addEventListener("keydown", lead);
  // Before anything is sent, and before any other listener sends it.
  form.addEventListener("submit", ask, true);
  suggest();

  function suggest() {
    if (!hasChosen) radios.value = namesSomebody(form) ? "norm" : "none";
  }

  /** Enter sends nothing from here: after the reason it leads to the button that says whom it interrupts. */
  function lead(event) {
    if (event.key !== "Enter" || !["urgency", reason.name].includes(event.target.name)) return;
    event.preventDefault();
    if (event.target === reason && !event.isComposing) form.querySelector("[data-interrupt]").focus();
  }

  function ask(event) {
    const isMissing = radios.value === "urgent" && !reason.value.trim() && sends(event.submitter);
    showProblem(reason, isMissing ? gettext("Say in one line why it can’t wait.") : "");
    if (!isMissing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    reason.focus();
  }
}

function namesSomebody({ elements }) {
  return NAME.test(elements.text.value) || Boolean(elements.to?.value.trim() || elements.responsible?.value);
}

/** Whether the button sends, rather than showing a preview or keeping a draft. */
function sends(button) {
  return !button?.formTarget && (button?.name !== "do" || button.value === "start");
}

function showProblem(field, sentence) {
  const place = document.getElementById(`${field.id}_error`) ?? newPlace(field);
  place.textContent = sentence;
  field.toggleAttribute("aria-invalid", Boolean(sentence));
  if (sentence) field.setAttribute("aria-invalid", "true");
}

function newPlace(field) {
  const place = document.createElement("p");
  place.id = `${field.id}_error`;
  place.className = "field__error";
  place.setAttribute("role", "alert");
  field.after(place);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${place.id}`.trim());
  return place;
}
