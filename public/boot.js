// Starts the workplace: the app itself, and the service worker that lets it start without a network.
// The shell's script tag may carry ?v=<build>; the service worker gets the same, so that a new build has a new cache.
// Read from the tag: the address of this module is the one under which the worker kept it, without a build.
const tag = document.querySelector('script[src^="/boot.js"]');
const build = new URL(tag.src).searchParams.get("v") ?? "";
// Tablets and the projector load the hall, staff the office, the house, what prepares a day, its plan, or the day itself
// (app/ui/src/workplace/address.rs decides the same).
const ENTRIES = [
  ["hall", /^\/app\/(pair|hall)(\/|$)/],
  ["house", /^\/app\/(staff|texts|invite)\/?$/],
  ["prepare", /^\/app\/(new\/?$|fair\/[^/]+\/(setup|employer|interpreter|import|sign-up|card)(\/|$))/],
  ["plan", /^\/app\/session\/[^/]+\/plan(\/|$)/],
  ["day", /^\/app\/session(\/|$)/],
];
const entry = ENTRIES.find(([, path]) => path.test(location.pathname))?.[0] ?? "office";
// One worker for all of staff: the day and what prepares it are kept once they were used.
const kept = entry === "hall" ? "hall" : "office";
const status = document.getElementById("boot-status");
const root = document.documentElement;
const workers = navigator.serviceWorker;
const builtAs = (script) => new URL(script).searchParams.get("v") ?? "";
// The workplace's own: on a phone that keeps somebody's schedule (copy-sw.js) that worker may stand here first.
const handsOut = () => [workers?.controller].find((worker) => worker && new URL(worker.scriptURL).pathname === "/sw.js");
// What runs here: the files of the worker that hands them out, whatever the shell says.
const running = handsOut() ? builtAs(handsOut().scriptURL) : build;
root.dataset.build = running;

// The few sentences that stand here before the app and its texts do: in the language that was chosen on this device, else
// in the first of the device's own that is known.
const WORDS = {
  nl: {
    starts: "Werkronde start",
    failed: "Werkronde kon niet starten. Wat op dit apparaat bewaard is, blijft bewaard. Controleer de verbinding en probeer het opnieuw.",
    old: "Deze browser is te oud voor Werkronde. Werk de browser bij of gebruik een ander apparaat.",
    again: "Opnieuw proberen",
  },
  en: {
    starts: "Werkronde is starting",
    failed: "Werkronde could not start. What is kept on this device stays kept. Check the connection and try again.",
    old: "This browser is too old for Werkronde. Update the browser or use another device.",
    again: "Try again",
  },
  ar: {
    starts: "يبدأ تشغيل Werkronde",
    failed: "تعذّر تشغيل Werkronde. ما حُفظ على هذا الجهاز يبقى محفوظًا. يرجى التحقق من الاتصال والمحاولة مرة أخرى.",
    old: "هذا المتصفح قديم جدًا. يرجى تحديثه أو استخدام جهاز آخر.",
    again: "حاول مرة أخرى",
  },
};
function chosen() {
  try {
    return localStorage.getItem("werkronde.lang") ?? "";
  } catch {
    return ""; // A browser that keeps nothing.
  }
}
const lang = [chosen(), ...(navigator.languages ?? [])].map((tag) => tag.slice(0, 2)).find((tag) => tag in WORDS) ?? "nl";
const words = WORDS[lang];
if (status && lang !== "nl") {
  status.lang = lang;
  status.dir = lang === "ar" ? "rtl" : "ltr";
  status.querySelector("[data-boot-words]").textContent = words.starts;
}

function say(text) {
  if (!status) return;
  status.classList.add("has-failed");
  status.querySelector("[data-boot-words]").textContent = text;
  const again = document.createElement("button");
  again.className = "button is-quiet";
  again.type = "button";
  again.textContent = words.again;
  again.addEventListener("click", () => location.reload());
  status.append(again);
}

// A new build takes over at a quiet moment: nobody touched this page for a while or it is not shown, nothing that was
// typed still stands in a field, no question is open, and all that was tapped lies on the device (data-loose).
const QUIET_MS = 60_000;
const LOOK_MS = 5_000;
const ASK_MS = 300_000;
let touched = -QUIET_MS;
// Fields with what was typed into them last: one that shows something else was kept, emptied, or is another sheet's.
const typedIn = new Map();
for (const kind of ["pointerdown", "keydown", "input"]) {
  addEventListener(kind, ({ type, target }) => {
    touched = performance.now();
    if (type === "input" && target.matches?.("textarea, input:not([type=radio], [type=checkbox])")) typedIn.set(target, target.value);
  }, { capture: true, passive: true });
}

function isQuiet() {
  for (const [field, typed] of typedIn) {
    if (!field.isConnected || !field.value || field.value !== typed) typedIn.delete(field);
  }
  const idle = document.hidden || performance.now() - touched >= QUIET_MS;
  return idle && !typedIn.size && !document.querySelector("dialog[open]") && !("loose" in root.dataset);
}

function register(newest) {
  const script = `/sw.js?${new URLSearchParams(newest ? { v: newest, entry: kept } : { entry: kept })}`;
  // Without it the app still works online; being refused (private window) is no reason to stop.
  return workers.register(script, { scope: "/app/" }).catch(() => undefined);
}

async function followBuilds() {
  let registered = await register(build);
  let asked = performance.now();
  const look = () => {
    const waiting = registered?.waiting;
    // The same build for another kind of screen changes nothing here, and need not wait.
    if (waiting && (builtAs(waiting.scriptURL) === running || isQuiet())) waiting.postMessage("take over");
    // Taken over, here or by another tab.
    const now = handsOut() ? builtAs(handsOut().scriptURL) : running;
    if (now !== running && isQuiet()) location.reload();
  };
  const ask = async () => {
    asked = performance.now();
    const answer = await fetch("/app-api/build", { cache: "no-store" }).catch(() => undefined);
    const newest = answer?.ok ? await answer.text() : running;
    if (newest !== running) registered = await register(newest);
    look();
  };
  workers.addEventListener("controllerchange", look);
  document.addEventListener("visibilitychange", () => (document.hidden ? look() : ask()));
  setInterval(() => (performance.now() - asked < ASK_MS ? look() : ask()), LOOK_MS);
  look();
}

// A device keeps the entry that it uses, also where this load did not go through the worker.
async function keepEntry() {
  await workers.ready;
  const cache = await caches.open(`werkronde-${running || "unnamed"}`);
  for (const path of [`/pkg/${entry}.js`, `/pkg/${entry}_bg.wasm`]) {
    if (!(await cache.match(path, { ignoreSearch: true, ignoreVary: true }))) await cache.add(path);
  }
}

// Where the server names no build, there is no newer one to follow.
if (workers && build) followBuilds();
else if (workers) register(build);

try {
  const { default: init } = await import(`/pkg/${entry}.js`);
  await init({ module_or_path: `/pkg/${entry}_bg.wasm` });
  status?.remove();
  // Not kept: the next start needs a network.
  if (workers) keepEntry().catch(() => {});
} catch (error) {
  console.error(error);
  say(typeof WebAssembly === "object" ? words.failed : words.old);
}
