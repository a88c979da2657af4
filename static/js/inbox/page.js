// The inbox: asked for again whenever something in it may have changed, here or in another tab,
// and worked through by keys or pointer.
import { refresher } from "../refresh.js";
import { connect, on } from "../socket.js";
import { keepSelection, startSelecting } from "./select.js";
import { startTriage } from "./triage.js";

const CHANGES = ["asks", "inbox", "mark", "read", "urgent", "sidebar", "resync", "look"];
const LONGEST = 2 ** 31 - 1;

let alarm;

export function startInbox(inbox) {
  const refresh = refresher("#inbox", prepare);
  for (const type of CHANGES) on(type, refresh);
  let wasReady = false;
  on("ready", () => {
    if (wasReady) refresh();
    wasReady = true;
  });
  setAlarm(inbox, refresh);
  startSelecting(inbox);
  startTriage(inbox, refresh);
  connect({});

  function prepare(fresh, old) {
    silenceKnown(fresh, old);
    keepSelection(fresh, old);
    setAlarm(fresh, refresh);
  }
}

/** A snooze ends or an answer is due without anybody's doing. */
function setAlarm({ dataset }, ring) {
  clearTimeout(alarm);
  const wait = Number(dataset.nextIn) * 1_000;
  if (wait && wait < LONGEST) alarm = setTimeout(ring, wait);
}

/** What is urgent is an alert once, when it arrives. */
function silenceKnown(fresh, old) {
  for (const strip of fresh.querySelectorAll("[role=alert][id]")) {
    if (old.querySelector(`#${CSS.escape(strip.id)}`)) strip.removeAttribute("role");
  }
}
