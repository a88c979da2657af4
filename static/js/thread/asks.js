// What the thread asks of the viewer: fetched again whenever that changes.
import { getFragment } from "../http.js";
import { on } from "../socket.js";
import { elementOf, swap } from "../swap.js";

const ID = "asks";

export function startAsks({ id, page }) {
  if (!document.getElementById(ID)) return;
  on("asks", (frame) => frame.thread === id && refresh(page.dataset.asksUrl));
  on("ready", (frame) => frame.thread === id && refresh(page.dataset.asksUrl));
}

async function refresh(url) {
  const html = await getFragment(url).catch(() => "");
  const old = document.getElementById(ID);
  if (html && old) swap(old, elementOf(html));
}
