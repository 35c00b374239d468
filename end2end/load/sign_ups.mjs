// A rush on one fair, then as many sign-ups as go: each resident loads the page and sends the form as a phone without
// script does. Afterwards the books are checked: no place twice, nobody lost, nobody put off who was promised a place.
// Prints times, and what the server and this tool itself took of the processor; fails only where the books are wrong or
// an answer was 5xx. Whom it invents is called "Proef". Pages come compressed, as phones ask for them; LOAD_CODING=gzip or
// LOAD_CODING=identity asks for another coding.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Api, hiddenFields } from '../lib/api.mjs'
import { Server } from '../lib/server.mjs'

const RUSH = { people: 850, seconds: 30, capacity: 600, standby: 200 }
const AT_ONCE = 32
const SUSTAINED_S = Number(process.env.LOAD_SECONDS ?? 10)
/** Fairs are full after so many; the next in line is used then. */
const LARGE = { capacity: 2000, standby: 1000 }

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]

const OPEN = { br: brotliDecompressSync, gzip: gunzipSync }
const CODING = process.env.LOAD_CODING ?? 'br'

const DAY_MS = 24 * 60 * 60 * 1000

function ask(server, path, form) {
  const start = performance.now()
  const body = form && new URLSearchParams(form).toString()
  const headers = { 'accept-language': 'nl', 'accept-encoding': CODING, ...(body && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body), origin: server.base }) }
  return new Promise((done, fail) => {
    const sent = request(server.url(path), { agent, method: body ? 'POST' : 'GET', headers }, answer => {
      const parts = []
      answer.on('data', part => parts.push(part))
      answer.on('end', () => {
        const ms = performance.now() - start
        const open = OPEN[answer.headers['content-encoding']] ?? (bytes => bytes)
        // Ids and addresses are plain letters; reading the rest of a page as what it is would cost this tool most of its time.
        done({ status: answer.statusCode, html: open(Buffer.concat(parts)).toString('latin1'), ms })
      })
      answer.on('error', fail)
    })
    sent.on('error', fail)
    sent.end(body)
  })
}

/** One resident, from the page to the card. */
async function signsUp(server, path, name) {
  const page = await ask(server, `${path}?lang=nl`)
  const form = { ...hiddenFields(page.html), name, contact: 'desk', adult: '1' }
  const answer = await ask(server, `${path}?lang=nl`, form)
  return { name, card: /\/k\/[\w-]+/.exec(answer.html)?.[0], statuses: [page.status, answer.status], times: [page.ms, answer.ms] }
}

/** Noon UTC, so many days from today. */
const noonIn = days => (Math.floor(Date.now() / DAY_MS) + days + 0.5) * DAY_MS

async function fairOf(organiser, n, { capacity, standby }) {
  const [fair, session] = [randomUUID(), randomUUID()]
  const timetable = { starts: noonIn(90 + n), rounds: 6, talk_min: 10, change_min: 5, break_after: 3, break_min: 15 }
  const day = { name: `Banenmarkt Proef ${n}`, place: 'Zaal', meeting_point: 'Deur', capacity, standby_max: standby, promised: 1, meetings_max: 6, timetable }
  const like = (await organiser.fairs())[0].fair
  for (const [kind, args] of [['make_fair@1', { fair, session, kind: 'banenmarkt', day, like }], ['open_sign_up@1', { fair }]]) {
    const { outcome } = await organiser.command(kind, args)
    assert.equal(outcome, 'applied', kind)
  }
  return { fair, path: `/banenmarkt/${fair}` }
}

