// The thread can no longer be read: the page says so, and what was being written stays.
import { gettext } from "../words.js";

export function showGone() {
  if (document.getElementById("gone")) return;
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.id = "gone";
  notice.dataset.tone = "error";
  notice.setAttribute("role", "alert");
  const text = document.createElement("span");
  text.textContent = gettext("This thread is not open to you any more. What you wrote is kept in this browser.");
  notice.append(text);
  document.getElementById("log").replaceWith(notice);
  for (const part of document.querySelectorAll("#newer, #acks, #thread-head, .page__aside")) part.remove();
  document.title = "Bobbin";
  for (const button of document.querySelectorAll("#composer button")) button.disabled = true;
}
