// What was tapped is never lost: on every entry of the workplace, with two tabs, by file when the network is dead, on a
// device that was switched off; and a device that can keep nothing says so before someone relies on it.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { LAPTOP, TABLET } from '../lib/browser.mjs'
import { begins, firstTalk, keptForOffline, paired, sheetOf, stored } from '../lib/device.mjs'
import { isScored, score, waitSaved } from '../lib/hall.mjs'
import { assertAccessible, assertQuiet, eventually, stage, story } from '../lib/run.mjs'
import { FAIR, beginDay, signIn } from '../lib/steps.mjs'

const HERE = { one: 'offline: 1 bewaard op dit apparaat', two: 'offline: 2 bewaard op dit apparaat' }
const YES = ['Motivatie', 'wil dit werk']

describe('kept on the device', { timeout: 900_000 }, () => {
  const world = stage()
  const scene = story(world)
  let api, head, other, talk, organiser, tablet, device

  before(async () => {
    const { server, browser } = world
    api = await Api.signedIn(server, server.role('organiser'))
    other = (await api.fairs()).find(one => one.name !== FAIR)
    head = await beginDay(api)
    talk = await firstTalk(api, head)
    organiser = await browser.person('organiser', server.base, LAPTOP)
    tablet = await browser.person('tablet', server.base, TABLET)
    await signIn(organiser, server.role('organiser'))
    await keptForOffline(organiser, 'office')
  })

  async function whileTheServerIsAway(play) {
    const { server, browser } = world
    for (const person of browser.people) person.serverIsAway = true
    await server.kill()
    await play()
    await server.restart()
    await eventually('the server is back', async () => (await api.ask('/app-api/me')).ok)
  }

  /** The page is closed as a browser closes it that needs the memory: nobody is asked. */
  async function closedAndOpenedAgain(person, path) {
    await person.page.close({ runBeforeUnload: false })
    person.open(await person.context.newPage())
    await person.page.goto(path)
  }

  const entries = () => [
    ['office', `/app/fair/${other.fair}`, other.name, closeSignUp, async before => (await api.fairs()).find(one => one.fair === other.fair).state !== before, async () => (await api.fairs()).find(one => one.fair === other.fair).state],
    ['day', `/app/session/${head.session}`, /^Ronde 1 van/, page => page.getByRole('button', { name: /^Is er ?:/ }).first().click(), async before => (await present()) > before, () => present()],
    ['prepare', `/app/fair/${other.fair}/interpreter`, /Tolk/, bringInterpreter, async before => (await interpreters()) > before, () => interpreters()],
  ]
  const present = async () => (await api.pull(`session:${head.session}`)).people.filter(person => person.attendance === 'present').length
  const interpreters = async () => (await api.pull(`fair:${other.fair}`)).interpreters.length

  async function closeSignUp(page) {
    await page.getByRole('button', { name: 'Aanmelden sluiten' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sluiten' }).click()
  }

  async function bringInterpreter(page) {
    await page.getByLabel('Naam van de tolk').fill('Zonnesteen')
    await page.getByText('Talen van de tolk: Nederlands').click()
    await page.getByRole('checkbox', { name: 'English' }).check()
    await page.getByRole('button', { name: 'Tolk bewaren' }).click()
  }

  scene('every staff entry keeps its unsent work when the page is closed, and sends it from the next page', async () => {
    for (const [entry, path, title, act, arrived, now] of entries()) {
      const { page } = organiser
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      await waitSaved(organiser)
      const before = await now()
      await whileTheServerIsAway(async () => {
        await act(page)
        await waitSaved(organiser, HERE.one)
        assert.deepEqual((await stored(organiser)).rows.length, 1, `${entry}: it lies on the device`)
        await organiser.picture(`kept-${entry}`)
        await page.close({ runBeforeUnload: false })
      })
      organiser.open(await organiser.context.newPage())
      await organiser.page.goto(path)
      await eventually(`${entry}: what was tapped arrives from the next page`, () => arrived(before))
      await waitSaved(organiser)
      assert.deepEqual((await stored(organiser)).rows, [], `${entry}: nothing waits any more`)
    }
  })

  scene('the console starts without a network, and says that it is old', async () => {
    await organiser.page.goto(`/app/session/${head.session}`)
    await organiser.page.getByRole('heading', { level: 1, name: /^Ronde 1 van/ }).waitFor()
    await keptForOffline(organiser, 'day')
    await whileTheServerIsAway(async () => {
      await closedAndOpenedAgain(organiser, `/app/session/${head.session}`)
      await organiser.page.getByRole('heading', { level: 1, name: /^Ronde 1 van/ }).waitFor()
      await organiser.page.getByText(/^Geen verbinding\. De tijd loopt gewoon door/).waitFor()
      await organiser.page.getByText('De klok is nog niet vergeleken met de server.').waitFor()
      await organiser.picture('kept-console-offline')
    })
    await waitSaved(organiser)
    await organiser.page.getByText('De klok is nog niet vergeleken met de server.').waitFor({ state: 'hidden' })
  })

  scene('two tabs of one tablet write on one sheet, and each tap arrives once', async () => {
    device = await paired(api, tablet, head, talk, 'Tablet 7')
    await begins(tablet, talk)
    await keptForOffline(tablet, 'hall')
    const second = { ...tablet, page: await tablet.context.newPage() }
    await second.page.goto('/app/hall')
    await second.page.getByRole('heading', { name: talk.name, level: 2 }).waitFor()
    await tablet.context.setOffline(true)
    tablet.serverIsAway = true
    await score(tablet, ...YES)
    await score(second, 'Ervaring', 'zelfde werk')
    await score(tablet, 'Reis', 'lukt goed')
    await score(second, 'Beschikbaar', 'past helemaal')
    assert.equal((await stored(tablet)).rows.length, 4, 'one outbox for both')
    assert.equal((await stored(tablet)).ends.filter(of => of.startsWith('tablet:')).length, 1, 'one log for both')
    await tablet.context.setOffline(false)
    for (const tab of [tablet, second]) await waitSaved(tab)
    const [sheet] = await sheetOf(api, talk)
    assert.equal(sheet.scores.length, 4)
    assert.deepEqual((await stored(tablet)).rows, [])
    assert.equal((await stored(tablet)).archive.length, 5, 'each answered once, the name included')
    for (const tab of [tablet, second]) assert.ok(await isScored(tab, 'Beschikbaar', 'past helemaal'))
    await second.page.close()
    tablet.serverIsAway = false
  })

  scene('a tablet whose network stays away makes a file, and the organiser loads it: twice is once', async () => {
    const { page } = tablet
    await tablet.context.setOffline(true)
    tablet.serverIsAway = true
    await score(tablet, 'Motivatie', 'wil dit en weet waarom')
    await score(tablet, 'Taal voor dit werk', 'alles')
    await waitSaved(tablet, HERE.two)
    await page.getByText('Nog 2 niet verstuurd. En als het netwerk wegblijft?').click()
    const asked = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Bestand maken' }).click()
    const download = await asked
    await page.getByText('2 invoeren zitten in het bestand.').waitFor()
    await assertAccessible(tablet, 'a tablet without a network')
    await tablet.picture('kept-file')
    assert.equal(download.suggestedFilename(), 'werkronde-niet-verstuurd.werkronde', 'nobody is named')
    const bytes = await readFile(await download.path())
    for (const secret of ['score_criterion', talk.resident, talk.name]) {
      assert.equal(bytes.includes(secret), false, 'who finds the file reads nothing')
    }
    const desk = organiser.page
    await desk.goto(`/app/session/${head.session}/devices`)
    await desk.getByText('Bestand laden').click()
    for (const _ of ['once', 'twice']) {
      await desk.getByLabel('Bestand', { exact: true }).setInputFiles({ name: 'x.werkronde', mimeType: 'application/octet-stream', buffer: bytes })
      await desk.getByRole('button', { name: 'Laden', exact: true }).click()
      await desk.getByText('2 invoeren staan bij de server.').waitFor()
      const [sheet, more] = await sheetOf(api, talk)
      assert.equal(more, undefined)
      assert.deepEqual(sheet.scores.find(([of]) => of === 'motivation'), ['motivation', 4])
      assert.equal(sheet.scores.length, 5)
    }
    await assertAccessible(organiser, 'the devices with a loaded file')
    await organiser.picture('kept-loaded')
    await desk.getByLabel('Bestand', { exact: true }).setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('naam;kamer') })
    await desk.getByRole('button', { name: 'Laden', exact: true }).click()
    await desk.getByText('Deze server kan dit bestand niet openen.').waitFor()
    organiser.complaints.splice(0) // the browser itself reports that this call was refused
    await tablet.context.setOffline(false)
    await waitSaved(tablet)
    assert.deepEqual((await stored(tablet)).rows, [], 'the device sends the same, and the server knows it')
    tablet.serverIsAway = false
  })

  scene('what was refused is in the tray: what, when and why; as a file; and thrown away only after a question', async () => {
    const { page } = tablet
    const refuse = route => {
      const { commands } = route.request().postDataJSON()
      const answers = commands.map(({ id }) => ({ id, outcome: { rejected: 'outdated' } }))
      return route.fulfill({ json: { incarnation: '00000000-0000-4000-8000-000000000000', log: 'fits', answers } })
    }
    await page.route('**/app-api/push', refuse)
    await score(tablet, 'Reis', 'lukt, kost tijd')
    await page.getByText(/^score, \d\d\.\d\d$/).waitFor()
    await page.unroute('**/app-api/push', refuse)
    await page.getByText('Als tekst, om te kopiëren').click()
    const asked = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Als bestand bewaren' }).click()
    const text = await readFile(await (await asked).path(), 'utf8')
    assert.match(text, /\[score_criterion@1\]/)
    await page.getByRole('button', { name: 'Weggooien' }).click()
    const question = page.getByRole('dialog', { name: 'Deze invoer weggooien?' })
    await assertAccessible(tablet, 'the question before something is thrown away')
    await tablet.picture('kept-discard')
    await question.getByRole('button', { name: 'Laten staan' }).click()
    await page.getByText('Dit is niet gelukt').waitFor()
    assert.equal((await stored(tablet)).refused.length, 1)
    await page.getByRole('button', { name: 'Weggooien' }).click()
    await question.getByRole('button', { name: 'Nu weggooien' }).click()
    await page.getByText('Dit is niet gelukt').waitFor({ state: 'hidden' })
    await eventually('the tray is empty on the device too', async () => (await stored(tablet)).refused.length === 0)
    await waitSaved(tablet)
  })

  scene('a device that was switched off says so and has nothing of the day left but what was not acknowledged', async () => {
    const { page } = tablet
    assert.ok((await stored(tablet)).texts.length > 0, 'the day lies on the device')
    await page.route('**/app-api/push', route => route.abort())
    tablet.serverIsAway = true
    await score(tablet, 'Ervaring', 'geen')
    await eventually('it lies on the device', async () => (await stored(tablet)).rows.length === 1)
    const { archive } = await stored(tablet)
    await api.command('revoke_device@1', { device })
    await page.getByText('Dit apparaat is uitgelogd').waitFor()
    await page.getByText('1 invoer is nog niet verstuurd en blijft hier bewaard.').waitFor()
    assert.equal(await page.getByText(talk.name).count(), 0)
    await assertAccessible(tablet, 'a device that was switched off')
    await tablet.picture('kept-revoked')
    await eventually('only what was not acknowledged, and what the server sealed, is left', async () => {
      const left = await stored(tablet)
      return left.texts.length === 0 && left.rows.length === 1 && left.archive.length === archive.length
    })
    await page.unroute('**/app-api/push')
    await page.reload()
    await page.getByText('Dit apparaat is uitgelogd').waitFor()
    // Paired again at the same tables it goes on with what it kept.
    await paired(api, tablet, head, talk, 'Tablet 7b')
    await begins(tablet, talk)
    await waitSaved(tablet)
    const sheets = await sheetOf(api, talk)
    assert.ok(sheets.some(({ scores }) => scores.some(([of, steps]) => of === 'experience' && steps === 1)))
    tablet.serverIsAway = false
    tablet.complaints.splice(0) // the browser itself reports that calls were refused
  })

  scene('who signs out while the server is away is told that it has not heard yet, and later it hears', async () => {
    const { server, browser } = world
    const desk = await browser.person('desk', server.base, LAPTOP, { worker: false })
    const { page } = desk
    const me = () => page.evaluate(async () => (await fetch('/app-api/me')).json())
    await signIn(desk, server.role('desk'))
    await whileTheServerIsAway(async () => {
      await page.getByRole('button', { name: 'Uitloggen' }).click()
      await page.getByRole('heading', { level: 1, name: 'Inloggen' }).waitFor()
      await page.getByText('maar de server weet het nog niet').waitFor()
      assert.deepEqual((await stored(desk)).texts, [], 'nothing of theirs lies on the device')
      await assertAccessible(desk, 'the sign-in while a sign-out is owed')
    })
    await page.getByText('maar de server weet het nog niet').waitFor({ state: 'hidden' })
    assert.equal(await me(), null)

    // Somebody else signs in, in another tab: the open one shows nothing of the one before.
    await signIn(desk, server.role('desk'))
    await page.getByText('Bosje Balpen').first().waitFor()
    const { login_name, password } = server.role('matcher')
    await page.evaluate(typed => fetch('/app-api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(typed) }), { login_name, password })
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await page.getByText('Kaatje Knoop').first().waitFor()
    assert.equal(await page.getByText('Bosje Balpen').count(), 0)
  })

  scene('a browser that keeps nothing, and one that is full, say so before the first tap', async () => {
    const { server, browser } = world
    const forgetful = await browser.person('forgetful tablet', server.base, TABLET)
    await forgetful.context.addInitScript(() => { indexedDB.open = () => { throw new DOMException('no', 'InvalidStateError') } })
    await forgetful.page.goto('/app/pair')
    await forgetful.page.getByText('Dit apparaat kan niets bewaren').waitFor()
    await assertAccessible(forgetful, 'a tablet that keeps nothing')
    await forgetful.picture('kept-nothing')

    const full = await browser.person('full tablet', server.base, TABLET)
    const chromium = await full.context.newCDPSession(full.page)
    // Room for an empty database, and for no day's work.
    await chromium.send('Storage.overrideQuotaForOrigin', { origin: server.base, quotaSize: 300_000 })
    await full.page.goto('/app/pair')
    await full.page.getByText('Dit apparaat kan niets bewaren').waitFor()
  })

  test('nothing complained', () => assertQuiet(world))
})