/** What the organiser sees must be what people were told. */
async function checkBooks(organiser, fair, signed, { capacity, standby }) {
  const { people } = await organiser.pull(`fair:${fair}`)
  const told = signed.filter(one => one.card)
  const names = people.map(person => person.name)
  assert.equal(new Set(names).size, names.length, 'somebody is there twice')
  assert.deepEqual(names.sort(), told.map(one => one.name).sort(), 'who was told so is there, and nobody else')
  assert.equal(new Set(told.map(one => one.card)).size, told.length, 'a card was given twice')
  assert.equal(new Set(people.map(person => person.number)).size, people.length, 'a number was given twice')
  const waiting = people.map(person => person.place?.standby).filter(place => place !== undefined).sort((a, b) => a - b)
  assert.deepEqual(waiting, waiting.map((_, n) => n + 1), 'the standby list is in order')
  assert.ok(people.length - waiting.length <= capacity && waiting.length <= standby)
  return { placed: people.length - waiting.length, waiting: waiting.length }
}

/** Who was told that it is full was answered too; where there is room for all, only those who hold a card count. */
function print(what, signed, seconds, counts = () => true) {
  const times = signed.flatMap(one => one.times).sort((a, b) => a - b)
  const [p50, p99, most] = [0.5, 0.99, 1].map(part => quantile(times, part).toFixed(0))
  console.log(`${what}: ${(signed.filter(counts).length / seconds).toFixed(0)} sign-ups per second, each of two requests; p50 ${p50} ms, p99 ${p99} ms, most ${most} ms`)
  assert.deepEqual(signed.flatMap(one => one.statuses).filter(status => status >= 500), [], 'an answer was 5xx')
}

/** People arrive by the clock, however slow the answers are. */
async function rush(server, organiser) {
  const { fair, path } = await fairOf(organiser, 0, RUSH)
  const start = performance.now()
  const signed = await Promise.all(Array.from({ length: RUSH.people }, async (_, n) => {
    await new Promise(due => setTimeout(due, (n / RUSH.people) * RUSH.seconds * 1000))
    return signsUp(server, path, `Proef ${n}`)
  }))
  print(`${RUSH.people} residents in ${RUSH.seconds} s for ${RUSH.capacity} places`, signed, (performance.now() - start) / 1000)
  const { placed, waiting } = await checkBooks(organiser, fair, signed, RUSH)
  assert.deepEqual([placed, waiting], [RUSH.capacity, RUSH.standby])
  console.log(`  ${placed} have a place, ${waiting} wait in order, ${RUSH.people - placed - waiting} were told that it is full`)
}

/** AT_ONCE residents, each followed by the next as soon as their card is there. */
async function sustained(server, organiser) {
  const end = performance.now() + SUSTAINED_S * 1000
  const books = []
  const next = async () => {
    const book = { ...await fairOf(organiser, books.length + 1, LARGE), begun: 0, signed: [] }
    books.push(book)
    return book
  }
  let open = await next(), coming
  const asker = async () => {
    while (performance.now() < end) {
      const book = open
      book.begun += 1
      // The next fair is made while this one fills up, so that nobody waits for it.
      if (book.begun === LARGE.capacity) coming = next()
      if (book.begun > LARGE.capacity + LARGE.standby - AT_ONCE) open = await coming
      book.signed.push(await signsUp(server, book.path, `Proef ${randomUUID()}`))
    }
  }
  const start = performance.now(), server_s = await server.processor(), tool = process.cpuUsage()
  await Promise.all(Array.from({ length: AT_ONCE }, asker))
  const signed = books.flatMap(book => book.signed)
  print(`${AT_ONCE} at once for ${SUSTAINED_S} s`, signed, (performance.now() - start) / 1000, one => one.card)
  const { user, system } = process.cpuUsage(tool)
  const each = seconds => `${(seconds * 1000 / signed.length).toFixed(2)} ms`
  console.log(`  of the processor each took the server ${each(await server.processor() - server_s)} and this tool ${each((user + system) / 1e6)}`)
  for (const book of books) await checkBooks(organiser, book.fair, book.signed, LARGE)
}

const server = await Server.start()
try {
  const organiser = await Api.signedIn(server, server.role('organiser'))
  console.log(process.env.DATABASE_URL ? 'PostgreSQL' : 'SQLite')
  await rush(server, organiser)
  await sustained(server, organiser)
  assert.deepEqual(server.trouble, [])
  console.log('  the books are right')
} finally {
  agent.destroy()
  await server.stop()
}
