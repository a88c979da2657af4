// The offline page looks for the server now and then, and loads what was asked for once it answers.

const FIRST = 3;
const LONGEST = 20;

const status = document.querySelector("[data-next-try]");
let wait = FIRST;
let seconds = wait;

addEventListener("online", () => look());
setInterval(tick, 1_000);
tell();

function tick() {
  seconds -= 1;
  if (seconds > 0) tell();
  else look();
}

async function look() {
  wait = Math.min(wait * 2, LONGEST);
  seconds = wait;
  const answer = await fetch("/livez", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
  else tell();
}

// A screen reader hears it once a round; the count itself is for the eye.
function tell() {
  status.textContent = status.dataset.nextTry.replace("{seconds}", seconds);
  status.parentElement.setAttribute("aria-live", seconds === wait ? "polite" : "off");
}
