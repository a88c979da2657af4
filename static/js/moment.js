// Writes <time data-moment> in the viewer's own zone. Same rules as accounts/moments.py.
//   full   Thu 02:40 · Fri 13 Nov 09:02 · 13 Nov 2025 09:02
//   brief  20:55 · Thu · 2 Oct · 2 Oct 2025
//   day    Fri 20 Nov · 20 Nov 2025

const NEAR_DAYS = 6;
const DAY = 86_400_000;

const { timeZone, locale } = document.body.dataset;
const zone = timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
const language = locale || document.documentElement.lang || "en";

const clock = new Intl.DateTimeFormat(language, {
  timeZone: zone, weekday: "short", day: "numeric", month: "short", year: "numeric",
  hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
const whole = new Intl.DateTimeFormat(language, {
  timeZone: zone, weekday: "long", day: "numeric", month: "long", year: "numeric",
  hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
// The calendar day as a number: en-CA writes 2026-11-22, which Date.parse takes as UTC.
const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });

/** How somebody in the page's zone reads `at` at `now` (both Date). */
export function writeMoment(at, now, style = "full") {
  const is = parts(at);
  const days = Math.abs(dayNumber(at) - dayNumber(now));
  const thisYear = is.year === parts(now).year;
  const date = thisYear ? `${is.day} ${is.month}` : `${is.day} ${is.month} ${is.year}`;
  const time = `${is.hour}:${is.minute}`;
  if (style === "brief") {
    if (days === 0) return time;
    return days <= NEAR_DAYS ? is.weekday : date;
  }
  const dated = thisYear ? `${is.weekday} ${date}` : date;
  if (style === "day") return dated;
  return days <= NEAR_DAYS ? `${is.weekday} ${time}` : `${dated} ${time}`;
}

/** Writes every moment inside `root` again. */
export function decorateMoments(root = document) {
  const now = new Date();
  for (const element of root.querySelectorAll("time[data-moment]")) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    element.textContent = writeMoment(at, now, element.dataset.moment || "full");
    element.title = wholeMoment(at);
  }
}

// Thursday 19 November 2026 02:40
function wholeMoment(at) {
  const is = parts(at, whole);
  return `${is.weekday} ${is.day} ${is.month} ${is.year} ${is.hour}:${is.minute}`;
}

function parts(at, format = clock) {
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

function dayNumber(at) {
  return Math.floor(Date.parse(calendar.format(at)) / DAY);
}
