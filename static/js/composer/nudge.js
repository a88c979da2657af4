// "Just acknowledging? React 👍 instead": offered while such a reply is written; ignoring it sends.
import { announce } from "../announcer.js";
import { post } from "../http.js";
import { toggleReaction } from "../messages/reactions.js";
import { elementOf } from "../swap.js";
import { target } from "../thread/acks.js";

const PAUSE = 400;
const LONGEST = 80;

/** Returns a function that takes the nudge away. `reacted()` is called after a reaction. */
export function startNudge({ form, url, reacted }) {
  const field = form.elements.text;
  const place = form.querySelector("#composer-nudge");
  let timer;
  let asked;
  let isDismissed = false;

  function hide() {
    clearTimeout(timer);
    asked?.abort();
    place.replaceChildren();
  }

  async function ask() {
    const text = field.value.trim();
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const answer = await post(url, { text }, { signal, headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer || signal.aborted) return;
    // Reading is cut off too when a newer question is asked.
    const html = answer.status === 204 ? "" : await answer.text().catch(() => "");
    if (signal.aborted || field.value.trim() !== text) return;
    const wasShown = place.hasChildNodes();
    place.replaceChildren(...(html ? [elementOf(html)] : []));
    // It is announced once, here, and not again whenever it is exchanged.
    place.firstElementChild?.removeAttribute("role");
    if (html && !wasShown) announce(place.querySelector("p").textContent);
  }

  field.addEventListener("input", () => {
    const { length } = field.value.trim();
    if (!length) isDismissed = false;
    clearTimeout(timer);
    if (!length || length > LONGEST || isDismissed || !target()) hide();
    else timer = setTimeout(ask, PAUSE);
  });

  place.addEventListener("click", async (event) => {
    const choice = event.target.closest("[data-nudge]")?.dataset.nudge;
    if (!choice) return;
    const { emoji } = place.querySelector("[data-emoji]").dataset;
    field.focus({ preventScroll: true });
    hide();
    if (choice === "dismiss") isDismissed = true;
    else if (await toggleReaction(target(), emoji, true)) reacted();
  });
  return hide;
}
