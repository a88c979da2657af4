// The list of what is unread: it is asked for again when that may have changed.
import { refresher } from "../refresh.js";
import { connect, on } from "../socket.js";

export function startUnread() {
  const refresh = refresher("#main > .page");
  for (const type of ["mark", "read", "sidebar", "resync", "look"]) on(type, refresh);
  let wasReady = false;
  on("ready", () => {
    if (wasReady) refresh();
    wasReady = true;
  });
  connect({});
}
