// What is to be known before an urgent message: whom it interrupts.

/** `told` is the server's #delivery-confirm, or null while it says nothing. */
export function showConfirmation(form, told) {
  const title = form.querySelector(".confirm__title");
  if (!title) return;
  const words = title.querySelector("[data-words]");
  words.dataset.usual ??= words.textContent;
  say(words, told?.dataset.title || words.dataset.usual);
  const send = form.querySelector("[data-interrupt]");
  send.dataset.usual ??= send.textContent;
  say(send, told?.dataset.send || send.dataset.usual);
  const list = told?.querySelector(".confirm__list");
  const old = title.parentElement.querySelector(".confirm__list");
  if (old && list?.isEqualNode(old)) return;
  old?.remove();
  if (list?.childElementCount) title.after(list);
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
