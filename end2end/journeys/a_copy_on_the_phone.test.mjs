// A copy of the schedule on the phone: only where somebody asks for it, readable with the network cut, and gone with the
// login, with the next person, with a new card, and once its day is over. Without a script a slip is what there is.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { LAPTOP, PHONE } from '../lib/browser.mjs'
import { assertAccessible, assertQuiet, eventually, stage, story } from '../lib/run.mjs'
import { beginDay, fairPage, openCard } from '../lib/steps.mjs'

const NARROW = { ...PHONE, viewport: { width: 320, height: 640 } }
const KEEP = { name: /Bewaar op deze telefoon/ }
const ERASE = { name: /Wis van deze telefoon/ }

/** In the page: everything that this browser keeps for the site, beside cookies. */
async function everythingKept() {
  const kept = []
  for (const name of await caches.keys()) {
    const files = await (await caches.open(name)).keys()
    // To look is to make: one that was erased between the two lines above is there again, and empty.
    if (!files.length) await caches.delete(name)
    else kept.push(name, ...files.map(({ url }) => new URL(url).pathname))
  }
  for (const { name } of await indexedDB.databases()) kept.push(`database ${name}`)
  for (const { scope } of await navigator.serviceWorker.getRegistrations()) kept.push(`worker ${new URL(scope).pathname}`)
  for (const store of [localStorage, sessionStorage]) kept.push(...Object.keys(store))
  return kept
}

const keptBy = person => person.page.evaluate(everythingKept)
const COPY = ['schedule-copy', '/mijn/rooster', '/assets/public.css', '/copy.js', 'worker /']

