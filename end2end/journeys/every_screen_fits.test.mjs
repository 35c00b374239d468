// Every screen at the width of a phone: nothing beside its edge, the places under the thumb, a head that leaves room.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { LAPTOP, PHONE } from '../lib/browser.mjs'
import { pair, pairingCode } from '../lib/hall.mjs'
import { assertAccessible, assertFits, assertQuiet, eventually, stage, story } from '../lib/run.mjs'
import { beginDay, fairPage, openCard, signIn } from '../lib/steps.mjs'

const LANGS = ['nl', 'en', 'ar', 'ti', 'fa', 'tr', 'so', 'uk', 'fr', 'ru', 'es', 'ps', 'fa-AF', 'kmr', 'ckb']
/** One of each script and of each way to write it: their pictures are kept to be looked at. */
const LOOKED_AT = ['ar', 'ti', 'fa', 'ckb', 'ps', 'kmr', 'uk', 'so']
/** One in each direction. */
const READ_BY_AXE = ['nl', 'ar']
/** The narrowest phone that people still have; also a laptop at 400 %. */
const NARROW = { ...PHONE, viewport: { width: 320, height: 640 } }

describe('every screen fits', () => {
  const world = stage()
  const scene = story(world)
  let api, head, unplanned, fair, organiser

  before(async () => {
    const { server, browser } = world
    api = await Api.signedIn(server, server.role('organiser'))
    head = await beginDay(api)
    unplanned = (await api.fairs()).find(one => one.fair !== head.fair)
    fair = await api.pull(`fair:${head.fair}`)
    organiser = await browser.person('organiser', server.base, PHONE, { worker: false })
    await signIn(organiser, server.role('organiser'))
  })

  /** The address of each screen of the workplace, with the words that say that it is there. */
  const screens = () => [
    ['the list of fairs', '/app/', 'Vandaag'],
    ['the fair', `/app/fair/${head.fair}`, head.name],
    ['the day as it is described', `/app/fair/${head.fair}/setup`, 'Dag wijzigen'],
    ['a new day', '/app/new', 'Nieuwe banenmarkt of speeddate'],
    ['an import', `/app/fair/${head.fair}/import`, 'Importeren'],
    ['the form of the desk', `/app/fair/${head.fair}/sign-up`, 'Iemand aanmelden'],
    ['a new card', `/app/fair/${head.fair}/card/${fair.people[0].resident}`, /^Nieuwe kaart voor /],
    ['the console', `/app/session/${head.session}`, /^Ronde \d+ van \d+$|^Wisselen/],
    ['the console before there is a plan', `/app/session/${unplanned.session}`, 'De dag is nog niet begonnen'],
    ['the plan', `/app/session/${head.session}/plan`, 'Plan'],
    ['the page of a plan before there is one', `/app/session/${unplanned.session}/plan`, 'Plan'],
    ['the devices', `/app/session/${head.session}/devices`, 'Apparaten'],
    ['the follow-up', '/app/follow-up', 'Vervolg'],
    ['the questions of residents', '/app-api/questions', 'Vragen van bewoners'],
    ['the second interviews', '/app-api/second-interviews', 'Tweede gesprekken'],
    ['the messages', `/app-api/messages/${head.fair}`, 'Berichten'],
    ['what people should know', `/app-api/practical/${head.fair}`, 'Praktisch'],
    ['the picture of the place', `/app-api/picture/${head.fair}`, 'Foto van de plek'],
    ['the further questions', `/app-api/further/${head.fair}`, 'Verdere vragen'],
    ['what is read aloud', '/app-api/aloud', 'Voorlezen'],
    ['what is read aloud in Arabic', '/app-api/aloud/ar', /^Voorlezen: /],
    ['the logins', '/app/staff', /./],
    ['the texts', '/app/texts', 'Teksten voor deelnemers'],
    ['an invitation without its secret', '/app/invite', 'Kies een wachtwoord'],
    ['an address that leads nowhere', '/app/nowhere', 'Hier is niets'],
  ]

  async function visit({ page }, path, title) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByRole('status', { name: 'Wordt geladen' }).waitFor({ state: 'detached' })
  }

  /** A photo without anybody on it: drawn, and written as a browser does. */
  async function drawn(page, width, height) {
    const url = await page.evaluate(([width, height]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height })
      const pen = canvas.getContext('2d')
      pen.fillStyle = '#88a'
      pen.fillRect(0, 0, width, height)
      pen.fillStyle = '#fc3'
      pen.fillRect(width / 3, height / 3, width / 3, height)
      return canvas.toDataURL('image/jpeg')
    }, [width, height])
    return Buffer.from(url.split(',')[1], 'base64')
  }

  scene('the workplace at 360 and at 320 pixels, in both directions', async () => {
    const { page } = organiser
    const turn = dir => page.evaluate(dir => { document.documentElement.dir = dir }, dir)
    for (const [name, path, title] of screens()) {
      await page.setViewportSize(PHONE.viewport)
      await visit(organiser, path, title)
      // What axe looks at does not depend on the size: once is enough.
      await assertAccessible(organiser, name)
      await turn('rtl')
      await assertFits(organiser, `${name}, from right to left`)
      await page.setViewportSize(NARROW.viewport)
      await assertFits(organiser, `${name} at 320 pixels, from right to left`)
      await turn('ltr')
      await assertFits(organiser, `${name} at 320 pixels`)
    }
  })

  scene('after each step the focus is on the heading of the new screen, and the tab has its name', async () => {
    const { page } = organiser
    await page.setViewportSize(LAPTOP.viewport)
    await visit(organiser, `/app/session/${head.session}`, /^Ronde/)
    const places = page.getByRole('navigation', { name: 'Onderdelen' })
    // Within a program, into another one, and back by the browser's own button.
    for (const [place, heading, title] of [['Apparaten', 'Apparaten', 'Apparaten'], ['Plan', 'Plan', 'Plan'], [head.name, head.name, head.name], ['Vandaag', 'Vandaag', 'Vandaag']]) {
      await places.getByRole('link', { name: place, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: heading }).and(page.locator(':focus')).waitFor()
      await eventually(`the tab is called ${title}`, async () => await page.title() === `${title} · Werkronde`)
    }
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: head.name }).and(page.locator(':focus')).waitFor()
  })

  scene('every part in every state passes axe, and says that this is the demo', async () => {
    const { server, browser } = world
    for (const screen of [PHONE, LAPTOP]) {
      const looker = await browser.person(`parts ${screen.viewport.width}`, server.base, screen)
      await looker.page.goto('/app/parts')
      await looker.page.getByText('This is an example', { exact: false }).waitFor()
      for (const part of ['dialog', 'navigation', 'textbox', 'checkbox', 'radio']) {
        assert.ok(await looker.page.getByRole(part).count() >= 4, `${part} is on each of the four sheets`)
      }
      await assertAccessible(looker, `the parts at ${screen.viewport.width} pixels`)
    }
  })

  scene('before anybody is signed in, the door says that this is the demo', async () => {
    const { server, browser } = world
    const stranger = await browser.person('stranger', server.base, PHONE, { worker: false })
    for (const [path, title] of [['/app/', 'Inloggen'], ['/app/pair', /koppelen/i], ['/app/invite', 'Kies een wachtwoord']]) {
      await stranger.page.goto(path)
      await stranger.page.getByRole('heading', { level: 1, name: title }).waitFor()
      await stranger.page.getByText('Oefenomgeving').waitFor()
      await assertAccessible(stranger, path)
    }
  })

  scene('four places and "Meer" stand under the thumb; the rest opens and closes with the keyboard', async () => {
    const { page } = organiser
    await page.setViewportSize(PHONE.viewport)
    await visit(organiser, `/app/session/${head.session}`, /^Ronde/)
    const places = page.getByRole('navigation', { name: 'Onderdelen' })
    const shown = async () => (await places.getByRole('link').allInnerTexts()).map(words => words.trim())
    // The places of a fair come with the fair, a moment after the console.
    await places.getByRole('link', { name: 'De dag' }).waitFor()
    assert.deepEqual(await shown(), ['Vandaag', 'Banenmarkt', 'Plan', 'De dag'])
    const sideways = await places.evaluate(nav => [nav, ...nav.querySelectorAll('*')].some(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && getComputedStyle(one).display !== 'inline'))
    assert.equal(sideways, false, 'a place is cut off or must be scrolled to')
    const more = places.getByRole('button', { name: 'Meer' })
    await more.focus()
    await page.keyboard.press('Enter')
    await places.getByRole('button', { name: 'Meer', expanded: true }).waitFor()
    assert.deepEqual((await shown()).slice(4), ['Apparaten', 'Vervolg', 'Mijn inlogs'])
    await assertAccessible(organiser, 'the console with all places')
    await organiser.picture('fits-more')
    await page.keyboard.press('Escape')
    await places.getByRole('button', { name: 'Meer', expanded: false }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await places.getByRole('link', { name: 'Apparaten' }).click()
    await page.getByRole('heading', { name: 'Apparaten', level: 1 }).waitFor()
    await places.getByRole('button', { name: 'Meer', expanded: false }).waitFor()
  })

  scene('a long column of the board shows ten, more by a press, and one person by their number', async () => {
    const { page } = organiser
    await visit(organiser, '/app/follow-up', 'Vervolg')
    const column = page.locator('section').filter({ has: page.getByRole('heading', { name: /^Uitgenodigd \d+$/, level: 3 }) }).last()
    const total = Number(/\d+/.exec(await column.getByRole('heading').innerText())[0])
    assert.ok(total > 60, `the plan of the demo day invites many: ${total}`)
    const people = column.getByRole('listitem')
    assert.equal(await people.count(), 10)
    const more = column.getByRole('button', { name: /^Toon er nog 50 ?: Uitgenodigd$/ })
    await more.focus()
    await page.keyboard.press('Enter')
    await column.getByText(`11 tot en met 60 van ${total}`).and(page.locator(':focus')).waitFor()
    assert.equal(await people.count(), 61, 'sixty people and the line that says which are new')
    await assertAccessible(organiser, 'the board with more rows')
    const { plan } = await api.pull(`session:${head.session}`)
    const { resident } = plan.meetings[0]
    const talks = plan.meetings.filter(meeting => meeting.resident === resident).length
    await page.getByLabel('Zoek op nummer of naam').fill(fair.people.find(person => person.resident === resident).name)
    await eventually('only their own talks are left', async () => await people.count() === talks)
  })

  scene('the head of a tablet leaves a phone its sheet', async () => {
    const { server, browser } = world
    const laptop = await browser.person('laptop', server.base, LAPTOP, { worker: false })
    const small = await browser.person('a tablet as small as a phone', server.base, PHONE, { worker: false })
    await signIn(laptop, server.role('organiser'))
    await visit(laptop, `/app/session/${head.session}/devices`, 'Apparaten')
    const employer = fair.employers.find(employer => employer.tables.length > 1)
    await pair(small, await pairingCode(laptop, employer.name, 'Tablet 7'))
    await laptop.page.getByRole('button', { name: /^Goedkeuren/ }).click()
    await small.page.getByRole('main').getByRole('button').first().click()
    const banner = small.page.getByRole('banner')
    await banner.getByRole('timer').or(banner.getByRole('heading', { level: 1 })).first().waitFor()
    const { height } = await banner.boundingBox()
    assert.ok(height <= 0.2 * PHONE.viewport.height, `${height} pixels of ${PHONE.viewport.height}`)
    await assertAccessible(small, 'the tablet at 360 pixels')
    await small.picture('fits-tablet')
    await banner.getByRole('button', { name: 'Meer' }).press('Enter')
    await banner.getByLabel('Mijn tafel').selectOption(`${employer.tables[1].number}`)
    await assertAccessible(small, 'the tablet at 360 pixels with all of its head')
    await small.page.setViewportSize(NARROW.viewport)
    await assertFits(small, 'the tablet at 320 pixels')
  })

  scene('what residents read fits too, in all fifteen languages', async () => {
    const { server, browser } = world
    const phone = await browser.person('resident', server.base, NARROW)
    const { link, pin } = server.role('second resident')
    const seen = async (path, lang) => {
      await phone.page.goto(`${path}?lang=${lang}`)
      assert.equal(await phone.page.getAttribute('html', 'lang'), lang)
      await (READ_BY_AXE.includes(lang) ? assertAccessible : assertFits)(phone, `${path} in ${lang}`)
      const [first, second] = path.slice(1).split('/')
      // A card's door has its secret behind it.
      const name = first === 'mijn' && second ? `${first}-${second}` : first || 'start'
      if (LOOKED_AT.includes(lang)) await phone.picture(`resident-${lang}-${name}`)
    }
    const doors = ['/', await fairPage(server), '/toegankelijkheid', new URL(link, server.base).pathname]
    for (const lang of LANGS) for (const path of doors) await seen(path, lang)
    await openCard(phone, `${link}?lang=nl`, pin)
    for (const lang of LANGS) for (const path of ['/mijn', '/mijn-gegevens', '/mijn/vraag']) await seen(path, lang)
    for (const lang of ['ar', 'ti', 'ckb', 'uk']) {
      await phone.page.goto(`${doors[1]}?lang=${lang}`)
      await assertAccessible(phone, `the form in ${lang}`)
    }
  })

  scene('a question to the matcher is asked, and taken back after "are you sure"', async () => {
    const { server, browser } = world
    const phone = await browser.person('asks', server.base, NARROW, { script: false })
    const { link, pin } = server.role('second resident')
    await openCard(phone, `${link}?lang=nl`, pin)
    await phone.page.goto('/mijn/vraag?lang=ar')
    await phone.page.locator('textarea').fill('هل يمكنني العمل في المساء؟')
    await phone.page.locator('main form button').first().click()
    const back = phone.page.locator('a[href*="/mijn/vraag/"]')
    await back.click()
    await assertAccessible(phone, 'taking a question back (ar)')
    await phone.picture('question-ar-back')
    await phone.page.locator('main form button').click()
    await phone.page.locator('a[href*="/mijn/vraag"]').waitFor()
    assert.equal(await back.count(), 0)
  })

  scene('an instruction that staff put in is heard without a script, and by nobody who does not press it', async () => {
    const { server, browser } = world
    const { page } = organiser
    await page.goto('/app-api/aloud/ar?lang=nl')
    const slot = page.locator('form:has([value="public.fair.name"])')
    // Frames of silence, 64 kbit/s.
    const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x50, 0xc4]), Buffer.alloc(204)])
    const buffer = Buffer.concat(Array(50).fill(frame))
    await slot.locator('[type=file]').setInputFiles({ name: 'naam.mp3', mimeType: 'audio/mpeg', buffer })
    await slot.locator('button').click()
    await page.locator('audio').waitFor()
    await assertAccessible(organiser, 'an instruction that can be heard')
    await organiser.picture('aloud-ar')

    const phone = await browser.person('listens', server.base, NARROW, { script: false })
    const played = []
    phone.page.on('request', request => { if (request.url().includes('/geluid/')) played.push(request.url()) })
    await phone.page.goto(`${await fairPage(server)}?lang=ar`)
    const link = phone.page.locator('a[href^="/geluid/"]')
    assert.equal(await link.count(), 1)
    await assertAccessible(phone, 'a page with something to hear (ar)')
    await phone.picture('listen-ar')
    assert.deepEqual(played, [])
    const answer = await fetch(server.url(await link.getAttribute('href')), { headers: { range: 'bytes=0-1' } })
    assert.equal(answer.status, 206)
    assert.equal(answer.headers.get('content-type'), 'audio/mpeg')
    assert.equal(answer.headers.get('content-range'), `bytes 0-1/${buffer.length}`)
    assert.match(answer.headers.get('cache-control'), /immutable/)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  })

  scene('a picture of the place is put in from a phone, and loaded by who comes to see it and by nobody else', async () => {
    const { server, browser } = world
    const { page } = organiser
    await page.setViewportSize(PHONE.viewport)
    await page.goto(`/app-api/practical/${head.fair}?lang=nl`)
    await page.getByRole('link', { name: 'Foto van de plek' }).click()
    await page.getByRole('button', { name: 'Gebruik deze foto' }).first().click()
    await page.locator('.error-summary').waitFor()
    await assertAccessible(organiser, 'a picture that is not there')
    await assertFits(organiser, 'a picture that is not there')
    await organiser.picture('picture-missing')
    assert.equal(organiser.complaints.length, 1)
    organiser.complaints.splice(0) // the browser itself reports the answer 422
    await page.getByLabel('Het gebouw').check()
    await page.getByLabel('Op de foto is niemand te herkennen').check()
    const photo = await drawn(page, 1600, 1200)
    await page.locator('[type=file]').setInputFiles({ name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: photo })
    await page.getByRole('button', { name: 'Gebruik deze foto' }).first().click()
    const image = page.locator('.place-picture img').first()
    await eventually('the new picture', async () => (await image.getAttribute('alt')).startsWith('Het gebouw, '))
    await organiser.picture('picture-put-in')

    const phone = await browser.person('looks', server.base, NARROW, { script: false })
    const loaded = []
    phone.page.on('request', request => { if (request.url().includes('/foto/')) loaded.push(request.url()) })
    await phone.page.goto(`${await fairPage(server)}?lang=ar`)
    const seen = phone.page.locator('.place-picture img')
    await seen.scrollIntoViewIfNeeded()
    await eventually('the picture is seen', () => seen.evaluate(image => image.naturalWidth === 800))
    await assertAccessible(phone, 'a page with a picture (ar)')
    await assertFits(phone, 'a page with a picture (ar)')
    await phone.picture('place-picture-ar')
    assert.equal(loaded.length, 1)
    const answer = await fetch(loaded[0])
    const body = Buffer.from(await answer.arrayBuffer())
    assert.equal(answer.headers.get('content-type'), 'image/jpeg')
    assert.match(answer.headers.get('cache-control'), /immutable/)
    assert.ok(body.length <= 100_000, `${body.length} bytes`)

    await page.getByText('Haal de foto weg').click()
    await page.getByRole('button', { name: 'Ja, haal hem weg' }).click()
    await page.getByRole('heading', { name: 'Zet een foto neer' }).waitFor()
    assert.equal((await fetch(loaded[0])).status, 404)
  })

  test('nothing complained', () => assertQuiet(world))
})
