// What a first visit costs: the public sign-up page for a prepaid phone, the workplace for a tablet.
import assert from 'node:assert/strict'
import { get } from 'node:http'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { LAPTOP, PHONE, TABLET } from '../lib/browser.mjs'
import { fairPage, openSignUp } from '../lib/steps.mjs'
import { assertQuiet, stage } from '../lib/run.mjs'

const PUBLIC_MAX = 14_000
const PHOTO_MAX = 100_000
const WASM_MAX = 350_000
/** With its glue, the style sheet and what starts it. */
const FIRST_MAX = 375_000
const SCRIPT_MAX = 3_000
const HEAVY = ['nl', 'ar', 'ti', 'fa', 'ckb', 'ps', 'ru', 'uk']
const LANGS = ['nl', 'en', 'ar', 'ti', 'fa', 'tr', 'so', 'uk', 'fr', 'ru', 'es', 'ps', 'fa-AF', 'kmr', 'ckb']
const kB = bytes => `${(bytes / 1000).toFixed(1)} kB`

/** Opens a page in a browser to learn what it loads, and weighs each file as it travels: compressed. */
async function weigh(person, path) {
  const urls = new Set()
  person.page.on('requestfinished', request => urls.add(request.url()))
  await person.page.goto(path, { waitUntil: 'networkidle' })
  // A headless browser fetches no icon for its tab; people's browsers do.
  const icon = await person.page.locator('link[rel=icon]').getAttribute('href')
  urls.add(new URL(icon, person.page.url()).href)
  const files = await Promise.all([...urls].filter(url => url.startsWith('http')).map(weighFile))
  return { files, body: sum(files, 'body'), all: sum(files, 'body') + sum(files, 'headers') }
}

function weighFile(url) {
  return new Promise((done, fail) => {
    get(url, { headers: { 'accept-encoding': 'br, gzip' } }, answer => {
      const headers = answer.rawHeaders.reduce((total, text) => total + text.length + 2, 0)
      let body = 0
      answer.on('data', data => { body += data.length })
      answer.on('end', () => done({ url, body, headers }))
    }).on('error', fail)
  })
}

/** In the page: the paths that the service worker has kept, once it is there. */
async function keptForOffline() {
  await navigator.serviceWorker.ready
  const kept = []
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname)
  }
  return kept
}

const sum = (files, key) => files.reduce((total, file) => total + file[key], 0)

function report(title, { files, body, all }) {
  console.log(`${title}: ${kB(body)} compressed (${kB(all)} with headers)`)
  for (const file of files) console.log(`  ${kB(file.body).padStart(9)}  ${new URL(file.url).pathname}`)
}

