// What every page of somebody signed in has: live marks, keys, menus, their own view of what is
// the same for everyone. Then what the page in front needs.
import { listenForKeys } from "./keyboard.js";
import { watchMenus } from "./menus.js";
import { forgetSentThread } from "./sent_thread.js";
import { startSidebar } from "./sidebar.js";
import { forgetOnSignOut } from "./sign_out.js";
import { connect } from "./socket.js";
import { decorate } from "./viewer.js";
import { askAboutZone } from "./zone_question.js";

const thread = document.getElementById("thread");
const channel = document.getElementById("channel");
const inbox = document.getElementById("inbox");
const newThread = document.getElementById("new-thread");
const search = document.getElementById("search");

decorate();
document.addEventListener("htmx:load", (event) => decorate(event.detail.elt));
watchMenus();
listenForKeys();
if (document.getElementById("nav")) {
  startSidebar();
  askAboutZone();
}

forgetSentThread();
forgetOnSignOut();

if (thread) (await import("./thread/page.js")).startThread(thread);
else if (channel) (await import("./channel/page.js")).startChannel(channel);
else if (inbox) (await import("./inbox/page.js")).startInbox(inbox);
else if (location.pathname === "/unread/") (await import("./unread/page.js")).startUnread();
else connect({});

if (newThread) {
  (await import("./new_thread.js")).startNewThread(newThread);
  (await import("./composer/urgency.js")).startUrgency(newThread);
}
if (search) (await import("./search/page.js")).startSearch(search);
