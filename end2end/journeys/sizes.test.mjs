// What a first visit costs: the public sign-up page for a prepaid phone, the workplace for a tablet.
import assert from 'node:assert/strict'
import { get } from 'node:http'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { PHONE, TABLET } from '../lib/browser.mjs'
import { fairPage, openSignUp } from '../lib/steps.mjs'
import { assertQuiet, stage } from '../lib/run.mjs'

const PUBLIC_MAX = 14_000
const WASM_MAX = 350_000
const SCRIPT_MAX = 3_000
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

  for (const lang of ['nl', 'ar']) {
    test(`the public sign-up page fits in 14 kB, everything included (${lang})`, async () => {
      const { server, browser } = world
      const phone = await browser.person(`phone ${lang}`, server.base, PHONE)
      const weight = await weigh(phone, `${await fairPage(server)}?lang=${lang}`)
      report(`public sign-up page (${lang})`, weight)
      assert.equal(await phone.page.getAttribute('html', 'lang'), lang)
      assert.ok(weight.files.some(file => file.url.includes('.css')), 'the style sheet was not counted')
      assert.ok(weight.body <= PUBLIC_MAX, `${weight.body} bytes, ${PUBLIC_MAX} is the most`)
    })
  }

  test('the script of the own page is at most 3 kB before compression', async () => {
    const answer = await fetch(world.server.url('/live.js'), { headers: { 'accept-encoding': 'identity' } })
    const { length } = new Uint8Array(await answer.arrayBuffer())
    console.log(`live.js: ${kB(length)} as it is shipped, before compression`)
    assert.ok(answer.ok && length > 1_000, 'the script was not counted')
    assert.ok(length <= SCRIPT_MAX, `${length} bytes, ${SCRIPT_MAX} is the most`)
  })

  test('the first load of the workplace is at most 350 kB', async () => {
    const { server, browser } = world
    const tablet = await browser.person('tablet', server.base, TABLET)
    const weight = await weigh(tablet, '/app/')
    report('workplace', weight)
    const wasm = weight.files.find(file => file.url.includes('.wasm'))
    assert.ok(wasm && wasm.body > 10_000, 'the workplace itself was not counted')
    assert.ok(wasm.body <= WASM_MAX, `${wasm.body} bytes of WASM, ${WASM_MAX} is the most`)
  })

  test('nothing complained', () => assertQuiet(world))
})
