// Requests to our own server. Whoever was signed out is taken to sign in; what was written stays
// in the browser (composer/drafts.js).
import { leaveForSignIn, SIGN_IN } from "./sign_in.js";

const PATIENCE = 15_000;

/** An answer that is no success: its `status`, and its `body` where that is JSON. */
export class Refusal extends Error {
  constructor(status, body = {}) {
    super(`The server answered ${status}`);
    this.status = status;
    this.body = body;
  }

  /** The first sentence of `errors` ({ field: [sentence, …] }, with 422), or "". */
  get sentence() {
    return Object.values(this.body.errors ?? {}).flat()[0] ?? "";
  }
}

/** GET. Throws Refusal, or what fetch throws when the server cannot be reached. */
export function get(url, { headers, ...options } = {}) {
  return ask(url, { ...options, headers: { Accept: "application/json, text/html", ...headers } });
}

/** GET of a fragment: the part of a page that htmx would get. */
export async function getFragment(url, options = {}) {
  const answer = await get(url, { ...options, headers: { Accept: "text/html", "HX-Request": "true" } });
  return answer.text();
}

/** POST of form fields (an object or FormData), with the CSRF token. */
export function post(url, fields = {}, { headers, ...options } = {}) {
  const body = fields instanceof FormData ? new URLSearchParams(fields) : new URLSearchParams(Object.entries(fields));
  body.delete("csrfmiddlewaretoken");
  return ask(url, {
    ...options,
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken(), ...headers },
  });
}

async function ask(url, { signal, ...options }) {
  const patience = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(url, {
    credentials: "same-origin",
    ...options,
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
  });
  if (answer.status === 401 || new URL(answer.url).pathname.startsWith(SIGN_IN)) {
    leaveForSignIn();
    throw new Refusal(401);
  }
  if (answer.ok) return answer;
  throw new Refusal(answer.status, await answer.json().catch(() => ({})));
}

/** The cookie's is the current one; a form's is as old as the page. */
function csrfToken() {
  const cookie = document.cookie.match(/(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/)?.[1];
  return cookie ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
