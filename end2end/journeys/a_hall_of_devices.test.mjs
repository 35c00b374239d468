// The devices of a hall: how each is doing, two on one card, waking up, a day that ends with work still on a tablet, and a
// new build that comes in the middle of the day.
import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { LAPTOP, TABLET } from '../lib/browser.mjs'
import { begins, firstTalk, keptForOffline, paired, sheetOf } from '../lib/device.mjs'
import { onwardTo, score, sitDownAt, waitSaved } from '../lib/hall.mjs'
import { assertAccessible, assertQuiet, eventually, stage, story } from '../lib/run.mjs'
import { root } from '../lib/server.mjs'
import { beginDay, signIn } from '../lib/steps.mjs'

describe('a hall of devices', { timeout: 900_000 }, () => {
  const world = stage()
  const scene = story(world)
  let api, head, talk, organiser, tablet, second, nextSite

  before(async () => {
    const { server, browser } = world
    api = await Api.signedIn(server, server.role('organiser'))
    head = await beginDay(api)
    talk = await firstTalk(api, head)
    organiser = await browser.person('organiser', server.base, LAPTOP)
    tablet = await browser.person('tablet', server.base, TABLET)
    second = await browser.person('second tablet', server.base, TABLET)
    await signIn(organiser, server.role('organiser'))
    await paired(api, tablet, head, talk, 'Tablet 7')
    await paired(api, second, head, talk, 'Tablet 8')
    await begins(tablet, talk)
    await begins(second, talk)
    await organiser.page.goto(`/app/session/${head.session}/devices`)
  })
  after(() => nextSite && rm(nextSite, { recursive: true, force: true }))

  const line = name => organiser.page.getByRole('listitem').filter({ hasText: name })

  scene('the organiser sees of each device that it is on, what waits on it, and an old build', async () => {
    await line('Tablet 7').getByText('aan', { exact: true }).waitFor()
    await tablet.page.route('**/app-api/push', route => route.abort())
    tablet.serverIsAway = true
    await score(tablet, 'Motivatie', 'wil dit werk')
    await score(tablet, 'Reis', 'lukt goed')
    await line('Tablet 7').getByText('2 nog niet verstuurd').waitFor({ timeout: 40_000 })
    await tablet.page.evaluate(() => { document.documentElement.dataset.build = '0ld' })
    await line('Tablet 7').getByText('oude versie').waitFor({ timeout: 60_000 })
    assert.equal(await line('Tablet 8').getByText(/nog niet verstuurd|oude versie/).count(), 0)
    await assertAccessible(organiser, 'the devices')
    await organiser.picture('devices')
  })

  scene('what the server refuses a tablet is on the organiser’s screen: what, when, whose and why', async () => {
    const id = '0197a000-0000-7000-8000-000000000001'
    const bad = { commands: [{ id, made_at_ms: 0, kind: 'open_sign_up@1', args: { fair: head.fair } }] }
    const answer = await second.context.request.post('/app-api/push', { data: bad, headers: { origin: world.server.base } })
    assert.deepEqual((await answer.json()).answers[0].outcome, { rejected: 'not_found' })
    const refused = organiser.page.getByRole('listitem').filter({ hasText: /^Tablet 8 · aanmelden openen, \d\d\.\d\d/ })
    await refused.waitFor({ timeout: 60_000 })
    assert.match(await refused.innerText(), /Dit bestaat niet, of u mag dit niet\./)
  })

  scene('in the last round the console names the tablet that still holds work, until it does not', async () => {
    const { rounds } = await api.pull(`session:${head.session}`)
    await organiser.page.goto(`/app/session/${head.session}`)
    await organiser.page.getByRole('heading', { level: 1, name: /^Ronde 1 van/ }).waitFor()
    assert.equal(await organiser.page.getByText(/staat nog werk$/).count(), 0, 'not before the day ends')
    await onwardTo(organiser, rounds.length)
    await organiser.page.getByText('Op 1 tablet staat nog werk').waitFor()
    await organiser.page.getByText('Tablet 7: 2 nog niet verstuurd').waitFor()
    await assertAccessible(organiser, 'the console at the end of a day')
    await organiser.picture('devices-end')
    await tablet.page.unroute('**/app-api/push')
    await tablet.page.evaluate(() => dispatchEvent(new Event('online')))
    await waitSaved(tablet)
    await organiser.page.getByText(/staat nog werk$/).waitFor({ state: 'hidden', timeout: 60_000 })
    tablet.serverIsAway = false
  })

  scene('two tablets on one card warn and hold up nobody; both words stand on both, and before the matcher', async () => {
    await reopened(tablet)
    await reopened(second)
    await score(second, 'Motivatie', 'weet nog niet')
    await waitSaved(second)
    for (const one of [tablet, second]) {
      await one.page.getByText('Op meer dan één tablet ingevuld').waitFor()
      await one.page.getByText('Motivatie: wil dit werk').waitFor()
      await one.page.getByText('Motivatie: weet nog niet').waitFor()
    }
    // Both end the sheet without having seen the other.
    await second.context.setOffline(true)
    second.serverIsAway = true
    await ends(second, 'Nee', 'Niets afgesproken')
    await ends(tablet, 'Misschien', 'Matcher belt ons')
    await waitSaved(tablet)
    await second.context.setOffline(false)
    await waitSaved(second)
    second.serverIsAway = false
    for (const one of [tablet, second]) {
      await reopened(one)
      await one.page.getByRole('listitem').filter({ hasText: /Tablet 7, .*Misschien · Motivatie: wil dit werk$/s }).waitFor()
      await one.page.getByRole('listitem').filter({ hasText: /Tablet 8, .*Nee · Motivatie: weet nog niet$/s }).waitFor()
    }
    await assertAccessible(tablet, 'a card that two tablets wrote on')
    await tablet.picture('devices-two-hands')
    const sheets = await sheetOf(api, talk)
    assert.deepEqual(sheets.map(({ verdict }) => verdict), ['maybe'], 'the first stands')
    assert.deepEqual(sheets[0].hands.map(({ device, verdict }) => [device, verdict]).sort(), [['Tablet 7', 'maybe'], ['Tablet 8', 'no']])
    await organiser.page.goto('/app/follow-up')
    await organiser.page.getByText(/Tablet 8, \d\d\.\d\d: Nee/).waitFor()
    await organiser.picture('devices-follow-up')
  })

  /** Opens the card of the talk again, whatever the clock says. */
  async function reopened({ page }) {
    const card = page.getByRole('heading', { name: talk.name, level: 2 })
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    if (await card.isVisible()) return
    const open = page.getByRole('button', { name: new RegExp(`^Openen ?: ${talk.name}$`) }).first()
    if (!await open.isVisible()) await page.getByText('Alle gesprekken aan deze tafel').click()
    await open.click()
    await card.waitFor()
  }

  async function ends({ page }, verdict, step) {
    await page.getByLabel('Sterk punt').fill(`Rustig (${verdict})`)
    await page.getByRole('group', { name: 'Wilt u verder met deze persoon?' }).getByRole('radio', { name: verdict, exact: true }).check()
    await page.getByRole('group', { name: 'Wat nu?' }).getByRole('radio', { name: step, exact: true }).check()
    const vacancies = page.getByRole('group', { name: 'Voor welke vacature?' })
    if (await vacancies.count()) await vacancies.getByRole('radio').first().check()
    await page.getByRole('button', { name: /^(Gesprek afronden|Verandering bewaren)$/ }).click()
    await page.getByRole('heading', { name: talk.name, level: 2 }).waitFor({ state: 'hidden' })
  }

  scene('a tablet that wakes has caught up within moments, without being asked', async () => {
    const { page } = tablet
    await reopened(tablet)
    await tablet.context.setOffline(true)
    tablet.serverIsAway = true
    await reopened(second)
    await score(second, 'Motivatie', 'wil proberen')
    await waitSaved(second)
    let asked = 0
    page.on('request', request => { asked += Number(request.url().includes('/app-api/pull')) })
    assert.equal(await page.getByText('Motivatie: wil proberen').count(), 0)
    const from = Date.now()
    // The browser tells its page that the line is back; waking is the same call.
    await tablet.context.setOffline(false)
    await page.getByText('Motivatie: wil proberen').waitFor({ timeout: 10_000 })
    console.log(`a woken tablet had caught up after ${Date.now() - from} ms, with ${asked} pulls`)
    assert.ok(asked <= 6, `${asked} pulls`)
    tablet.serverIsAway = false
  })

  scene('a new build takes over at a quiet moment, and never while something that was typed stands in a field', async () => {
    const { server, browser } = world
    const { page } = tablet
    await keptForOffline(tablet, 'hall')
    nextSite = await mkdtemp(join(tmpdir(), 'werkronde-site-'))
    await cp(join(root, 'target/site'), nextSite, { recursive: true })
    const build = (await readFile(join(nextSite, 'version'), 'utf8')).trim()
    const newer = 'feedfeedfeed'
    const shell = join(nextSite, 'app.html')
    await writeFile(shell, (await readFile(shell, 'utf8')).replaceAll(build, newer))
    await writeFile(join(nextSite, 'version'), newer)
    for (const old of ['app.html.br', 'app.html.gz']) await rm(join(nextSite, old), { force: true })

    await reopened(tablet)
    await page.getByText('Notitie', { exact: true }).click()
    const note = page.getByLabel('Notitie voor uw bedrijf')
    await note.fill('Half getypt')
    await page.evaluate(() => { globalThis.samePage = true })
    for (const person of browser.people) person.serverIsAway = true
    await server.kill()
    server.args.push('--site-dir', nextSite)
    await server.restart()
    await waitSaved(tablet)
    // As if the tablet had been laid aside: only what is typed speaks against it now.
    await page.evaluate(() => {
      document.dispatchEvent(new Event('visibilitychange'))
      Object.defineProperty(document, 'hidden', { get: () => true })
    })
    await eventually('the new build waits', () => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)))
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.waitForTimeout(11_000)
    assert.ok(await page.evaluate(() => globalThis.samePage), 'the page was loaded anew under what was being typed')
    assert.equal(await note.inputValue(), 'Half getypt')
    await note.fill('')
    await eventually('the new build took over', () => page.evaluate(() => document.documentElement.dataset.build === 'feedfeedfeed' && !globalThis.samePage))
    await reopened(tablet)
    assert.ok(await page.getByRole('group', { name: 'Reis' }).getByRole('radio', { name: 'lukt goed', exact: true }).isChecked(), 'what was written shows again')
    for (const person of browser.people) person.serverIsAway = false
  })

  test('nothing complained', () => assertQuiet(world))
})
