// Completes operators and their values, and turns a complete one into a chip.
import { announce } from "../announcer.js";
import { Suggestions } from "../composer/suggestions.js";
import { get } from "../http.js";
import { fill, ngettext } from "../words.js";

const PAUSE = 120;
const NAMES = "from|in|with|has|is|before|after|on|thread";
// The word at the cursor: letters, or an operator with what follows it.
const TYPED = new RegExp(`(?:^|\\s)(-?(?:[a-z]{1,6}|(?:${NAMES}):"?[^\\s"]*))$`, "i");
// An operator and a value that a space has ended. Dates go on after a space; the server reads those.
const COMPLETE = /(?:^|\s)(-?(?:from|in|with|has|is|thread):(?:"[^"]+"|[^\s"]+))\s/i;

export function startOperators(form, field, chips) {
  const suggestions = new Suggestions(field, choose);
  let timer;
  let asked;
  let from = 0;

  field.addEventListener("input", () => {
    takeComplete();
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("blur", stop);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && isComplete()) stop();
    suggestions.hear(event);
  });

  /** Enter searches for what stands there, unless it is the beginning of an operator's value. */
  function isComplete() {
    const typed = field.value.slice(from, field.selectionEnd).toLowerCase();
    const bare = (text) => text.replace(/:[@#]/, ":");
    return !typed.includes(":") || suggestions.items?.some((item) => bare(item.insert) === bare(typed));
  }

  async function ask() {
    asked?.abort();
    const end = field.selectionEnd;
    const typed = field.selectionStart === end && field.value.slice(0, end).match(TYPED)?.[1];
    if (!typed) {
      suggestions.hide();
      return;
    }
    from = end - typed.length;
    asked = new AbortController();
    const { signal } = asked;
    const items = await fetchItems(form.dataset.completeUrl, typed, signal);
    if (signal.aborted || document.activeElement !== field) return;
    suggestions.show(items, from);
    if (items.length) announce(fill(ngettext("%(count)s suggestion", "%(count)s suggestions", items.length), { count: items.length }));
  }

  function choose(item) {
    const end = field.selectionEnd;
    stop();
    const goesOn = item.insert.endsWith(":");
    const rest = field.value.slice(end);
    field.value = field.value.slice(0, from) + (goesOn ? item.insert : "") + (goesOn ? rest : rest.trimStart());
    const at = from + (goesOn ? item.insert.length : 0);
    field.setSelectionRange(at, at);
    if (goesOn) ask();
    else chips.add(item.insert);
  }

  function takeComplete() {
    const found = field.value.match(COMPLETE);
    if (!found) return;
    field.value = field.value.replace(found[1], "").trimStart();
    chips.add(found[1]);
  }

  function stop() {
    clearTimeout(timer);
    asked?.abort();
    suggestions.hide();
  }

  /** Types `operator` at the end and offers what may follow. */
  function begin(operator) {
    field.value = `${field.value.trimEnd()}${field.value.trim() && " "}${operator}`;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    ask();
  }

  return { begin };
}

async function fetchItems(address, typed, signal) {
  const url = new URL(address, location.href);
  url.searchParams.set("q", typed);
  try {
    return (await (await get(url, { signal })).json()).items;
  } catch {
    return [];
  }
}
