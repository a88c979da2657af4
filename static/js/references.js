// Links to threads and channels get the title, as far as the viewer may see it. Stored HTML holds
// only what its writer typed; the names come from /refs/, asked once for what is near.
import { get } from "./http.js";

const ADDRESS = "/refs/";
const TOGETHER = 50;
const MOST = 90;

const known = new Map(); // key → { title, url }, or null for what the viewer may not see
let wanted = new Map(); // key → elements
let timer;

/** Finds what refers to something inside `root` and names it, at once or when the answer is there. */
export function nameReferences(root) {
  for (const element of root.querySelectorAll("a.ref[data-ref], span.ref[data-name]")) {
    const key = element.dataset.ref ?? `n:${element.dataset.name}`;
    if (known.has(key)) name(element, known.get(key));
    else wanted.set(key, [...(wanted.get(key) ?? []), element]);
  }
  if (wanted.size) timer ??= setTimeout(ask, TOGETHER);
}

async function ask() {
  timer = undefined;
  const asked = [...wanted].slice(0, MOST);
  wanted = new Map([...wanted].slice(MOST));
  if (wanted.size) timer = setTimeout(ask, TOGETHER);
  const keys = asked.map(([key]) => key);
  const query = new URLSearchParams({ t: pick(keys, "t"), c: pick(keys, "c"), n: pick(keys, "n:") });
  const answer = await get(`${ADDRESS}?${query}`).then((found) => found.json()).catch(() => null);
  if (!answer) return;
  for (const [key, elements] of asked) {
    known.set(key, answer[key] ?? null);
    for (const element of elements) name(element, known.get(key));
  }
}

function pick(keys, start) {
  return keys.filter((key) => key.startsWith(start)).map((key) => key.slice(start.length)).join(",");
}

/** A bare address is replaced by the title; where the writer chose words, those stay. */
function name(element, found) {
  if (!found) return;
  const link = element.localName === "a" ? element : document.createElement("a");
  const { ref = "c", bare } = element.dataset;
  if (ref.startsWith("t") && bare === undefined) {
    link.title = found.title;
    return;
  }
  const number = link.hash?.match(/^#m(\d+)$/)?.[1];
  link.textContent = number ? `${found.title} #${number}` : found.title;
  if (link === element) return;
  link.className = "ref";
  link.href = found.url;
  element.replaceWith(link);
}
