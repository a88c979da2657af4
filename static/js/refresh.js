// A part of the page as the server would send it now, put in the place of the old one.
import { get } from "./http.js";
import { swapInside } from "./swap.js";
import { decorate } from "./viewer.js";

const PAUSE = 600;
const JITTER = 900;

/**
 * Returns a function that asks for the part `selector` of this page again, soon; many calls
 * together ask once, and a page that nobody looks at waits until somebody does. `prepare(fresh, old)`
 * is called before the exchange.
 */
export function refresher(selector, prepare = () => {}) {
  let timer;
  let isStale = false;
  let isAsking = false;

  // One at a time: an older answer must not take the place of a newer one.
  async function refresh() {
    timer = undefined;
    isStale = document.hidden || isAsking;
    if (isStale) return;
    isAsking = true;
    await exchange().catch(reportError);
    isAsking = false;
    if (isStale) refresh();
  }

  async function exchange() {
    const answer = await get(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer) return;
    const html = await answer.text();
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(selector);
    const old = document.querySelector(selector);
    if (!fresh || !old) return;
    decorate(fresh);
    prepare(fresh, old);
    swapInside(old, fresh);
  }

  document.addEventListener("visibilitychange", () => isStale && !isAsking && refresh());
  return () => {
    timer ??= setTimeout(refresh, PAUSE + Math.random() * JITTER);
  };
}
