// A new thread's form leaves a copy in the browser until the thread is there: whoever sent the form
// and came to another page needs it no more.

const SENT = "bobbin.new.sent";

export function rememberSent(key) {
  sessionStorage.setItem(SENT, key);
}

export function forgetSentThread() {
  const key = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (key && !document.getElementById("new-thread")) localStorage.removeItem(key);
}
