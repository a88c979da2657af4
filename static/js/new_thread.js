// Starting a thread: the same help while writing, and what was written survives a lost page.
import { startDelivery } from "./composer/delivery.js";
import { equip } from "./composer/field.js";
import { sendByKey } from "./composer/send_key.js";
import { rememberSent } from "./sent_thread.js";

const FIELDS = ["title", "text"];
const key = `bobbin.new.${document.body.dataset.userId}.${location.search}`;

export function startNewThread(form) {
  equip(form.elements.text);
  sendByKey(form.elements.text);
  restore(form);
  startDelivery(form, form.querySelector("#delivery-place"));
  form.addEventListener("input", () => {
    const kept = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
    localStorage.setItem(key, JSON.stringify(kept));
  });
  form.addEventListener("submit", () => rememberSent(key));
}

function restore(form) {
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (!kept || FIELDS.some((name) => form.elements[name].value)) return;
  for (const name of FIELDS) form.elements[name].value = kept[name];
}
