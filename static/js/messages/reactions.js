// Reactions: a press says what is wanted (on or off), so that no press is lost or doubled.
import { sayFailure } from "../say.js";
import { post } from "../http.js";
import { takeAnswer } from "../thread/live.js";
import { gettext } from "../words.js";

const wishes = new Map(); // "message emoji" → { on } that is being sent

export function startReactions(log) {
  log.addEventListener("click", (event) => {
    const button = event.target.closest(".reactions [data-emoji]");
    if (!button) return;
    event.preventDefault();
    const isOn = button.getAttribute("aria-pressed") === "true";
    toggleReaction(button.closest(".msg"), button.dataset.emoji, !isOn);
  });
}

/** Puts `emoji` on `message` (its element) or takes it off. Resolves to whether that went well. */
export async function toggleReaction(message, emoji, on) {
  const { id, message: name } = message.dataset;
  const key = `${id} ${emoji}`;
  press(name, emoji, on, true);
  const before = wishes.get(key);
  if (before) {
    before.on = on;
    return before.done;
  }
  const wish = { on };
  wishes.set(key, wish);
  wish.done = send(`/m/${id}/react/`, emoji, wish).then(
    () => true,
    (error) => {
      press(name, emoji, !wish.on, false);
      sayFailure(error, gettext("Your reaction was not saved, the server can't be reached. Press it again."));
      return false;
    },
  );
  await wish.done;
  wishes.delete(key);
  press(name, emoji, null, false);
  return wish.done;
}

async function send(url, emoji, wish) {
  let sent;
  do {
    sent = wish.on;
    const answer = await post(url, { emoji, on: sent ? 1 : 0 });
    takeAnswer(await answer.json());
  } while (wish.on !== sent);
}

/** Shows what was pressed until the server's answer takes its place; `on` null leaves it. */
function press(name, emoji, on, isBusy) {
  const value = CSS.escape(emoji);
  for (const button of document.querySelectorAll(`#r-${name} [data-emoji="${value}"], #acks [value="${value}"]`)) {
    if (on !== null) button.setAttribute("aria-pressed", on);
    button.toggleAttribute("aria-busy", isBusy);
  }
}
