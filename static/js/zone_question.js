// A device in another zone than the person's hours: asks whether they move along. Never silent,
// and once a zone: whoever keeps theirs is not asked about that zone again in this browser.
import { getFragment } from "./http.js";
import { elementOf } from "./swap.js";

const ANSWERED = "bobbin:zone-answered";

export async function askAboutZone() {
  const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const stored = document.body.dataset.timeZone;
  const question = `${stored} ${device}`;
  if (!device || device === stored || isAnswered(question)) return;
  const html = await getFragment(`/settings/zone/?zone=${encodeURIComponent(device)}`).catch(() => null);
  if (html === null) return;
  // Another name of the same zone, or somebody who does not want to be asked.
  if (!html.trim()) return answer("sessionStorage", question);
  const notice = elementOf(html);
  document.getElementById("main")?.prepend(notice);
  notice.querySelector("[data-keep-zone]").addEventListener("click", () => {
    answer("localStorage", question);
    notice.remove();
  });
}

function isAnswered(question) {
  try {
    return [localStorage, sessionStorage].some((store) => store.getItem(ANSWERED) === question);
  } catch {
    return false;
  }
}

function answer(store, question) {
  try {
    window[store].setItem(ANSWERED, question);
  } catch {
    // Then they are asked again.
  }
}
