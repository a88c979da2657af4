// "Acknowledge quietly": one press on the newest message of somebody else.
import { toggleReaction } from "../messages/reactions.js";
import { messages } from "./log.js";

const form = document.getElementById("acks");
const viewer = document.body.dataset.userId;

export function startAcknowledging() {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const { value: emoji } = event.submitter;
    toggleReaction(target(), emoji, event.submitter.getAttribute("aria-pressed") !== "true");
  });
  retargetAcks();
}

/** The message that an acknowledgement goes to now, or undefined. */
export function target() {
  return messages().findLast(({ dataset }) => dataset.author !== viewer && !("deleted" in dataset));
}

/** After any change of the log: which message is the newest, and what the viewer gave it. */
export function retargetAcks() {
  if (!form) return;
  const message = target();
  form.hidden = !message;
  if (!message) return;
  form.action = `/m/${message.dataset.id}/react/`;
  for (const button of form.querySelectorAll("[data-emoji]")) {
    const given = message.querySelector(`.reaction[data-emoji="${button.value}"][aria-pressed="true"]`);
    button.setAttribute("aria-pressed", Boolean(given));
  }
}
