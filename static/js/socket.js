// The page's one WebSocket. It only listens; frames are described in threads/frames.py.
// It comes back by itself after every kind of end, soon enough that a page is right again within
// five seconds of the server being reachable.
import { leaveForSignIn } from "./sign_in.js";

const FIRST_DELAY = 300;
const LONGEST_DELAY = 3_500;
const PATIENCE = 5_000; // for the first frame; more each time, so that a busy server is not knocked at for ever
const STEADY = 3_000; // a connection that lived this long was a good one
const TICK = 5_000;
const SLEPT = 20_000; // between two ticks: the machine slept
const SLEPT_HIDDEN = 150_000; // hidden pages tick once a minute
const SIGNED_OUT = 4401;

const listeners = new Map();
let address;
let socket;
let failures = 0;
let retry;
let patience;
let ticked = Date.now();

/** Calls `heard(frame)` for each frame of `type`; "look" comes when the page is looked at again. */
export function on(type, heard) {
  if (!listeners.has(type)) listeners.set(type, []);
  listeners.get(type).push(heard);
}

/** Connects, once a page; `watch` says what it shows: { thread } or { channel } or {}. */
export function connect(watch) {
  address = new URL("/ws/", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  address.search = new URLSearchParams(watch);
  open();
  setInterval(tick, TICK);
  addEventListener("online", () => open());
  addEventListener("pageshow", (event) => event.persisted && open());
  addEventListener("pagehide", close);
  document.addEventListener("resume", () => open());
  document.addEventListener("visibilitychange", () => document.hidden || look());
}

function open() {
  close();
  const mine = new WebSocket(address);
  socket = mine;
  mine.onmessage = (event) => mine === socket && hear(JSON.parse(event.data));
  mine.onclose = (event) => mine === socket && closed(event.code);
  patience = setTimeout(() => closed(), PATIENCE * (1 + Math.min(failures, 4)));
}

function close() {
  clearTimeout(retry);
  clearTimeout(patience);
  delete document.documentElement.dataset.live;
  retry = undefined;
  const old = socket;
  socket = undefined;
  old?.close();
}

function closed(code) {
  close();
  if (code === SIGNED_OUT) {
    leaveForSignIn();
    return;
  }
  const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** failures);
  failures += 1;
  retry = setTimeout(open, delay * (0.5 + Math.random() / 2));
}

function hear(frame) {
  if (frame.type === "ready") {
    clearTimeout(patience);
    document.documentElement.dataset.live = "";
    setTimeout(forgive, STEADY, socket);
  }
  tell(frame);
}

function forgive(mine) {
  if (mine === socket) failures = 0;
}

function tell(frame) {
  for (const heard of listeners.get(frame.type) ?? []) {
    try {
      heard(frame);
    } catch (error) {
      reportError(error); // one part that fails must not silence the others
    }
  }
}

/** A socket that slept looks open and may be dead; one that waits need not wait longer. */
function tick() {
  const slept = Date.now() - ticked > (document.hidden ? SLEPT_HIDDEN : SLEPT);
  ticked = Date.now();
  if (slept) open();
}

function look() {
  if (retry) open();
  else tell({ type: "look" });
  tick();
}
