// Keeps one page, /offline/, with what it is drawn with, and shows it where a navigation finds no
// server. Everything else goes to the network as if this were not here. BUILD is set by the server.

const KEPT = `offline-${BUILD}`;
const PAGE = "/offline/";

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => kept(PAGE)));
  } else if (new URL(request.url).pathname.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

async function kept(request) {
  return (await caches.match(request)) ?? Response.error();
}

async function keep() {
  const cache = await caches.open(KEPT);
  const page = await fetch(PAGE, { cache: "reload" });
  const html = await page.clone().text();
  const files = [...html.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map((match) => match[1]);
  await Promise.all([cache.put(PAGE, page), cache.addAll([...new Set(files)])]);
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
}
