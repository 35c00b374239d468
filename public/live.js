// Public personal page: clocks that tick by the server's time, and a page that renews itself on a hint.
// Without this script the page is complete; it only grows old until it is opened again.
const main = () => document.querySelector("main");
const number = (text) => Number.parseInt(text ?? "", 10);
let offset = 0;

function setOffset(root) {
  const told = number(root.querySelector("[data-server-now]")?.dataset.serverNow);
  if (told) offset = told - Date.now();
}

// Not announced: the clock is plain text outside any live region.
function tick() {
  const now = Date.now() + offset;
  for (const clock of document.querySelectorAll("[data-countdown-end]")) {
    const left = Math.max(0, Math.ceil((number(clock.dataset.countdownEnd) - now) / 1000)) || 0;
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    const place = clock.querySelector("bdi") ?? clock;
    if (place.textContent !== text) place.textContent = text;
  }
}

// While someone types, the page waits; what was filled in and not yet sent moves to the fresh page.
const isBusy = () => !!document.activeElement?.matches("main input:not([type=radio],[type=checkbox]), main textarea, main select");

const FIELDS = "input[name]:not([type=hidden]), textarea[name]";
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
const twin = (root, field) =>
  [...root.querySelectorAll(FIELDS)].find((other) => other.name === field.name && (!isChoice(field) || other.value === field.value));

function carryOver(old, fresh) {
  for (const field of old.querySelectorAll(FIELDS)) {
    const other = twin(fresh, field);
    if (!other) continue;
    if (isChoice(field)) {
      if (field.checked !== field.defaultChecked) other.checked = field.checked;
    } else if (field.value !== field.defaultValue) {
      other.value = field.value;
    }
  }
}

// What is new is told in a place that stays: a screen reader does not hear a <main> that was replaced.
const words = () => [...document.querySelectorAll("main [data-tell]")].map((place) => place.innerText.replace(/\s+/g, " ").trim());

function tell(before) {
  const place = document.getElementById("told");
  const fresh = words().filter((text) => text && !before.includes(text));
  if (place && fresh.length) place.textContent = fresh.join(". ");
}

let wanted = false;
let fetching = false;
async function renew() {
  wanted = true;
  if (fetching || isBusy()) return;
  fetching = true;
  wanted = false;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("main");
    if (!fresh || isBusy()) return;
    const held = document.activeElement?.closest("main [id]")?.id;
    const before = words();
    setOffset(page);
    carryOver(main(), fresh);
    main().replaceWith(document.adoptNode(fresh));
    if (held) document.getElementById(held)?.focus({ preventScroll: true });
    tick();
    tell(before);
  } catch {
    wanted = true;
  } finally {
    fetching = false;
    if (wanted) setTimeout(renew, 5000);
  }
}

let source;
let wait = 1000;
function listen() {
  const url = main()?.dataset.liveUrl;
  if (!url || !window.EventSource) return;
  source?.close();
  source = new EventSource(url);
  source.onopen = () => { wait = 1000; };
  source.onmessage = renew;
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(listen, wait);
    wait = Math.min(wait * 2, 60000);
  };
}

setOffset(document);
tick();
setInterval(tick, 250);
listen();
document.addEventListener("focusout", () => { if (wanted) setTimeout(renew, 300); });
// A phone that slept has an old page and a dead line.
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !main()?.dataset.liveUrl) return;
  listen();
  renew();
});
