// The way to the sign-in page and back.

export const SIGN_IN = "/accounts/login/";

let leaving = false;

/** Goes there once; after signing in the person is back on this page. */
export function leaveForSignIn() {
  if (leaving) return;
  leaving = true;
  const back = location.pathname + location.search + location.hash;
  location.assign(`${SIGN_IN}?next=${encodeURIComponent(back)}`);
}
