// Starts the workplace: the app itself, and the service worker that lets it start without a network.
// The shell's script tag may carry ?v=<build>; the service worker gets the same, so that a new build has a
// new cache.
const build = new URL(import.meta.url).searchParams.get("v") ?? "";
// Tablets and the projector load the hall, staff the office, what prepares a day, or the day itself
// (app/ui/src/workplace/address.rs decides the same).
const ENTRIES = [
  ["hall", /^\/app\/(pair|hall)(\/|$)/],
  ["prepare", /^\/app\/((new|texts)\/?$|fair\/[^/]+\/(setup|employer|interpreter|import|sign-up)(\/|$))/],
  ["day", /^\/app\/session(\/|$)/],
];
const entry = ENTRIES.find(([, path]) => path.test(location.pathname))?.[0] ?? "office";
const status = document.getElementById("boot-status");

function say(text) {
  if (!status) return;
  status.classList.add("has-failed");
  status.querySelector("[data-boot-words]").textContent = text;
  const again = document.createElement("button");
  again.className = "button is-quiet";
  again.type = "button";
  again.textContent = "Opnieuw proberen";
  again.addEventListener("click", () => location.reload());
  status.append(again);
}

if ("serviceWorker" in navigator) {
  // One worker for all of staff: the day and what prepares it are kept once they were used.
  const kept = entry === "hall" ? "hall" : "office";
  const script = `/sw.js?${new URLSearchParams(build ? { v: build, entry: kept } : { entry: kept })}`;
  // Without it the app still works online; being refused (private window) is no reason to stop.
  navigator.serviceWorker.register(script, { scope: "/app/" }).catch(() => {});
}

try {
  const { default: init } = await import(`/pkg/${entry}.js`);
  await init({ module_or_path: `/pkg/${entry}_bg.wasm` });
  status?.remove();
} catch (error) {
  console.error(error);
  say(
    typeof WebAssembly === "object"
      ? "Werkronde kon niet starten. Wat op dit apparaat bewaard is, blijft bewaard. Controleer de verbinding en probeer het opnieuw."
      : "Deze browser is te oud voor Werkronde. Werk de browser bij of gebruik een ander apparaat.",
  );
}
