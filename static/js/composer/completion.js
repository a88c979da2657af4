// `@`, `#` and `:` offer who and what may be meant; only ever what the writer may see.
import { announce } from "../announcer.js";
import { get } from "../http.js";
import { fill, ngettext } from "../words.js";
import { Suggestions } from "./suggestions.js";
import { replaceRange } from "./text.js";

const PAUSE = 120;
const KINDS = { "@": "people", "#": "channels", ":": "emoji" };
// A sign at the beginning of a word and what was typed after it; ":" asks for two letters, since
// it ends many sentences.
const TYPED = /(?:^|[\s(["'*_>])(?:([@#])([\w.-]{0,30})|(:)([\w+-]{2,30}))$/;

export function startCompletion(field) {
  const suggestions = new Suggestions(field, choose);
  let timer;
  let asked;
  let from = 0;

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("blur", () => stop());
  field.addEventListener("click", () => stop());
  field.addEventListener("keydown", (event) => suggestions.hear(event));

  async function ask() {
    asked?.abort();
    const end = field.selectionEnd;
    const found = field.selectionStart === end && field.value.slice(0, end).match(TYPED);
    if (!found) {
      stop();
      return;
    }
    const [sign, typed] = [found[1] ?? found[3], found[2] ?? found[4]];
    from = end - sign.length - typed.length;
    asked = new AbortController();
    const { signal } = asked;
    const items = await fetchItems(KINDS[sign], typed, signal);
    if (signal.aborted || document.activeElement !== field) return;
    suggestions.show(items, from);
    if (items.length) announce(fill(ngettext("%(count)s suggestion", "%(count)s suggestions", items.length), { count: items.length }));
  }

  function choose(item) {
    const end = field.selectionEnd;
    stop();
    replaceRange(field, from, end, `${item.insert} `);
  }

  function stop() {
    clearTimeout(timer);
    asked?.abort();
    suggestions.hide();
  }
}

async function fetchItems(kind, typed, signal) {
  const url = new URL(completeUrl(), location.href);
  url.searchParams.set("kind", kind);
  url.searchParams.set("q", typed);
  try {
    return (await (await get(url, { signal })).json()).items;
  } catch {
    return [];
  }
}

/** Who can be meant depends on where the text will stand. */
function completeUrl() {
  return document.querySelector("[data-complete-url]").dataset.completeUrl;
}
