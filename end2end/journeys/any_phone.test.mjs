// What residents read on the phones and with the settings that they have: text set wider, four times as large, a window
// as flat as a laptop at 400 %, and a line as slow as the edge of a town. Nothing is cut off, hidden or out of reach.
// How long a slow line takes is printed.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { PHONE } from '../lib/browser.mjs'
import { assertFits, assertQuiet, stage, story } from '../lib/run.mjs'
import { fairPage, openCard, openSignUp } from '../lib/steps.mjs'

/** One of each script, and both directions. */
const LANGS = ['nl', 'ar', 'ti', 'fa']
const WIDTHS = [320, 360]
const phone = (width, height) => ({ ...PHONE, viewport: { width, height } })
/** 1280 × 1024 at 400 %. */
const ZOOMED = phone(320, 256)

/** Chromium's "slow 3G": 2 s there and back, 50 kB a second. */
const SLOW = { offline: false, latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 }

/** What WCAG 1.4.12 lets a reader set: a sheet of the reader's own, which no policy of a page stands against. */
function setWider() {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`)
  document.adoptedStyleSheets = [sheet]
}

/** Words that somebody sees only in part: cut off by their own box. */
function cutOff() {
  const isForTheEar = element => element.closest('.visually-hidden, .skip-link') !== null
  const cuts = element => {
    const { overflowX, overflowY, display } = getComputedStyle(element)
    if (display === 'inline' || isForTheEar(element) || !element.innerText?.trim()) return false
    const hides = overflow => overflow === 'hidden' || overflow === 'clip'
    return (hides(overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
  }
  return [...document.body.querySelectorAll('*')].filter(cuts).map(element => element.outerHTML.slice(0, 120))
}

/** Places to press that another thing lies upon once they have the focus. */
function covered() {
  const places = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  const lies = place => {
    if (!place.checkVisibility()) return false
    place.focus()
    place.scrollIntoView({ block: 'nearest' })
    // A field that is drawn by its label is pressed there.
    const target = place.matches('input') ? place.closest('label') ?? place : place
    const { left, top, width, height } = target.getClientRects()[0]
    const there = document.elementFromPoint(left + width / 2, top + height / 2)
    return !(target.contains(there) || there?.contains(target))
  }
  return places.filter(lies).map(place => place.outerHTML.slice(0, 120))
}

describe('any phone', () => {
  const world = stage()
  const scene = story(world)
  let path, doors, resident

  before(async () => {
    await openSignUp(await Api.signedIn(world.server, world.server.role('organiser')))
    path = await fairPage(world.server)
    resident = world.server.role('second resident')
    doors = ['/', path, `${path}/stap/naam`, `${path}/stap/contact`, `${path}/stap/nodig`, `${path}/delen`, new URL(resident.link, world.server.base).pathname, '/toegankelijkheid']
  })

  /** Every page for residents in every one of the four languages: those of everybody, then their own. */
  async function everyPage(person, look) {
    for (const lang of LANGS) {
      for (const door of doors) {
        await person.page.goto(`${door}?lang=${lang}`)
        await look(`${door} in ${lang} at ${person.page.viewportSize().width}`, lang, door)
      }
      await openCard(person, `${resident.link}?lang=nl`, resident.pin)
      for (const own of ['/mijn', '/mijn-gegevens']) {
        await person.page.goto(`${own}?lang=${lang}`)
        await look(`${own} in ${lang} at ${person.page.viewportSize().width}`, lang, own)
      }
      await person.context.clearCookies()
    }
  }

  for (const width of WIDTHS) {
    scene(`words set wider by the reader are all there at ${width} pixels`, async () => {
      const person = await world.browser.person(`wider ${width}`, world.server.base, phone(width, 640))
      await everyPage(person, async (screen, lang, door) => {
        await person.page.evaluate(setWider)
        await assertFits(person, `${screen}, set wider`)
        assert.deepEqual(await person.page.evaluate(cutOff), [], `${screen}, set wider: cut off`)
        if (width === 320 && (door === path || door === '/mijn')) await person.picture(`wider-${lang}-${door === path ? 'fair' : 'mine'}`)
      })
    })
  }

  scene('at 400 % everything can be read and pressed, and nothing lies upon it', async () => {
    const person = await world.browser.person('zoomed', world.server.base, ZOOMED)
    await everyPage(person, async (screen, lang, door) => {
      await assertFits(person, `${screen}, zoomed`)
      assert.deepEqual(await person.page.evaluate(cutOff), [], `${screen}, zoomed: cut off`)
      assert.deepEqual(await person.page.evaluate(covered), [], `${screen}, zoomed: covered`)
      if (door === path) await person.picture(`zoomed-${lang}-fair`)
    })
  })

  for (const [lang, script] of [['nl', false], ['ar', true], ['ti', false], ['fa', true]]) {
    scene(`on a slow line somebody reads and signs up (${lang}, script ${script ? 'on' : 'off'})`, async () => {
      const { server, browser } = world
      const person = await browser.person(`slow ${lang}`, server.base, phone(360, 640), { script })
      const { page } = person
      const line = await person.context.newCDPSession(page)
      await line.send('Network.enable')
      await line.send('Network.emulateNetworkConditions', SLOW)
      let waited = 0
      const waits = async act => {
        const from = performance.now()
        await act()
        waited += performance.now() - from
        return waited
      }
      const readable = await waits(async () => {
        await page.goto(`${path}?lang=${lang}`, { waitUntil: 'commit' })
        await page.getByRole('heading', { level: 1 }).waitFor()
      })
      await page.locator('[name=name]').fill('Slak')
      await page.locator('[name=contact][value=desk]').check()
      await page.locator('[name=adult]').check()
      await waits(async () => {
        await page.locator('form[action*="/banenmarkt/"] button[type=submit].is-wide:not(.is-quiet)').last().click()
        await page.locator('.pin').waitFor({ state: 'attached' })
      })
      console.log(`  ${lang}: readable after ${(readable / 1000).toFixed(1)} s, signed up after ${(waited / 1000).toFixed(1)} s of waiting`)
      await person.picture(`slow-${lang}`)
    })
  }

  test('nothing complained', () => assertQuiet(world))
})
