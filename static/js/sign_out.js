// Whoever signs out leaves nothing of theirs in this browser: the next person at it finds no drafts.

const SIGN_OUT = "/accounts/logout/";

export function forgetOnSignOut() {
  document.addEventListener("submit", ({ target }) => {
    if (!target.getAttribute("action")?.startsWith(SIGN_OUT)) return;
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("bobbin.")) localStorage.removeItem(key);
    }
  });
}
