// Flyer and poster are one sheet each in every language, and what is scanned or sent leads to the fair in that language.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { LAPTOP, PHONE, TABLET } from '../lib/browser.mjs'
import { assertAccessible, assertQuiet, eventually, stage } from '../lib/run.mjs'
import { fairPage, openSignUp, signIn, speaks } from '../lib/steps.mjs'

const LANGS = ['nl', 'en', 'ar', 'ti', 'fa', 'tr', 'so', 'uk', 'fr', 'ru', 'es', 'ps', 'fa-AF', 'kmr', 'ckb']
const MM = 72 / 25.4

/** How many sheets a PDF has, and how large each is in mm. */
function sheets(pdf) {
  const text = pdf.toString('latin1')
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)]
  assert.equal(boxes.length, [...text.matchAll(/\/Type\s*\/Page\b/g)].length, 'each sheet says how large it is')
  return boxes.map(([, width, height]) => [Math.round(width / MM), Math.round(height / MM)])
}

describe('paper', () => {
  const world = stage()
  let path, fair, organiser

  before(async () => {
    organiser = await Api.signedIn(world.server, world.server.role('organiser'))
    fair = await openSignUp(organiser)
    path = await fairPage(world.server)
  })

  for (const [kind, size] of [['flyer', [148, 210]], ['poster', [210, 297]]]) {
    test(`a ${kind} is one sheet in every language`, async () => {
      const { page } = await world.browser.person(`prints a ${kind}`, world.server.base, LAPTOP)
      for (const lang of LANGS) {
        await page.goto(`${path}/${kind}?lang=${lang}`)
        const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
        assert.deepEqual(sheets(pdf), [size], lang)
      }
    })
  }

  test('who shares finds each language with its own link, on a phone without script', async () => {
    const person = await world.browser.person('shares', world.server.base, PHONE, { script: false })
    await person.page.goto(`${path}?lang=nl`)
    await person.page.getByRole('link', { name: 'Vertel het verder' }).click()
    const links = await person.page.getByRole('link', { name: 'Stuur met WhatsApp' }).evaluateAll(links => links.map(link => link.href))
    assert.equal(links.length, LANGS.length)
    links.forEach((link, n) => {
      const { origin, searchParams } = new URL(link)
      assert.equal(origin, 'https://wa.me')
      assert.ok(searchParams.get('text').endsWith(`${path}?lang=${LANGS[n]}`), searchParams.get('text'))
    })
    await person.page.getByRole('link', { name: 'Poster (A4)' }).nth(2).click()
    await speaks(person, 'ar', 'rtl')
  })

  for (const [what, lang] of [['delen', 'nl'], ['delen', 'ar'], ['flyer', 'nl'], ['flyer', 'fa'], ['poster', 'ti']]) {
    test(`${what} in ${lang} can be read by everybody, and fits a phone`, async () => {
      const person = await world.browser.person(`${what} ${lang}`, world.server.base, PHONE)
      await person.page.goto(`${path}/${what}?lang=${lang}`)
      await assertAccessible(person, `${what} in ${lang}`)
    })
  }

  test('an organiser finds it beside the public page', async () => {
    const person = await world.browser.person('organiser', world.server.base, LAPTOP)
    await signIn(person, world.server.role('organiser'))
    await person.page.goto(`/app/fair/${path.split('/').at(-1)}`)
    const link = person.page.getByRole('link', { name: 'Flyers, posters en berichten' })
    assert.equal(await link.getAttribute('href'), `${path}/delen`)
  })

  test('slips carry each person\'s schedule in their own language, badges their number, all on A4', async () => {
    const { session } = fair
    const plan = randomUUID()
    for (const kind of ['make_plan@1', 'publish_plan@1']) {
      assert.equal((await organiser.command(kind, { session, plan })).outcome, 'applied', kind)
    }
    const person = await world.browser.person('prints for the day', world.server.base, LAPTOP)
    await signIn(person, world.server.role('organiser'))
    const { people } = await organiser.pull(`fair:${fair.fair}`)
    const placed = people.filter(person => person.place === 'placed')
    for (const [kind, piece] of [['slips', '.paper-slip'], ['badges', '.badge']]) {
      await person.page.goto(`/app-api/paper/${session}/${kind}?lang=nl`)
      assert.equal(await person.page.locator(piece).count(), placed.length)
      await assertAccessible(person, kind)
      const printed = sheets(await person.page.pdf({ preferCSSPageSize: true }))
      assert.ok(printed.every(([width, height]) => width === 210 && height === 297), JSON.stringify(printed[0]))
      assert.ok(printed.length < placed.length / 2, `${printed.length} sheets for ${placed.length} people`)
    }
    await person.page.goto(`/app-api/paper/${session}/slips?lang=nl`)
    const arabic = person.page.locator('.paper-slip[lang=ar][dir=rtl]')
    assert.equal(await arabic.count(), placed.filter(person => person.lang === 'ar').length)
    assert.match(await arabic.first().innerText(), /طاولة/)
    assert.doesNotMatch(await person.page.content(), /\/k\/[\w-]{20}/, 'nothing on paper opens anything')
  })

  test('who is to be told what is told one after the other, and only slips come on paper', async () => {
    const person = await world.browser.person('tells', world.server.base, LAPTOP)
    const { page } = person
    await signIn(person, world.server.role('organiser'))
    await page.goto(`/app/fair/${fair.fair}`)
    const to = await page.getByRole('link', { name: 'Berichten aan personen' }).getAttribute('href')
    await page.goto(to)
    await page.getByRole('heading', { name: 'Berichten', level: 1 }).waitFor()
    await assertAccessible(person, 'messages')
    await person.picture('messages')
    const sends = page.getByRole('link', { name: /^Open WhatsApp/ })
    const slips = await page.locator('.slips .paper-slip').count()
    const links = await sends.evaluateAll(links => links.map(link => link.href))
    assert.ok(links.length + slips > 1 && links.length + slips <= 50, `${links.length} and ${slips}`)
    for (const link of links) assert.match(link, /^https:\/\/wa\.me\/\d{9,15}\?text=./)
    const first = page.locator('.paper-slip').first()
    const name = await first.getByRole('heading').innerText()
    await first.getByRole('button', { name: /^Is verteld/ }).press('Enter')
    await page.getByRole('heading', { name: 'Laatst verteld' }).waitFor()
    assert.notEqual(await first.getByRole('heading').innerText(), name, 'the next one comes first')
    await page.getByRole('button', { name: /^Toch niet verteld/ }).first().press('Enter')
    await page.getByRole('heading', { name: 'Laatst verteld' }).waitFor({ state: 'detached' })
    assert.equal(await first.getByRole('heading').innerText(), name)
    await page.emulateMedia({ media: 'print' })
    assert.equal(await sends.first().isVisible(), false, 'what is for the screen stays there')
    assert.equal(await page.locator('.slips .paper-slip').first().isVisible(), slips > 0)
    assert.doesNotMatch(await page.content(), /\/k\/[\w-]{20}/, 'no message opens anything')
  })

  test('who chooses e-mail on a phone without script is sent one by a press, into the folder of the demo', async () => {
    const phone = await world.browser.person('chooses e-mail', world.server.base, PHONE, { script: false })
    await phone.page.goto(`${path}?lang=ar`)
    await phone.page.getByLabel(/Uw voornaam/).fill('Druppel')
    await phone.page.getByRole('radio', { name: /E-mail/ }).check()
    await phone.page.getByLabel(/E-mailadres/).fill('druppel@post.example')
    await assertAccessible(phone, 'the form with e-mail')
    await phone.page.getByLabel(/E-mailadres/).scrollIntoViewIfNeeded()
    await phone.picture('sign-up-by-e-mail')
    await phone.page.getByRole('checkbox', { name: /Ik ben 18 jaar of ouder/ }).check()
    await phone.page.getByRole('button', { name: /Ik doe mee/ }).click()
    await phone.page.getByText(/^\d{5}$/).waitFor({ state: 'attached' })

    // A page holds fifty: the others are told first.
    const { people } = await organiser.pull(`fair:${fair.fair}`)
    for (const { resident, name, place } of people) {
      if (name === 'Druppel' || place !== 'placed') continue
      await organiser.command('mark_told@1', { fair: fair.fair, resident, message: 'confirmation', told: true })
    }
    const staff = await world.browser.person('sends', world.server.base, TABLET)
    const { page } = staff
    await signIn(staff, world.server.role('desk'))
    await page.goto(`/app-api/messages/${fair.fair}?lang=nl`)
    await page.getByRole('heading', { name: 'Per e-mail' }).waitFor()
    await assertAccessible(staff, 'messages with e-mail')
    await staff.picture('messages-by-e-mail')
    assert.doesNotMatch(await page.content(), /druppel@post/, 'staff need no address to press')
    await page.getByRole('button', { name: /^Verstuur e-mail/ }).press('Enter')
    await page.getByText(/· (e-mail is onderweg|per e-mail)/).waitFor()

    const folder = join(world.server.dataDir, 'mail')
    const mail = await eventually('an e-mail in the folder', async () => {
      const [file] = await readdir(folder)
      return file && readFile(join(folder, file), 'utf8')
    })
    assert.match(mail, /^To: druppel@post\.example\r$/m)
    const words = Buffer.from(mail.split('\r\n\r\n')[1], 'base64').toString()
    assert.match(words, /Banenmarkt Zonnedauw/)
    assert.doesNotMatch(words, /\/k\/|\/mijn/, 'no message opens anything')
    // The file is there before the row says so.
    await eventually('an e-mail that went', async () => {
      await page.reload()
      return page.getByText('· per e-mail').isVisible()
    })
  })

  test('names on paper are for staff of the day only', async () => {
    const paper = `/app-api/paper/${fair.session}/slips`
    assert.equal((await new Api(world.server).ask(paper)).status, 404)
    const administrator = await Api.signedIn(world.server, world.server.role('administrator'))
    assert.equal((await administrator.ask(paper)).status, 404)
    assert.equal((await organiser.ask(paper)).headers.get('cache-control'), 'no-store')
  })

  test('nothing complained', () => assertQuiet(world))
})
