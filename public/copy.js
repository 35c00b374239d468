// The page of one's own schedule: keeps a copy on this phone, only when somebody asks for it, and erases it.
// The worker (copy-sw.js) does the keeping, so that what erases the copy is there before the copy is.
const CACHE = "schedule-copy";
const PAGE = "/mijn/rooster";
const part = (name) => document.getElementById(`copy-${name}`);

const isKept = async () => !!(await caches.match(PAGE, { cacheName: CACHE, ignoreVary: true }));

// A button is away where it does nothing; a class of the style sheet may say how it is shown, so it is taken out.
const buttons = { keep: part("keep"), erase: part("erase") };
async function show(told) {
  const [now, other] = (await isKept()) ? [buttons.erase, buttons.keep] : [buttons.keep, buttons.erase];
  if (!now.isConnected) other.replaceWith(now);
  other.remove();
  for (const name of ["kept", "erased", "failed"]) part(name).hidden = name !== told;
  part(told)?.focus();
}

// The worker answers when all of it is on the phone.
function askToKeep(worker) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => (data ? resolve() : reject(new Error("not kept")));
    setTimeout(reject, 30000, new Error("no answer"));
    worker.postMessage(location.search, [port2]);
  });
}

async function keep() {
  await navigator.serviceWorker.register("/copy-sw.js", { scope: "/" });
  const { active } = await navigator.serviceWorker.ready;
  await askToKeep(active);
  await show("kept");
}

async function erase() {
  await caches.delete(CACHE);
  const here = await navigator.serviceWorker.getRegistration(PAGE);
  await here?.unregister();
  await show("erased");
}

async function pressed(button, does) {
  button.disabled = true;
  await does().catch(() => show("failed"));
  button.disabled = false;
}

if (navigator.serviceWorker && window.caches) {
  buttons.keep.onclick = () => pressed(buttons.keep, keep);
  buttons.erase.onclick = () => pressed(buttons.erase, erase);
  show().then(() => { document.getElementById("copy").hidden = false; }, () => {});
}
