// Done, Snooze, React, by key or press; each can be taken back for a while. Without scripts the same
// buttons are plain forms.
import { post } from "../http.js";
import { onKey } from "../keyboard.js";
import { say, sayFailure } from "../say.js";
import { fill, gettext } from "../words.js";
import { chooseEmoji } from "../messages/chooser.js";
import { goTo, neighbourOf, selected, toggle } from "./select.js";
import { openSettle } from "./settle.js";
import { openSnooze } from "./snooze.js";
import { offerUndo, takeBack } from "./undo.js";

const UNREACHED = gettext("That was not saved, the server can't be reached. Try again.");

let refresh;

export function startTriage(inbox, refreshPage) {
  refresh = refreshPage;
  inbox.addEventListener("click", press);
  inbox.addEventListener("submit", (event) => {
    if (event.target.id !== "several" || event.submitter?.dataset.tool) return;
    event.preventDefault();
    done(selected());
  });
  onKey("e", (row) => act("done", row));
  onKey("h", (row) => act("snooze", row));
  onKey("r", (row) => act("react", row));
  onKey("x", toggle);
  onKey("z", () => takeBack(refresh));
}

function press(event) {
  const tool = event.target.closest("[data-tool]");
  if (!tool || tool.dataset.tool === "open" || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (tool.dataset.tool === "snooze-several") snooze(selected(), tool);
  else perform(tool.dataset.tool, tool.closest(".row"), tool);
}

/** A key means what is selected, else the current row. */
function act(what, row) {
  const rows = selected();
  if (what !== "react" && rows.length) {
    if (what === "done") done(rows);
    else snooze(rows, document.querySelector('#several [data-tool="snooze-several"]'));
  } else if (row?.closest("#inbox")) {
    perform(what, row, row.querySelector(`[data-tool="${what}"]`));
  }
}

function perform(what, row, tool) {
  if (what === "snooze") snooze([row], tool);
  else if (what === "react") react(row, tool);
  else if ("asked" in row.dataset) openSettle(row, (said) => settled(row, said));
  else done([row]);
}

function done(rows) {
  send("/inbox/done/", {}, rows.filter((row) => rows.length === 1 || !("asked" in row.dataset)), rows);
}

function snooze(rows, anchor) {
  const find = () => (anchor.isConnected ? anchor : null);
  openSnooze(rows.map(({ dataset }) => dataset.seen), anchor, find, (until) => send("/inbox/snooze/", until, rows, rows));
}

/** An acknowledgement also is the end of what asked or named: there is nothing left to read. */
async function react(row, tool) {
  const { message, thread, seen } = row.dataset;
  const emoji = await chooseEmoji(tool, () => document.querySelector(`#row-${thread} [data-tool="react"]`));
  if (!emoji) return;
  try {
    await post(`/m/${message}/react/`, { emoji, on: 1 });
    say(fill(gettext("You reacted %(emoji)s, and nobody gets notified."), { emoji }));
    // Refused where the thread asks something else too.
    if (!row.classList.contains("row--tight")) await post("/inbox/done/", { thread: seen }).catch(() => {});
  } catch (error) {
    sayFailure(error, gettext("Your reaction was not saved, the server can't be reached. Press it again."));
  }
  refresh();
}

/** `leaving` go at once and come back if it fails; all of `rows` are sent. */
async function send(url, fields, leaving, rows) {
  if (!rows.length || rows.some((row) => row.hasAttribute("aria-busy"))) return;
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const row of rows) body.append("thread", row.dataset.seen);
  const next = leaving.length ? neighbourOf(leaving.at(-1)) : null;
  for (const row of leaving) leave(row);
  if (leaving.length) goTo(next?.hidden ? document.querySelector("#inbox .row:not([hidden])") : next);
  try {
    const { said, undo } = await (await post(url, body)).json();
    offerUndo(said, undo, refresh);
  } catch (error) {
    for (const row of leaving) stay(row);
    sayFailure(error, UNREACHED);
  }
  refresh();
}

function settled(row, said) {
  const next = neighbourOf(row);
  say(said);
  goTo(next);
  refresh();
}

function leave(row) {
  row.setAttribute("aria-busy", "true");
  row.querySelector(".row__pick").checked = false;
  row.hidden = true;
}

function stay(row) {
  row.removeAttribute("aria-busy");
  row.hidden = false;
}