describe('sizes', () => {
  const world = stage()

  before(async () => {
    const { server } = world
    await openSignUp(await Api.signedIn(server, server.role('organiser')))
  })

  // Other letters than Latin weigh most: the heaviest of all fifteen is among them (the next test sees to that).
  for (const lang of HEAVY) {
    test(`the public sign-up page fits in 14 kB, everything included (${lang})`, async () => {
      const { server, browser } = world
      const phone = await browser.person(`phone ${lang}`, server.base, PHONE)
      const weight = await weigh(phone, `${await fairPage(server)}?lang=${lang}`)
      report(`public sign-up page (${lang})`, weight)
      assert.equal(await phone.page.getAttribute('html', 'lang'), lang)
      assert.ok(weight.files.some(file => file.url.includes('.css')), 'the style sheet was not counted')
      // What staff uploaded comes later, and has a bound of its own.
      const [photos, own] = [true, false].map(isPhoto => weight.files.filter(({ url }) => url.includes('/foto/') === isPhoto))
      assert.ok(sum(own, 'body') <= PUBLIC_MAX, `${sum(own, 'body')} bytes, ${PUBLIC_MAX} is the most`)
      assert.ok(photos.length <= 1 && sum(photos, 'body') <= PHOTO_MAX, `a picture of ${sum(photos, 'body')} bytes`)
    })
  }

  test('no language weighs more than those that were weighed whole', async () => {
    const { server } = world
    const path = await fairPage(server)
    const weights = []
    for (const lang of LANGS) {
      const { body } = await weighFile(server.url(`${path}?lang=${lang}`))
      weights.push({ lang, body })
    }
    weights.sort((a, b) => b.body - a.body)
    console.log(weights.map(({ lang, body }) => `${lang} ${kB(body)}`).join(' · '))
    assert.equal(weights.length, 15)
    assert.ok(HEAVY.includes(weights[0].lang), `${weights[0].lang} is the heaviest`)
  })

  // The own page has the first, the schedule by itself the second; the third is loaded only where somebody asks for a copy.
  for (const script of ['live.js', 'copy.js', 'copy-sw.js']) {
    test(`${script} is at most 3 kB before compression`, async () => {
      const answer = await fetch(world.server.url(`/${script}`), { headers: { 'accept-encoding': 'identity' } })
      const { length } = new Uint8Array(await answer.arrayBuffer())
      console.log(`${script}: ${kB(length)} as it is shipped, before compression`)
      assert.ok(answer.ok && length > 1_000, 'the script was not counted')
      assert.ok(length <= SCRIPT_MAX, `${length} bytes, ${SCRIPT_MAX} is the most`)
    })
  }

  for (const [entry, path, device] of [['hall', '/app/pair', TABLET], ['office', '/app/', LAPTOP]]) {
    test(`the first load of the ${entry} is at most 350 kB, and the other half of the workplace is not in it`, async () => {
      const { server, browser } = world
      const person = await browser.person(entry, server.base, device)
      const weight = await weigh(person, path)
      report(`workplace, ${entry}`, weight)
      const wasm = weight.files.filter(file => file.url.includes('.wasm'))
      assert.deepEqual(wasm.map(file => new URL(file.url).pathname), [`/pkg/${entry}_bg.wasm`])
      assert.ok(wasm[0].body > 10_000, 'the workplace itself was not counted')
      assert.ok(wasm[0].body <= WASM_MAX, `${wasm[0].body} bytes of WASM, ${WASM_MAX} is the most`)
      const offline = await person.page.evaluate(keptForOffline)
      assert.ok(offline.includes(`/pkg/${entry}_bg.wasm`), 'the device does not keep what it needs to start without a network')
      assert.deepEqual(offline.filter(path => path.endsWith('.wasm')), [`/pkg/${entry}_bg.wasm`])
    })
  }

  test('what each way through the workplace loads in all: program, glue, style and start', async () => {
    const { server } = world
    const shared = await Promise.all(['/boot.js', '/assets/main.css'].map(path => weighFile(server.url(path))))
    const entries = {}
    for (const entry of ['hall', 'office', 'house', 'prepare', 'plan', 'day']) {
      const own = await Promise.all([`/pkg/${entry}.js`, `/pkg/${entry}_bg.wasm`].map(path => weighFile(server.url(path))))
      assert.ok(own.every(file => file.body > 1_000), `${entry} was not counted`)
      entries[entry] = sum(own, 'body')
      console.log(`${entry}: ${kB(entries[entry] + sum(shared, 'body'))} (WASM, JS and CSS, brotli)`)
      assert.ok(entries[entry] + sum(shared, 'body') <= FIRST_MAX, `${entry} is more than ${FIRST_MAX} at its first load`)
    }
    const path = ['office', 'prepare', 'plan', 'day']
    console.log(`an organiser from the first fair to the day (${path.join(', ')}): ${kB(path.reduce((total, entry) => total + entries[entry], sum(shared, 'body')))}`)
  })

  for (const entry of ['house', 'prepare', 'plan', 'day']) {
    test(`${entry} is at most 350 kB more, and loads on its own addresses only`, async () => {
      const { server } = world
      const answer = await fetch(server.url(`/pkg/${entry}_bg.wasm`), { headers: { 'accept-encoding': 'br' } })
      const length = Number(answer.headers.get('content-length'))
      assert.equal(answer.headers.get('content-encoding'), 'br')
      console.log(`workplace, ${entry}: ${kB(length)} of WASM`)
      assert.ok(length > 10_000 && length <= WASM_MAX, `${length} bytes of WASM, ${WASM_MAX} is the most`)
      const boot = await (await fetch(server.url('/boot.js'))).text()
      assert.match(boot, new RegExp(`"${entry}"`))
    })
  }

  test('nothing complained', () => assertQuiet(world))
})
