// The workplace without a network: keeps the shell, the app and its look, one cache per build.
// It never keeps an answer with data in it (API, sync, public pages): those live in the app's own store.
const asked = new URL(self.location.href).searchParams;
const BUILD = asked.get("v");
// A device keeps the entry that it uses: the hall on a tablet, the office on a laptop.
const ENTRY = asked.get("entry") === "hall" ? "hall" : "office";
const CACHE = `werkronde-${BUILD ?? "unnamed"}`;
const SHELL = "/app/";
const FILES = [
  SHELL,
  "/boot.js",
  `/pkg/${ENTRY}.js`,
  `/pkg/${ENTRY}_bg.wasm`,
  "/assets/main.css",
  "/fonts/atkinson-hyperlegible-next-latin.woff2",
  "/fonts/atkinson-hyperlegible-next-latin-ext.woff2",
  "/favicon.svg",
  "/manifest.webmanifest",
];
const KEPT = ["/pkg/", "/assets/", "/fonts/", "/icons/"];
const SHELL_WAIT_MS = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      // Asked anew, not taken from the browser's own cache: a build is kept whole or not at all.
      await cache.addAll(FILES.map((path) => new Request(path, { cache: "no-cache" })));
      // The first one begins at once. A later one waits until a page says that it is a quiet moment (boot.js), or until
      // no page is open: another build must not come under what somebody is typing.
      if (!self.registration.active) await self.skipWaiting();
    })(),
  );
});

self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith("werkronde-") && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

function isKept(url) {
  return FILES.includes(url.pathname) || KEPT.some((start) => url.pathname.startsWith(start));
}

async function keep(key, answer) {
  if (answer.ok && answer.type === "basic" && !answer.redirected) {
    const copy = answer.clone();
    // A device that is full, or may keep nothing, still gets its answer.
    await caches.open(CACHE).then((cache) => cache.put(key, copy)).catch(() => {});
  }
  return answer;
}

// The kept copy without its query, so that ?v= of the shell finds it.
async function kept(path) {
  const cache = await caches.open(CACHE);
  return cache.match(path, { ignoreSearch: true, ignoreVary: true });
}

// Network first, but a router that is up while its line is dead must not hold the tablet.
async function shell() {
  const copy = await kept(SHELL);
  const network = fetch(SHELL, { cache: "no-cache" }).then((answer) => keep(SHELL, answer));
  if (!copy) return network;
  const late = new Promise((resolve) => setTimeout(resolve, SHELL_WAIT_MS, copy));
  return Promise.race([network.then((answer) => (answer.ok ? answer : copy)).catch(() => copy), late]);
}

// The app's files belong together (glue, wasm, style): the copy of this build first. Where the server named no
// build, a copy would never grow old by itself, so the network goes first.
async function file(request, url) {
  if (!BUILD) {
    const answer = await fetch(request).then((fresh) => keep(url.pathname, fresh)).catch(() => null);
    return answer ?? (await kept(url.pathname)) ?? Response.error();
  }
  return (await kept(url.pathname)) ?? fetch(request).then((answer) => keep(url.pathname, answer));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    // The gallery of parts is drawn by the server.
    if (url.pathname.startsWith(SHELL) && url.pathname !== "/app/parts") event.respondWith(shell());
    return;
  }
  if (isKept(url)) event.respondWith(file(request, url));
});
