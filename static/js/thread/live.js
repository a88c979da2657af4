// Brings what happens into the thread that is shown: frames, and what was missed.
import { announceMessage } from "../announcer.js";
import { get } from "../http.js";
import { on } from "../socket.js";
import { elementOf, swapInside } from "../swap.js";
import { retargetAcks } from "./acks.js";
import { showGone } from "./gone.js";
import { placeEntry, placeMessage, placeReactions } from "./log.js";
import { countNewer } from "./newer.js";
import { reloadLog } from "./pages.js";
import { follows, keepPlace } from "./place.js";
import { Sequence } from "./sequence.js";

const RESYNC_JITTER = 500;
const viewer = document.body.dataset.userId;

let state;
let sequence;

export function startLive(thread, seq) {
  state = thread;
  sequence = new Sequence(seq, { apply: (frame) => apply([frame]), fetchAfter });
  for (const type of ["message", "reactions", "entry"]) {
    on(type, (frame) => frame.thread === state.id && sequence.take(frame));
  }
  on("ready", (frame) => (frame.thread === state.id ? catchUp() : showGone()));
  on("resync", () => sequence.later(Math.random() * RESYNC_JITTER));
  on("look", catchUp);
}

/** What the server answered to something of ours: shown at once, whatever came before it. */
export function takeAnswer(frame) {
  sequence.show(frame);
}

/** Resolves to true when the page holds everything, to false when the server did not answer. */
export function catchUp() {
  return sequence.catchUp().then(() => true, () => false);
}

/** A part of the log that was rendered at `seq` is on the page now; it may be older than the rest. */
export function holdSince(seq) {
  if (seq < sequence.seq) sequence.rewind(seq);
}

async function fetchAfter(seq) {
  let changes;
  try {
    changes = await (await get(`${state.page.dataset.changesUrl}?after=${seq}`)).json();
  } catch (error) {
    if (error.status !== 404) throw error;
    showGone();
    return null;
  }
  if (!changes.complete) {
    showHead(changes);
    return reloadLog();
  }
  apply([...changes.messages, ...changes.entries]);
  return changes.seq;
}

function apply(frames) {
  keepPlace(() => {
    const following = follows();
    for (const frame of frames) {
      if (frame.type === "message") showMessage(frame, following);
      else if (frame.type === "reactions") placeReactions(frame);
      else placeEntry(frame);
    }
    const newest = frames.findLast((frame) => frame.type === "entry");
    if (newest) showHead(newest);
    retargetAcks();
  });
}

function showMessage(frame, following) {
  const placed = placeMessage(frame);
  const isNew = frame.number > state.last;
  state.last = Math.max(state.last, frame.number);
  document.dispatchEvent(new CustomEvent("bobbin:message", { detail: frame }));
  if (!isNew || String(frame.author) === viewer) return;
  if (following && placed === "new") announceMessage(authorOf(frame));
  else countNewer(frame.number);
}

function authorOf(frame) {
  return elementOf(frame.html).querySelector(".msg__author").textContent;
}

function showHead({ title, head }) {
  swapInside(document.getElementById("thread-head"), elementOf(`<div>${head}</div>`));
  document.title = document.title.replace(/^.*(?= · Bobbin$)/s, () => title);
}