describe('a copy on the phone', () => {
  const world = stage()
  const scene = story(world)
  let organiser, resident, own

  before(async () => {
    organiser = await Api.signedIn(world.server, world.server.role('organiser'))
    const head = await beginDay(organiser)
    resident = world.server.role('resident')
    const { people } = await organiser.pull(`fair:${head.fair}`)
    own = people.find(one => one.number === 1)
  })

  /** The phone of the resident, on the page that asks. */
  async function phone(name, lang = 'nl', screen = NARROW) {
    const person = await world.browser.person(name, world.server.base, screen)
    await openCard(person, `${resident.link}?lang=nl`, resident.pin)
    await person.page.goto(`/mijn?lang=${lang}`)
    await person.page.getByRole('link', { name: /Mijn rooster zonder internet/ }).click()
    await person.page.getByRole('button', KEEP).waitFor()
    return person
  }

  async function keep(person) {
    await person.page.getByRole('button', KEEP).click()
    await person.page.getByRole('button', ERASE).waitFor()
    assert.deepEqual((await keptBy(person)).sort(), [...COPY].sort())
  }

  /** The network goes. What a page asks meanwhile may fail. */
  async function cut(person, isCut) {
    if (isCut) person.serverIsAway = true
    await person.context.setOffline(isCut)
    if (!isCut) person.serverIsAway = false
  }

  /** The browser itself says that it cannot; what comes next waits for that page. */
  async function assertNotThere({ page }, path) {
    await assert.rejects(page.goto(path), /ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await page.waitForURL('chrome-error://**')
  }

  /** With the network cut, one's own page is not there and nothing of it. */
  async function assertNothingToRead(person) {
    assert.deepEqual(await keptBy(person), [])
    await cut(person, true)
    await assertNotThere(person, '/mijn?lang=nl')
    await cut(person, false)
    await person.page.goto('/?lang=nl')
  }

  scene('who did not ask keeps nothing', async () => {
    const person = await phone('did not ask')
    await person.page.goto('/mijn?lang=nl')
    await assertNothingToRead(person)
  })

  for (const lang of ['nl', 'ar']) {
    scene(`who asked reads it with the network cut, and it says when it was so (${lang})`, async () => {
      const person = await phone(`asked ${lang}`, lang)
      const { page } = person
      await assertAccessible(person, `the schedule by itself (${lang})`)
      await person.picture(`copy-${lang}-ask`)
      await keep(person)
      await page.locator('#copy-kept:focus').waitFor()
      await assertAccessible(person, `the schedule by itself, kept (${lang})`)
      await person.picture(`copy-${lang}-kept`)
      const [was, first] = [await page.locator('main > p').first().innerText(), await page.locator('.line').first().innerText()]

      await cut(person, true)
      await page.goto(`/mijn?lang=${lang}`)
      assert.equal(await page.locator('main > p').first().innerText(), was, 'the time of the copy')
      assert.equal(await page.locator('.line').first().innerText(), first)
      assert.equal(await page.getAttribute('html', 'lang'), lang)
      const html = await page.content()
      for (const secret of [resident.pin, resident.link, '/k/', own.name]) {
        assert.ok(!html.includes(secret), `the copy holds ${secret}`)
      }
      assert.match(html, /main id="main"/)
      assert.equal(await page.getByRole('button', { name: /Uitloggen/ }).count(), 0)
      await person.picture(`copy-${lang}-offline`)
      // What is not the schedule is not there.
      await assertNotThere(person, '/mijn-gegevens')
      await page.goto(`/mijn/rooster?lang=${lang}`)
      await page.getByRole('button', ERASE).waitFor()
      await page.getByRole('button', ERASE).click()
      await page.locator('#copy-erased:focus').waitFor()
      await cut(person, false)
      await assertNothingToRead(person)
    })
  }

  scene('signing out erases it, also with the network cut', async () => {
    const person = await phone('signs out')
    await keep(person)
    await person.page.goto('/mijn?lang=nl')
    await person.page.getByRole('button', { name: 'Uitloggen' }).click()
    await person.page.waitForURL('**/?lang=nl')
    await eventually('nothing is kept', async () => (await keptBy(person)).length === 0)
    await assertNothingToRead(person)

    const alone = await phone('signs out alone')
    await keep(alone)
    await alone.page.goto('/mijn?lang=nl')
    await cut(alone, true)
    await alone.page.getByRole('button', { name: 'Uitloggen' }).click()
    await alone.page.waitForURL('chrome-error://**')
    await assertNotThere(alone, '/mijn?lang=nl')
    await cut(alone, false)
    await alone.page.goto('/?lang=nl')
    assert.deepEqual(await keptBy(alone), [])
  })

  scene('the next person on this phone finds nothing of it', async () => {
    const person = await phone('passes the phone on')
    await keep(person)
    const path = await fairPage(world.server)
    await person.page.goto(`${path}?lang=nl`)
    assert.ok((await keptBy(person)).length > 0, 'looking at a fair erases nothing')
    await person.page.evaluate(path => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: `${path}/volgende?lang=nl` })
      document.body.append(form)
      document.body.dataset.before = ''
      form.submit()
    }, path)
    // The page after it has the same address.
    await person.page.locator('body:not([data-before])').waitFor()
    await eventually('nothing is kept', async () => (await keptBy(person)).length === 0)
    await assertNothingToRead(person)
  })

  scene('the copy is made anew as soon as its phone looks', async () => {
    const person = await phone('looks again')
    const { page } = person
    await keep(person)
    const copied = () => page.evaluate(async () => (await (await caches.match('/mijn/rooster', { ignoreVary: true })).text()))
    const before = await copied()
    await page.goto('/mijn?lang=ar')
    await eventually('the copy is anew', async () => {
      const now = await copied()
      return now !== before && now.includes('lang="ar"')
    })
  })

  scene('where the workplace is used on that phone too, each worker minds its own', async () => {
    const person = await phone('has both', 'nl', LAPTOP)
    await keep(person)
    await person.page.goto('/app/')
    await person.page.getByLabel('Inlognaam').waitFor()
    await person.page.evaluate(() => navigator.serviceWorker.ready)
    await eventually('both stand', async () => {
      const kept = await keptBy(person)
      return ['worker /', 'worker /app/', 'schedule-copy'].every(name => kept.includes(name))
    })
    assert.ok(await person.page.evaluate(() => document.documentElement.dataset.build), 'the workplace knows its build')
    await person.page.goto('/mijn?lang=nl')
    await person.page.getByRole('button', { name: 'Uitloggen' }).click()
    await person.page.waitForURL('**/?lang=nl')
    await eventually('the copy is gone', async () => !(await keptBy(person)).includes('schedule-copy'))
    assert.ok((await keptBy(person)).includes('worker /app/'), 'the workplace stays as it was')
  })

  scene('a copy of a day that is over is shown no more', async () => {
    const person = await phone('the day after')
    const { page } = person
    await keep(person)
    await page.evaluate(async () => {
      const cache = await caches.open('schedule-copy')
      const page = await cache.match('/mijn/rooster', { ignoreVary: true })
      const headers = new Headers(page.headers)
      headers.set('x-until', String(Date.now() - 1))
      await cache.put('/mijn/rooster', new Response(await page.text(), { headers }))
    })
    await cut(person, true)
    await assertNotThere(person, '/mijn?lang=nl')
    await cut(person, false)
    await page.goto('/?lang=nl')
    assert.deepEqual(await keptBy(person), [])
  })

  scene('a new card ends the login, and the copy goes when its phone is next online', async () => {
    const person = await phone('has a new card')
    await keep(person)
    const { outcome } = await organiser.command('give_new_card@1', { resident: own.resident })
    assert.equal(outcome, 'applied')
    await person.page.goto('/mijn?lang=nl')
    await person.page.getByText('U bent uitgelogd').waitFor()
    const [said, ...others] = person.complaints.splice(0)
    assert.match(said, /401/, 'the browser notes that the page says so')
    assert.deepEqual(others, [])
    await eventually('nothing is kept', async () => (await keptBy(person)).length === 0)
    await assertNothingToRead(person)
  })

  scene('without a script the slip is said and no button is there', async () => {
    const second = world.server.role('second resident')
    const person = await world.browser.person('no script', world.server.base, NARROW, { script: false })
    await openCard(person, `${second.link}?lang=nl`, second.pin)
    await person.page.getByRole('link', { name: /Mijn rooster zonder internet/ }).click()
    await person.page.getByText(/Vraag een briefje met uw rooster/).first().waitFor()
    assert.equal(await person.page.getByRole('button').count(), 0)
    await assertAccessible(person, 'the schedule by itself, without a script')
  })

  test('nothing complained', () => assertQuiet(world))
})
