// "?": which keys there are.
import { openDialog } from "./dialog.js";
import { gettext } from "./words.js";

export function showKeys() {
  const list = document.createElement("dl");
  list.className = "keys";
  for (const [keys, does] of lines()) {
    const term = document.createElement("dt");
    term.append(...keys.flatMap((key, index) => (index ? [" ", cap(key)] : [cap(key)])));
    const description = document.createElement("dd");
    description.textContent = does;
    list.append(term, description);
  }
  const note = document.createElement("p");
  note.className = "u-small u-muted";
  note.textContent = gettext("Single keys work outside text fields. You can switch them off in your profile.");
  openDialog(gettext("Keys"), [list, note]);
}

function lines() {
  return [
    [["j", "k"], gettext("Next, previous message or thread")],
    [["Enter"], gettext("Open the thread")],
    [["n"], gettext("First new message")],
    [["r"], gettext("React to the message")],
    [["e"], gettext("In the inbox: done")],
    [["h"], gettext("In the inbox: snooze")],
    [["x"], gettext("In the inbox: select")],
    [["z"], gettext("In the inbox: undo")],
    [["q"], gettext("Quote the message")],
    [["t"], gettext("Action items of the message")],
    [["c"], gettext("New thread")],
    [["/"], gettext("Search")],
    [["Ctrl", "Enter"], gettext("Send")],
    [["Ctrl", "Shift", "Enter"], gettext("Send later")],
    [["Ctrl", "B"], gettext("Bold")],
    [["Ctrl", "I"], gettext("Italic")],
    [["Ctrl", "K"], gettext("Link")],
    [["Esc"], gettext("Close, and back to where you were")],
    [["?"], gettext("This list")],
  ];
}

function cap(key) {
  const made = document.createElement("kbd");
  made.className = "kbd";
  made.textContent = key;
  return made;
}
