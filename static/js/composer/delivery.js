// The delivery preview: who will hear of what is being written, and when. It is asked for after a
// pause and whenever people or urgency change, and touched only where it says something else, so
// that nothing is announced twice.
import { post } from "../http.js";
import { decorate } from "../viewer.js";
import { showConfirmation } from "./confirm.js";

const PAUSE = 600;
const PEOPLE = ["urgency", "to", "channel", "responsible"];

/** `place` is where the preview stands. */
export function startDelivery(form, place) {
  const nudge = form.querySelector("#composer-nudge");
  let timer;
  let asked;
  let section;

  function soon(pause = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const names = [...PEOPLE, "text"].filter((name) => form.elements[name]);
    const what = Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
    if (nudge?.hasChildNodes()) what.acknowledges = "1";
    const headers = { Accept: "text/html", "HX-Request": "true" };
    try {
      const answer = await post(place.dataset.url, what, { signal, headers });
      const html = answer.status === 204 ? "" : await answer.text();
      if (!signal.aborted) show(html);
    } catch { /* a newer question was asked, or nobody answers: what stands there stays */ }
  }

  function show(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    decorate(template.content);
    const fresh = template.content.querySelector(".delivery");
    showConfirmation(form, template.content.querySelector("#delivery-confirm"));
    if (!fresh) return clear();
    if (section) return adopt(section, fresh);
    // A live region speaks of what is put into it, not of what it comes with.
    section = fresh.cloneNode(false);
    place.append(section);
    setTimeout(() => section?.replaceChildren(...fresh.childNodes));
    return undefined;
  }

  function clear() {
    clearTimeout(timer);
    asked?.abort();
    section?.remove();
    section = undefined;
    showConfirmation(form, null);
  }

  form.addEventListener("input", ({ target }) => target.name !== "urgent_reason" && soon());
  form.addEventListener("change", ({ target }) => PEOPLE.includes(target.name) && soon(0));
  form.addEventListener("bobbin:sent", clear);
  if (nudge) new MutationObserver(() => section && soon(0)).observe(nudge, { childList: true });
  if (form.elements.text.value.trim()) soon();
}

/** `old` comes to say what `fresh` says; what is the same in both stays, with its open details. */
function adopt(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const isAlike = old.nodeName === fresh.nodeName && old.nodeType === Node.ELEMENT_NODE;
  if (!isAlike || !old.childElementCount || !fresh.childElementCount) {
    old.replaceWith(fresh);
    return;
  }
  for (const name of old.getAttributeNames()) {
    if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const before = parts(old);
  const after = parts(fresh);
  after.forEach((part, index) => {
    if (!before[index]) old.append(part);
    else if (before[index].nodeName === part.nodeName) adopt(before[index], part);
    else before[index].replaceWith(part);
  });
  for (const part of before.slice(after.length)) part.remove();
}

/** The children that say something. */
function parts(element) {
  return [...element.childNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE || node.data?.trim());
}
