// A copy of one's own schedule, for a phone without internet. It is here only where somebody asked for it (copy.js), it
// is one page and what that page looks like, and it goes: with the login, with any form by which somebody else may sign
// in on this phone, and once its day is over. The workplace has a worker of its own (sw.js) with a scope of its own.
const CACHE = "schedule-copy";
const MINE = "/mijn";
const PAGE = "/mijn/rooster";
const LOOKS = /\/(?:assets\/public\.css|copy\.js)\?v=\w+/g;
const FILES = ["/assets/public.css", "/copy.js"];
// A router that is up while its line is dead must not hold somebody who looks for a table.
const WAIT_MS = 8000;
// A page that is open asks anew at each hint; the copy follows it this often at most.
const REFRESH_MS = 30000;
let refreshed = 0;

self.addEventListener("install", () => self.skipWaiting());

async function erase() {
  await caches.delete(CACHE);
  await self.registration.unregister();
}

const kept = (key) => caches.match(key, { cacheName: CACHE, ignoreVary: true });

async function copy() {
  const page = await kept(PAGE);
  if (page && Number(page.headers.get("x-until")) > Date.now()) return page;
  await erase();
  return undefined;
}

// The page with its files; of an older one nothing stays.
async function keep(page) {
  const files = (await page.clone().text()).match(LOOKS) ?? [];
  const cache = await caches.open(CACHE);
  for (const path of files) if (!(await kept(path))) await cache.add(path);
  await cache.put(PAGE, page);
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (pathname !== PAGE && !files.includes(pathname + search)) await cache.delete(url);
  }
}

const isDay = (page) => page.ok && !page.redirected && Number(page.headers.get("x-until")) > Date.now();

// What an answer of the server says about the copy: whose it is, and what it should say now.
async function follow(answer, asked) {
  if (answer.status === 401) return erase();
  const old = answer.ok && (await copy());
  if (!old) return;
  const login = answer.headers.get("x-login");
  if (login !== old.headers.get("x-login")) return erase();
  const { pathname, search } = new URL(asked.url);
  if (pathname !== PAGE && asked.mode !== "navigate" && Date.now() - refreshed < REFRESH_MS) return;
  refreshed = Date.now();
  const page = pathname === PAGE ? answer : await fetch(PAGE + search);
  if (page.status === 401 || (page.ok && page.headers.get("x-login") !== login)) return erase();
  // Signed out meanwhile, or asked to erase it.
  if (page.ok && !(await kept(PAGE))) return;
  if (isDay(page)) await keep(page);
  else if (page.ok) await erase();
}

async function fresh({ request }, network) {
  if (request.mode !== "navigate") return network;
  const late = new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  const first = await Promise.race([network.catch(() => undefined), late]);
  if (first && first.status < 500) return first;
  return (await copy()) ?? network;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method !== "GET") {
    if (pathname === "/mijn/uit" || /^\/(k|banenmarkt)\//.test(pathname)) event.waitUntil(erase());
  } else if (pathname === MINE || pathname === PAGE) {
    const network = fetch(request);
    event.respondWith(fresh(event, network));
    event.waitUntil(network.then((answer) => follow(answer.clone(), request)).catch(() => {}));
  } else if (FILES.includes(pathname)) {
    event.respondWith(kept(request).then((file) => file ?? fetch(request)));
  } else if (request.mode === "navigate") {
    event.waitUntil(copy());
  }
});

self.addEventListener("message", ({ data, ports: [port] }) => {
  const asked = async () => {
    const page = await fetch(PAGE + data);
    if (!isDay(page)) throw new Error("no day");
    await keep(page);
  };
  asked().then(() => port.postMessage(true), () => port.postMessage(false));
});
