// Two screens of the organiser's on slow lines: how long until what one does shows on the other; and a tablet: how long
// until what is tapped is on its disk. Prints, judges nothing.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Api } from './lib/api.mjs'
import { Browser, LAPTOP, TABLET } from './lib/browser.mjs'
import { pair, sitDownAt, waitSaved } from './lib/hall.mjs'
import { Server, root } from './lib/server.mjs'
import { beginDay, signIn } from './lib/steps.mjs'

process.env.WERKRONDE_BIN ??= 'target/release/werkronde'
const CHANGES = Number(process.env.BENCH_CHANGES ?? 60)
const SAVES = 200

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const part = share => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0)
  return `p50 ${part(0.5)} ms, p90 ${part(0.9)} ms, p95 ${part(0.95)} ms, p99 ${part(0.99)} ms, most ${part(1)} ms, of ${sorted.length}`
}

/** A line to the server that takes so long each way and now and then loses a packet. */
async function slowLine(server, delayMs, stallPercent) {
  const child = spawn(join(root, 'target/release/examples/bench_sync'), ['shape', new URL(server.base).host, `${delayMs}`, `${stallPercent}`])
  const [address] = await once(createInterface({ input: child.stdout }), 'line')
  return { base: `http://${address}`, end: () => child.stdin.end() }
}

/** In the page: when this person's button is gone, which is when the change shows. */
function whenMarked(name) {
  return new Promise(done => {
    const waits = () => [...document.querySelectorAll('button')].some(one => /^Is er/.test(one.textContent.trim()) && one.textContent.includes(name))
    const look = () => {
      if (waits()) return
      watch.disconnect()
      done(Date.now())
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    look()
  })
}

async function screenToScreen(server, browser, head, line, words) {
  const screens = []
  for (const name of ['one', 'other']) {
    const person = await browser.person(name, line.base, LAPTOP, { worker: false })
    await signIn(person, server.role('organiser'))
    await person.page.goto(`/app/session/${head.session}`)
    await person.page.getByRole('button', { name: /^Is er/ }).first().waitFor()
    screens.push(person)
  }
  const [one, other] = screens.map(person => person.page)
  await one.evaluate(() => addEventListener('click', () => { globalThis.clicked = Date.now() }, true))
  const took = []
  for (let n = 0; n < CHANGES; n += 1) {
    const button = one.getByRole('button', { name: /^Is er/ }).first()
    if (!await button.count()) break
    const name = (await button.textContent()).replace(/^\s*Is er\s*:?\s*/, '').trim()
    const shown = other.evaluate(whenMarked, name)
    await button.click()
    took.push(await shown - await one.evaluate(() => globalThis.clicked))
    await new Promise(done => setTimeout(done, 300))
  }
  console.log(`${words}: ${spread(took)}`)
  for (const { context } of screens) await context.close()
}

/** In the page, from its beginning: the time from each tap to the end of the transaction that keeps it. */
function watchSaves() {
  globalThis.saves = []
  let tapped
  addEventListener('click', () => { tapped = performance.now() }, true)
  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const made = begin.call(this, stores, mode, options)
    if (mode === 'readwrite' && tapped !== undefined) {
      const since = tapped
      tapped = undefined
      made.addEventListener('complete', () => globalThis.saves.push(performance.now() - since))
    }
    return made
  }
}

async function localSaves(server, browser, organiser, head) {
  const { plan, tables, people } = await organiser.pull(`session:${head.session}`)
  const meeting = plan.meetings.find(one => one.round === 1)
  const table = tables.find(one => one.table === meeting.table)
  const device = randomUUID()
  const { shown } = await organiser.command('open_pairing@1', { session: head.session, device, employer: table.employer, name: 'Tablet' })
  const tablet = await browser.person('tablet', server.base, TABLET)
  const { page } = tablet
  await page.addInitScript(watchSaves)
  await pair(tablet, shown.pairing_code)
  await page.getByRole('heading', { name: 'Bijna klaar' }).waitFor()
  await organiser.command('confirm_device@1', { device })
  await page.getByRole('heading', { name: 'Wie bent u?' }).waitFor()
  await page.getByRole('main').getByRole('button').first().click()
  await sitDownAt(tablet, table.number, people.find(one => one.resident === meeting.resident).name)
  const cards = page.getByRole('group', { name: 'Motivatie' }).getByRole('radio')
  const many = await cards.count()
  for (let n = 0; n < SAVES; n += 1) {
    await cards.nth(n % many).click()
    await page.waitForFunction(least => globalThis.saves.length > least, n)
  }
  await waitSaved(tablet)
  const saves = await page.evaluate(() => globalThis.saves)
  console.log(`a tap on a tablet until it is on the disk: ${spread(saves)} (p95 at most 30 ms)`)
}

/** A day of its own, for what is measured may use it up. */
async function onADay(measure) {
  const server = await Server.start()
  try {
    const organiser = await Api.signedIn(server, server.role('organiser'))
    await measure(server, organiser, await beginDay(organiser))
  } finally {
    await server.stop()
  }
}

const browser = await Browser.open()
try {
  const lines = [[40, 0, 'p95 at most 250 ms'], [40, 2, 'p90 at most 250 ms, p99 at most 1,200 ms']]
  for (const [delay, stalls, wanted] of lines) {
    await onADay(async (server, organiser, head) => {
      const line = await slowLine(server, delay, stalls)
      const lost = stalls ? `, ${stalls} % of packets lost and sent again` : ''
      await screenToScreen(server, browser, head, line, `one screen to another at ${delay} ms each way${lost} (${wanted})`)
      line.end()
    })
  }
  await onADay((server, organiser, head) => localSaves(server, browser, organiser, head))
} finally {
  await browser.close()
}
