// What a first visit costs: the public sign-up page for a prepaid phone, the workplace for a tablet.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PHONE, TABLET } from '../lib/browser.mjs'
import { fairPage } from '../lib/steps.mjs'
import { assertQuiet, stage } from '../lib/run.mjs'

const PUBLIC_MAX = 14_000
const WASM_MAX = 350_000
const kB = bytes => `${(bytes / 1000).toFixed(1)} kB`

/** Opens a page and counts every byte that came for it, as it came: compressed, with and without headers. */
async function weigh(person, path) {
  const loads = []
  person.page.on('requestfinished', request => loads.push(request))
  await person.page.goto(path, { waitUntil: 'networkidle' })
  // A headless browser fetches no icon for its tab; people's browsers do.
  const icon = await person.page.evaluate(() => document.querySelector('link[rel=icon]')?.href).catch(() => undefined)
  const files = []
  for (const request of loads) {
    const sizes = await request.sizes()
    files.push({ url: request.url(), body: sizes.responseBodySize, headers: sizes.responseHeadersSize })
  }
  if (icon && !files.some(file => file.url === icon)) files.push(await weighFile(icon))
  return { files, body: sum(files, 'body'), all: sum(files, 'body') + sum(files, 'headers') }
}

async function weighFile(url) {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  return { url, body: (await answer.arrayBuffer()).byteLength, headers: 0 }
}

const sum = (files, key) => files.reduce((total, file) => total + file[key], 0)

function report(title, { files, body, all }) {
  console.log(`${title}: ${kB(body)} compressed (${kB(all)} with headers)`)
  for (const file of files) console.log(`  ${kB(file.body).padStart(9)}  ${new URL(file.url).pathname}`)
}

describe('sizes', () => {
  const world = stage()

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
