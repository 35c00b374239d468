// What must not go through: each gets a sentence in the person's language, nothing is stored, nothing is told.
import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { LAPTOP, PHONE, TABLET } from '../lib/browser.mjs'
import { assertAccessible, assertQuiet, stage } from '../lib/run.mjs'
import { root, werkronde } from '../lib/server.mjs'
import { blankForm, fairPage, openCard, openSignUp, signIn, signUp } from '../lib/steps.mjs'

const broken = join(root, 'demo/broken')

function kindOf(file) {
  if (file.includes('aanmeldingen')) return 'sign_ups'
  return file.includes('werkgevers') ? 'employers' : 'residents'
}

/** What expected.csv says of each broken file: "line column mistake". */
async function expectedMistakes() {
  const lines = (await readFile(join(broken, 'expected.csv'), 'utf8')).trim().split(/\r?\n/).slice(1)
  const files = new Map()
  for (const [file, row, column, reason] of lines.map(line => line.split(','))) {
    files.set(file, [...files.get(file) ?? [], `${row} ${column} ${reason}`])
  }
  return files
}

describe('bad input', () => {
  const world = stage()
  let organiser, fair, path
  const preview = (kind, body) => organiser.ask(`/app-api/import/${fair.fair}/${kind}`, { method: 'POST', body })
  const stored = async () => JSON.stringify(await organiser.pull(`fair:${fair.fair}`))

  before(async () => {
    organiser = await Api.signedIn(world.server, world.server.role('organiser'))
    fair = await openSignUp(organiser)
    path = await fairPage(world.server)
  })

  describe('files', () => {
    test('each bad row and column of a broken file is named, and nothing is stored', async () => {
      const as_it_was = await stored()
      const files = await expectedMistakes()
      const onDisk = (await readdir(broken)).filter(file => file !== 'expected.csv')
      assert.deepEqual([...files.keys()].sort(), onDisk.sort())
      for (const [file, expected] of files) {
        const answer = await preview(kindOf(file), await readFile(join(broken, file)))
        assert.equal(answer.status, 200, file)
        const { mistakes, import: id } = await answer.json()
        assert.deepEqual(mistakes.map(({ row, column, reason }) => `${row} ${column} ${reason}`).sort(), expected.sort(), file)
        const { outcome } = await organiser.command('confirm_import@1', { import: id })
        assert.deepEqual(outcome, { rejected: 'import_not_ready' }, file)
      }
      assert.equal(await stored(), as_it_was)
    })

    test('a file that is too large is refused, by the server and with a sentence on the screen', async () => {
      const cutOff = error => {
        // The server may hang up before all of it is sent: that is a refusal too.
        assert.match(`${error.cause}`, /ECONNRESET|EPIPE|other side closed/)
        return { status: 413 }
      }
      assert.equal((await preview('residents', 'x'.repeat(10_000_000)).catch(cutOff)).status, 413)
      const { server, browser } = world
      const person = await browser.person('organiser with a large file', server.base, LAPTOP, { worker: false })
      await signIn(person, server.role('organiser'))
      await person.page.goto(`/app/fair/${fair.fair}/import`)
      await person.page.getByLabel(/^Bestand/).setInputFiles({ name: 'groot.csv', mimeType: 'text/csv', buffer: Buffer.alloc(10_000_000, 'x') })
      await person.page.getByRole('button', { name: 'Bestand controleren' }).click()
      await person.page.locator('.error', { hasText: 'Dit bestand is te groot.' }).waitFor()
      person.complaints.splice(0) // the browser itself reports the refusal
    })

    test('the screen shows row, column and reason, and offers nothing to confirm', async () => {
      const { server, browser } = world
      const person = await browser.person('organiser with a broken file', server.base, LAPTOP, { worker: false })
      await signIn(person, server.role('organiser'))
      const { page } = person
      await page.goto(`/app/fair/${fair.fair}/import`)
      await page.getByRole('radio', { name: /Deelnemers/ }).check()
      await page.getByLabel(/^Bestand/).setInputFiles(join(broken, 'formula-cells.csv'))
      await page.getByRole('button', { name: 'Bestand controleren' }).click()
      const row = page.getByRole('row').filter({ hasText: 'rij 3' }).filter({ hasText: 'roepnaam' })
      await row.filter({ hasText: 'Dit is een formule.' }).waitFor()
      await page.getByText('Er is nog niets geschreven').waitFor()
      assert.equal(await page.getByRole('button', { name: 'Nu importeren' }).count(), 0)
      await assertAccessible(person, 'the import with mistakes')
    })

    test('the demo files read again change nothing', async () => {
      const files = { employers: 'werkgevers.csv', residents: 'bewoners.csv', sign_ups: 'aanmeldingen.csv', interpreters: 'tolken.csv' }
      for (const [kind, file] of Object.entries(files)) {
        const answer = await preview(kind, await readFile(join(root, 'demo', file)))
        const { mistakes, new: fresh, changed, same } = await answer.json()
        assert.deepEqual({ mistakes, fresh, changed }, { mistakes: [], fresh: 0, changed: 0 }, file)
        assert.ok(same > 0, file)
      }
    })
  })

  describe('at the door', () => {
    test('a wrong PIN says how many tries are left, then closes the card, in the language of the person', async () => {
      const someone = new Api(world.server)
      const { card, pin } = await signUp(someone, path, { name: 'Paraplu' })
      const stranger = new Api(world.server)
      const wrong = pin === '00000' ? '00001' : '00000'
      const first = await stranger.form(`${card}?lang=en`, { pin: wrong })
      assert.equal(first.status, 422)
      const sentence = await first.text()
      assert.match(sentence, /lang="en"/)
      assert.doesNotMatch(sentence, /Paraplu/, 'the door tells no name')
      let last
      for (let tries = 0; tries < 10; tries += 1) last = await stranger.form(`${card}?lang=nl`, { pin: wrong })
      assert.match(await last.text(), /Deze kaart is dicht/)
      const right = await stranger.form(`${card}?lang=nl`, { pin })
      assert.match(await right.text(), /Deze kaart is dicht/, 'a closed card opens for the right PIN neither')
      assert.equal(stranger.cookies.size, stranger.cookies.has('wr_lang') ? 1 : 0)
    })

    test("someone else's link opens nothing, nor does a made-up one", async () => {
      const [one, other] = [new Api(world.server), new Api(world.server)]
      const mine = await signUp(one, path, { name: 'Vlieger' })
      const theirs = await signUp(other, path, { name: 'Kandelaar' })
      const tried = await one.form(theirs.card, { pin: mine.pin === theirs.pin ? '99999' : mine.pin })
      assert.equal(tried.status, 422)
      assert.doesNotMatch(await tried.text(), /Kandelaar/)
      const changed = theirs.card.slice(0, -1) + (theirs.card.endsWith('A') ? 'B' : 'A')
      assert.match(await (await one.ask(`${changed}?lang=nl`)).text(), /Deze link werkt niet meer/)
      const withdraw = /\/mijn\/afmelden\/[\w-]+/.exec(await (await other.ask('/mijn')).text())[0]
      const own = await other.ask(withdraw)
      assert.equal(own.status, 200)
      const notTheirs = await one.ask(`${withdraw}?lang=nl`)
      assert.equal(notTheirs.status, 404)
      assert.doesNotMatch(await notTheirs.text(), /Kandelaar/)
      assert.equal((await one.form(withdraw, { key: crypto.randomUUID() })).status, 404)
      assert.match(await (await other.ask('/mijn?lang=nl')).text(), /Kandelaar/, 'still signed up')
    })

    test('a pairing code works once, and a replaced or made-up one not at all', async () => {
      const { server, browser } = world
      const open = async device => (await organiser.command('open_pairing@1', { session: fair.session, device, employer: null, name: 'Scherm' })).shown.pairing_code
      const device = crypto.randomUUID()
      const replaced = await open(device)
      const code = await open(device)
      const person = await browser.person('tablet with an old code', server.base, TABLET)
      for (const wrong of [replaced, 'AAAA-AAAA']) {
        await person.page.goto('/app/pair')
        await person.page.getByRole('textbox').fill(wrong)
        await person.page.getByRole('main').getByRole('button', { name: /[Kk]oppel/ }).click()
        await person.page.getByText('Deze code klopt niet of is verlopen.').first().waitFor()
      }
      person.complaints.splice(0) // the browser itself reports the two refusals
      const once = new Api(server)
      assert.equal((await once.post('/app-api/pair', { code })).status, 204)
      const twice = await new Api(server).post('/app-api/pair', { code })
      assert.deepEqual([twice.status, await twice.json()], [401, { error: 'wrong_code' }])
    })

    test('a wrong password says nothing about who exists, and guessing is slowed down', async () => {
      const { login_name } = world.server.role('organiser')
      const guess = name => new Api(world.server).post('/app-api/sign-in', { login_name: name, password: 'geraden wachtwoord' })
      const [known, unknown] = [await guess(login_name), await guess('niemand')]
      assert.deepEqual([known.status, await known.json()], [unknown.status, await unknown.json()])
      const answers = []
      for (let tries = 0; tries < 12; tries += 1) answers.push((await guess('iemand-anders')).status)
      assert.ok(answers.includes(429), `${answers}`)
      assert.notEqual((await guess(login_name)).status, 429, 'another name is not held back')
    })
  })

  describe('forms', () => {
    test('an empty form comes back with a sentence at each field and all that was typed', async () => {
      const person = await world.browser.person('phone with an empty form', world.server.base, PHONE, { script: false })
      const { page } = person
      await page.goto(`${path}?lang=nl`)
      await page.getByLabel('Uw voornaam').fill('Regenjas')
      await page.getByRole('button', { name: /Ik doe mee|Zet mij op de reservelijst/ }).click()
      await page.getByRole('alert').getByText('Kies hoe wij u kunnen bereiken.').waitFor()
      await page.getByRole('alert').getByText('U kunt alleen meedoen als u 18 jaar of ouder bent.').waitFor()
      assert.equal(await page.getByLabel('Uw voornaam').inputValue(), 'Regenjas')
      await assertAccessible(person, 'the form with mistakes')
      person.complaints.splice(0) // the browser itself reports the answer 422
    })

    test('the desk signs someone up: sentences for staff about what is missing, then a card and a PIN that open the own page', async () => {
      const { server, browser } = world
      const person = await browser.person('desk', server.base, LAPTOP, { worker: false })
      const { page } = person
      await signIn(person, server.role('desk'))
      await page.goto(`/app/fair/${fair.fair}`)
      await page.getByRole('link', { name: 'Iemand aanmelden' }).click()
      await page.getByRole('heading', { name: 'Iemand aanmelden', level: 1 }).waitFor()
      assert.equal(await page.title(), 'Iemand aanmelden · Werkronde')
      await page.getByLabel('Voornaam').fill('Hangmat')
      await page.getByRole('button', { name: 'Aanmelden', exact: true }).click()
      await page.getByRole('alert').getByText('Kies hoe we deze persoon kunnen bereiken.').waitFor()
      await page.getByRole('alert').getByText('18 jaar of ouder').waitFor()
      assert.equal(await page.getByRole('alert').getByText(/\b(u|uw)\b/).count(), 0, 'who types is not who signs up')
      assert.equal(await page.getByLabel('Voornaam').inputValue(), 'Hangmat')
      await assertAccessible(person, 'the desk form with mistakes')
      await page.getByRole('radio', { name: 'Komt naar de balie' }).check()
      await page.getByRole('checkbox', { name: '18 jaar of ouder' }).check()
      await page.getByText('Voorkeur voor werk').click()
      await page.getByLabel(/ · /).first().selectOption('3')
      await page.getByRole('button', { name: 'Aanmelden', exact: true }).click()
      await page.getByRole('heading', { name: /^Aangemeld: nummer \d+$/ }).waitFor()
      await page.getByRole('img', { name: 'QR van de persoonlijke link' }).waitFor()
      await assertAccessible(person, 'the slips')
      await person.picture('desk-slips')
      const link = (await page.getByText(/\/k\//).innerText()).trim()
      const pin = (await page.getByText(/^\d{5}$/).innerText()).trim()
      const phone = await browser.person('phone of who was signed up', server.base, PHONE)
      await openCard(phone, `${link}?lang=nl`, pin, 'Hangmat')
      await page.getByRole('button', { name: 'Nog iemand aanmelden' }).click()
      assert.equal(await page.getByLabel('Voornaam').inputValue(), '', 'nothing of the last person stays')
      assert.equal(await page.getByText(pin).count(), 0)
    })

    test('the same form sent twice is one sign-up', async () => {
      const visitor = new Api(world.server)
      const before = (await organiser.pull(`fair:${fair.fair}`)).people.length
      const { form, status } = await signUp(visitor, path, { name: 'Lantaarn' })
      assert.equal(status, 200)
      const again = await visitor.form(`${path}?lang=nl`, form)
      assert.ok(again.status < 500)
      const people = (await organiser.pull(`fair:${fair.fair}`)).people
      assert.equal(people.length, before + 1)
      assert.equal(people.filter(person => person.name === 'Lantaarn').length, 1)
    })

    test('what looks like markup is shown as it was typed and never run', async () => {
      const visitor = new Api(world.server)
      const { html } = await signUp(visitor, path, { name: '<b>Vlinder</b>' })
      assert.doesNotMatch(html, /<b>Vlinder/)
      assert.match(html, /&lt;b&gt;Vlinder/)
    })

    test('a form posted from another site changes nothing', async () => {
      const visitor = new Api(world.server)
      const form = await blankForm(visitor, path)
      const as_it_was = await stored()
      const answer = await visitor.ask(path, { method: 'POST', body: new URLSearchParams(form), headers: { origin: 'https://voorbeeld.invalid' } })
      assert.equal(answer.status, 403)
      assert.equal(await stored(), as_it_was)
    })

    test('a form posted to a closed fair gets a sentence and stores nothing', async () => {
      const visitor = new Api(world.server)
      const form = { ...await blankForm(visitor, path), name: 'Te Laat' }
      await organiser.command('close_sign_up@1', { fair: fair.fair })
      const as_it_was = await stored()
      const answer = await visitor.form(`${path}?lang=nl`, form)
      assert.ok([409, 422].includes(answer.status), `${answer.status}`)
      assert.match(await answer.text(), /Aanmelden kan niet meer/)
      assert.equal(await stored(), as_it_was)
      await openSignUp(organiser)
    })
  })

  describe('what is not theirs', () => {
    test('without signing in nothing of the workplace is told', async () => {
      const stranger = new Api(world.server)
      for (const scope of [`fair:${fair.fair}`, `session:${fair.session}`]) {
        assert.equal((await stranger.ask(`/app-api/pull?scope=${scope}&base=0`)).status, 401)
      }
      assert.equal((await stranger.post('/app-api/push', { commands: [] })).status, 401)
    })

    test('a resident and a projector see neither the fair nor what came of it', async () => {
      const { shown } = await organiser.command('open_pairing@1', { session: fair.session, device: crypto.randomUUID(), employer: null, name: 'Zaal' })
      const projector = new Api(world.server)
      await projector.post('/app-api/pair', { code: shown.pairing_code })
      assert.equal(await projector.pull(`fair:${fair.fair}`), undefined)
      assert.equal(await projector.pull(`fair:${crypto.randomUUID()}`), undefined, 'not yours and not there look alike')
      const { outcome } = await projector.command('open_sign_up@1', { fair: fair.fair })
      assert.deepEqual(outcome, { rejected: 'not_found' })
    })

    test('a command that nobody can read is answered by its own id and harms no other', async () => {
      const [bad, good] = [crypto.randomUUID(), crypto.randomUUID()]
      const answer = await organiser.post('/app-api/push', {
        commands: [{ id: bad, made_at_ms: 0, kind: 'fly@9', args: {} }, { id: good, made_at_ms: 0, kind: 'open_sign_up@1', args: { fair: fair.fair } }],
      })
      const { answers } = await answer.json()
      assert.deepEqual(answers.map(({ id }) => id), [bad, good])
      assert.deepEqual(answers[0].outcome, { rejected: 'malformed' })
      assert.notDeepEqual(answers[1].outcome, { rejected: 'malformed' })
    })
  })

  test('the command line answers unknown input with a sentence and exit code 2', async () => {
    for (const args of [['fly'], ['import', 'birds', 'x.csv'], ['check-plan', '/gone.json', '/gone.json'], ['serve', '--demo', '--listen', '0.0.0.0:0']]) {
      const { code, out, err } = await werkronde(args, { env: { WERKRONDE_DATA_DIR: '/tmp/werkronde-unused' } })
      assert.equal(code, 2, `${args}: ${code} ${out}${err}`)
      assert.match(err, /\w+ \w+/, `${args}`)
      assert.doesNotMatch(err, /panicked/)
    }
  })

  test('nothing complained', () => assertQuiet(world))
})
