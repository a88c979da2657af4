// A thread's page: what every part of it needs to know, and the parts in their order.
import { onKey } from "../keyboard.js";
import { copyLink } from "../messages/copy.js";
import { startItems } from "../messages/items.js";
import { startReactions } from "../messages/reactions.js";
import { startTools, useTool } from "../messages/tools.js";
import { connect } from "../socket.js";
import { startAcknowledging } from "./acks.js";
import { startAsks } from "./asks.js";
import { startComposer } from "../composer/composer.js";
import { startUrgency } from "../composer/urgency.js";
import { land } from "./landing.js";
import { startLive } from "./live.js";
import { startPaging } from "./pages.js";
import { startReading } from "./reading.js";

/** `read` is how far the viewer had read when the page was opened; `last` the newest number. */
export function startThread(page) {
  const { thread, seq, last, read } = page.dataset;
  const state = { page, id: Number(thread), last: Number(last), read: Number(read) };
  const log = document.getElementById("log");
  // Our own status element says what is new; the log's implied live region would say it twice.
  log.setAttribute("aria-live", "off");
  startPaging(state);
  startLive(state, Number(seq));
  startReactions(log);
  startItems(log);
  startTools(log);
  startCopying(page);
  startAcknowledging();
  startAsks(state);
  startComposer(state);
  startUrgency(document.getElementById("composer"));
  land(state);
  startReading(state);
  onKey("r", (message) => useTool(message, "react"));
  onKey("q", (message) => useTool(message, "quote"));
  onKey("t", (message) => message?.dataset.id && location.assign(`/m/${message.dataset.id}/items/`));
  connect({ thread });
}

/** A link that is only there to be copied, such as the outcome's, still leads there without a script. */
function startCopying(page) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-copy-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    copyLink(null, link);
  });
}
