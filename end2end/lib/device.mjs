// A tablet at a table, its storage, and what its person does on a sheet.
import { randomUUID } from 'node:crypto'
import { eventually } from './run.mjs'
import { pair, sitDownAt } from './hall.mjs'

/** The first talk of the first round, with the employer at whose table it is. */
export async function firstTalk(api, head) {
  const day = await api.pull(`session:${head.session}`)
  const [meeting] = day.plan.meetings.filter(meeting => meeting.round === 1).sort((a, b) => a.table_number - b.table_number)
  const table = day.tables.find(table => table.table === meeting.table)
  const person = day.people.find(person => person.resident === meeting.resident)
  return { ...meeting, employer: table.employer, employerName: table.employer_name, name: person.name, number: person.number }
}

/** Pairs and approves a tablet, without the organiser's screen; gives its id. */
export async function paired(api, tablet, head, talk, name) {
  const device = randomUUID()
  const { shown } = await api.command('open_pairing@1', { session: head.session, device, employer: talk.employer, name })
  await pair(tablet, shown.pairing_code)
  await tablet.page.getByRole('heading', { name: 'Bijna klaar' }).waitFor()
  await api.command('confirm_device@1', { device })
  await tablet.page.getByRole('heading', { name: 'Wie bent u?' }).waitFor()
  return device
}

/** Picks the first name and sits down at the table of this talk. */
export async function begins(tablet, talk) {
  await tablet.page.getByRole('main').getByRole('button').first().click()
  await sitDownAt(tablet, talk.table_number, talk.name)
}

/** What lies in each store of the device's database: how many, and the keys. */
export function stored({ page }) {
  return page.evaluate(async () => {
    const asked = request => new Promise((done, fail) => {
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(request.error)
    })
    const base = await asked(indexedDB.open('werkronde'))
    const stores = {}
    for (const name of base.objectStoreNames) {
      stores[name] = (await asked(base.transaction(name).objectStore(name).getAllKeys())).map(String)
    }
    base.close()
    return stores
  })
}

/** What the matcher sees of a talk once it is at the server. */
export async function sheetOf(api, talk) {
  const { actor } = await (await api.ask('/app-api/me')).json()
  const { sheets } = await api.pull(`follow_up:${actor.staff.location}`)
  return sheets.filter(sheet => sheet.resident === talk.resident && sheet.employer === talk.employer)
}

/** The worker hands the workplace out without a network, and has this entry of it. */
export async function keptForOffline({ page }, entry) {
  await page.evaluate(() => navigator.serviceWorker.ready)
  const has = path => page.evaluate(async path => Boolean(navigator.serviceWorker.controller && await caches.match(path)), path)
  await eventually(`the device keeps ${entry}`, () => has(`/pkg/${entry}_bg.wasm`))
}
