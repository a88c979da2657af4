// Rendered messages are the same for everyone; here they become the viewer's own: their reactions,
// their mentions, their clock, titles of what they may see.
import { decorateMoments } from "./moment.js";
import { nameReferences } from "./references.js";

const { userId, timeZone } = document.body.dataset;
// On a thread's page: how far the viewer had read when it was opened.
const readTo = Number(document.getElementById("thread")?.dataset.read ?? Infinity);
const zone = timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Decorates everything inside `root`: the page, or what is about to be put into it. */
export function decorate(root = document) {
  decorateMoments(root);
  for (const button of root.querySelectorAll("[data-users]")) {
    button.setAttribute("aria-pressed", button.dataset.users.split(" ").includes(userId));
  }
  for (const message of root.querySelectorAll(".msg[data-number]")) {
    const { number, author } = message.dataset;
    message.toggleAttribute("data-unread", Number(number) > readTo && author !== userId);
  }
  for (const mention of root.querySelectorAll(`.mention[data-user="${userId}"]`)) mention.dataset.me = "";
  for (const clock of root.querySelectorAll("[data-clock]")) writeClock(clock);
  nameReferences(root);
}

/** "15:10 in Bengaluru", with the day where it differs; nothing for whoever shares that clock. */
function writeClock(element) {
  const at = new Date(element.dataset.clock);
  const [here, there] = [clockIn(zone, at), clockIn(element.dataset.zone, at)];
  element.hidden = here.day === there.day && here.time === there.time;
  const written = element.textContent;
  const time = here.day === there.day ? there.time : `${there.weekday} ${there.time}`;
  element.textContent = written.replace(/^.*\d\d:\d\d/, time);
}

function clockIn(timeZone, at) {
  const parts = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeZone, weekday: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(at);
  const { weekday, day, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return { weekday, day, time: `${hour}:${minute}` };
}
