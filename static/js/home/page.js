// The first page lists what is unread: it is asked for again when that may have changed.
import { refresher } from "../refresh.js";
import { connect, on } from "../socket.js";

export function startHome() {
  const refresh = refresher("#main > .page", silenceKnown);
  for (const type of ["mark", "read", "urgent", "sidebar", "resync", "look"]) on(type, refresh);
  let wasReady = false;
  on("ready", () => {
    if (wasReady) refresh();
    wasReady = true;
  });
  connect({});
}

/** What is urgent is an alert once, when it arrives. */
function silenceKnown(fresh, old) {
  for (const strip of fresh.querySelectorAll("[role=alert][id]")) {
    if (old.querySelector(`#${CSS.escape(strip.id)}`)) strip.removeAttribute("role");
  }
}
