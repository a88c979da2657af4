// Tells the server how far somebody has read: up to the last message whose end was in view, on a
// page that was looked at.
import { post } from "../http.js";
import { on } from "../socket.js";
import { messages } from "./log.js";

const GLANCE = 600; // so long it must be in view
const SPACING = 3_000; // between two requests, while messages come

let state;
let told = 0;
let seen = 0;
let glance;
let spacing;

export function startReading(thread) {
  state = thread;
  told = state.read;
  for (const type of ["scroll", "resize"]) addEventListener(type, soon, { passive: true });
  for (const type of ["visibilitychange", "bobbin:message"]) document.addEventListener(type, soon);
  addEventListener("pagehide", tell);
  document.addEventListener("bobbin:unread", () => { told = Infinity; });
  on("ready", soon);
  on("read", (frame) => {
    if (frame.thread === state.id) told = Math.max(told, frame.number);
  });
  soon();
}

function soon() {
  if (document.hidden) tell();
  else glance ??= setTimeout(look, GLANCE);
}

function look() {
  glance = undefined;
  if (document.hidden) return;
  const last = messages().findLast((message) => message.getBoundingClientRect().bottom <= innerHeight);
  seen = Math.max(seen, Number(last?.dataset.number ?? 0));
  if (!spacing) tell();
}

async function tell() {
  if (seen <= told) return;
  const before = told;
  told = seen;
  spacing = setTimeout(() => {
    spacing = undefined;
    tell();
  }, SPACING);
  await post(state.page.dataset.readUrl, { number: told }, { keepalive: true }).catch(() => {
    told = Math.min(told, before);
  });
}
