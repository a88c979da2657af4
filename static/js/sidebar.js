// The navigation's marks: set by frames, read again from the server when they may have grown old.
import { getFragment } from "./http.js";
import { on } from "./socket.js";
import { elementOf, swapInside } from "./swap.js";

const ADDRESS = "/sidebar/";
const TOGETHER = 400;
const JITTER = 600;

const nav = document.getElementById("nav");
const viewer = document.body.dataset.userId;

let timer;
let wasReady = false;

export function startSidebar() {
  on("mark", (frame) => String(frame.author) !== viewer && mark(frame));
  on("read", (frame) => unmark(frame));
  // What needs a reply is counted beside "Inbox".
  for (const type of ["asks", "inbox", "sidebar"]) on(type, refresh);
  on("resync", refresh);
  on("ready", () => {
    // The first one comes with the page, whose marks are fresh.
    if (wasReady) refresh();
    wasReady = true;
  });
}

function mark({ thread, channel }) {
  const link = linkTo(thread, channel);
  if (link) setUnread(link, !("muted" in link.dataset));
  else refresh();
}

/** A direct thread that was read is read; a channel may hold other unread threads. */
function unmark({ thread, channel }) {
  const link = linkTo(thread, channel);
  if (!link) return;
  if (channel || !("unread" in link.dataset)) refresh();
  else setUnread(link, false);
}

function linkTo(thread, channel) {
  return nav.querySelector(channel ? `.nav__link[data-channel="${channel}"]` : `.nav__link[data-thread="${thread}"]`);
}

function setUnread(link, isUnread) {
  link.toggleAttribute("data-unread", isUnread);
  link.querySelector("[data-unread-note]").hidden = !isUnread;
}

function refresh() {
  timer ??= setTimeout(fetchMarks, TOGETHER + Math.random() * JITTER);
}

/** The element itself stays, since on small screens the address points at it (`:target`). */
async function fetchMarks() {
  timer = undefined;
  const html = await getFragment(ADDRESS).catch(() => null);
  if (!html) return;
  const fresh = elementOf(html);
  const { scrollTop } = nav;
  const current = nav.querySelector('[aria-current="page"]')?.getAttribute("href");
  fresh.querySelector('[aria-current="page"]')?.removeAttribute("aria-current");
  if (current) fresh.querySelector(`[href="${CSS.escape(current)}"]`)?.setAttribute("aria-current", "page");
  swapInside(nav, fresh);
  nav.scrollTop = scrollTop;
}
