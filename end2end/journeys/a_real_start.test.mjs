// Without the demo: the first administrator is made on the machine, minds the staff on a screen, without e-mail, and
// makes a fair by hand, from an empty database to a published plan.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LAPTOP, PHONE } from '../lib/browser.mjs'
import { assertAccessible, assertQuiet, stage, story } from '../lib/run.mjs'
import { werkronde } from '../lib/server.mjs'
import { fairPage, fillIn, readCard, signIn } from '../lib/steps.mjs'

const PASSWORD = 'een regenboog boven de dijk'
const COLLEAGUE = 'zeven paraplu’s in de gang'

describe('a real start', () => {
  const world = stage({ demo: false })
  const scene = story(world)
  let boss, colleague

  async function choosePassword(person, link, password) {
    const { page } = person
    await page.goto(link)
    await page.getByLabel('Nieuw wachtwoord').fill(password)
    await page.getByRole('button', { name: 'Bewaren en inloggen' }).click()
    await page.getByRole('heading', { name: 'Vandaag', level: 1 }).waitFor()
  }

  /** The link that a dialog shows once; the dialog is closed again. */
  async function shownLink({ page }) {
    const dialog = page.getByRole('dialog', { name: 'Link voor een wachtwoord' })
    const link = (await dialog.getByText(/\/app\/invite#/).innerText()).trim()
    await dialog.getByRole('button', { name: 'Ik heb de link' }).click()
    return link
  }

  const row = name => boss.page.getByRole('row').filter({ hasText: name })

  test('the first administrator is made on the machine and chooses a password', async () => {
    const { server, browser } = world
    const admin = ['admin', 'create', '--name', 'Sanne Dijkgraaf', '--login-name', 'sanne', '--location', 'Opvang Zonnedauw', '--data-dir', server.dataDir]
    const { code, out, err } = await werkronde(admin)
    assert.equal(code, 0, err)
    const [path] = /\/app\/invite#\S+/.exec(out)
    boss = await browser.person('administrator', server.base, LAPTOP, { worker: false })
    await choosePassword(boss, path, PASSWORD)
    await assertAccessible(boss, 'the first day')
    const again = await werkronde(admin)
    assert.equal(again.code, 2, 'a login name is taken once')
  })

  test('the link works once', async () => {
    const { server, browser } = world
    const { out } = await werkronde(['admin', 'reset', '--login-name', 'sanne', '--data-dir', server.dataDir])
    const [path] = /\/app\/invite#\S+/.exec(out)
    await choosePassword(boss, path, PASSWORD)
    const late = await browser.person('someone with a used link', server.base, LAPTOP, { worker: false })
    await late.page.goto(path)
    await late.page.getByLabel('Nieuw wachtwoord').fill(COLLEAGUE)
    await late.page.getByRole('button', { name: 'Bewaren en inloggen' }).click()
    await late.page.getByText('Deze link is al gebruikt of verlopen.').first().waitFor()
    late.complaints.splice(0) // the browser itself reports the refusal
  })

  test('a colleague is invited and signs in', async () => {
    const { server, browser } = world
    const { page } = boss
    await page.getByRole('link', { name: 'Medewerkers' }).click()
    await page.getByRole('heading', { name: 'Medewerkers', level: 1 }).waitFor()
    await page.getByLabel('Naam', { exact: true }).fill('Twijg Lindeman')
    await page.getByLabel('Inlognaam').fill('twijg')
    await page.getByRole('checkbox', { name: 'Matcher' }).check()
    await page.getByRole('button', { name: 'Uitnodigen' }).click()
    const link = await shownLink(boss)
    await row('Twijg Lindeman').filter({ hasText: 'uitgenodigd' }).waitFor()
    await assertAccessible(boss, 'the staff')
    colleague = await browser.person('colleague', server.base, LAPTOP, { worker: false })
    await choosePassword(colleague, link, COLLEAGUE)
    await row('Twijg Lindeman').filter({ hasText: 'actief' }).waitFor()
  })

  test('an account that is closed is out at once, and back when it is re-admitted', async () => {
    const { page } = boss
    await row('Twijg Lindeman').getByRole('button', { name: 'Sluiten' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Account sluiten' }).click()
    await row('Twijg Lindeman').filter({ hasText: 'gesloten' }).waitFor()
    await colleague.page.reload()
    await colleague.page.getByLabel('Inlognaam').waitFor()
    colleague.complaints.splice(0) // the browser itself reports the refusal
    await row('Twijg Lindeman').getByRole('button', { name: /weer toelaten/ }).click()
    await row('Twijg Lindeman').filter({ hasText: 'actief' }).waitFor()
    await signIn(colleague, { login_name: 'twijg', password: COLLEAGUE })
  })

  test('a password is reset without e-mail, and the old one ends', async () => {
    await row('Twijg Lindeman').getByRole('button', { name: 'Nieuw wachtwoord' }).click()
    const link = await shownLink(boss)
    await choosePassword(colleague, link, 'een heel ander wachtwoord')
    colleague.complaints.splice(0) // the login that ended was refused
    await colleague.page.getByRole('button', { name: 'Uitloggen' }).first().click()
    await colleague.page.getByLabel('Inlognaam').fill('twijg')
    await colleague.page.getByLabel('Wachtwoord').fill(COLLEAGUE)
    await colleague.page.getByRole('button', { name: 'Inloggen' }).click()
    await colleague.page.getByText('Naam en wachtwoord horen niet bij elkaar.').first().waitFor()
    colleague.complaints.splice(0) // the browser itself reports the refusal
  })

  test('an answer from before somebody came in does not send them out again', async () => {
    await row('Twijg Lindeman').getByRole('button', { name: 'Nieuw wachtwoord' }).click()
    const link = await shownLink(boss)
    const { page } = colleague
    // Asked while nobody is signed in, answered after somebody is.
    const asked = new Promise(resolve => page.route('**/app-api/me', resolve, { times: 1 }))
    await page.goto(link)
    const late = await asked
    const invited = page.waitForResponse(response => response.url().endsWith('/app-api/use-invite'))
    await page.getByLabel('Nieuw wachtwoord').fill(COLLEAGUE)
    await page.getByRole('button', { name: 'Bewaren en inloggen' }).click()
    assert.equal((await invited).status(), 204)
    const askedAgain = page.waitForResponse(response => response.url().endsWith('/app-api/me'))
    await late.fulfill({ json: null })
    await askedAgain
    await page.getByRole('heading', { name: 'Vandaag', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Uitloggen' }).first().waitFor()
  })

  /** Ten days from now, as a date field has it. */
  const date = () => new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)

  scene('an empty location asks for a first day, and a day that cannot be is not made', async () => {
    const { page } = boss
    await page.goto('/app/')
    await page.getByRole('heading', { name: 'Nog geen banenmarkt' }).waitFor()
    await page.getByRole('link', { name: 'Nieuwe dag' }).click()
    await page.getByRole('heading', { name: 'Nieuwe banenmarkt of speeddate', level: 1 }).waitFor()
    await page.getByText('Ronde 1: 13.00 – 13.10').waitFor()
    await page.getByText('Einde: 15.40').waitFor()
    await page.getByRole('button', { name: 'Dag maken' }).click()
    const wrong = page.getByRole('alert').filter({ hasText: 'Kijk dit nog even na' })
    await wrong.getByRole('link', { name: 'Naam: Vul dit in.' }).waitFor()
    assert.equal(await wrong.getByRole('link').count(), 3, 'name, place and date')
    await assertAccessible(boss, 'a day with mistakes')
    await page.getByLabel('Naam').fill('Lentemarkt')
    await page.getByLabel('Zaal en adres').fill('Kas De Zonnebloem, Tuinpad 1')
    await page.getByLabel('Datum').fill(date())
    await page.getByLabel('Rondes').fill('4')
    await page.getByRole('button', { name: 'Dag maken' }).click()
    await wrong.getByRole('link', { name: /De pauze komt na een ronde die er is/ }).waitFor()
    assert.equal(await page.getByLabel('Naam').inputValue(), 'Lentemarkt', 'what was typed stays')
  })

  scene('the day is made, with the break where it can be', async () => {
    const { page } = boss
    // The fold with the mistake in it has opened by itself.
    await page.getByLabel('Pauze na ronde', { exact: true }).fill('2')
    await page.getByText('Pauze van 15 minuten').waitFor()
    await page.getByLabel('Tweede pauze in minuten').fill('10')
    await page.getByLabel('Tweede pauze na ronde').fill('2')
    await page.getByRole('button', { name: 'Dag maken' }).click()
    await page.getByRole('alert').getByRole('link', { name: /De tweede pauze komt na de eerste/ }).waitFor()
    await page.getByLabel('Tweede pauze na ronde').fill('3')
    await page.getByText('Pauze van 10 minuten').waitFor()
    await page.getByLabel('Hoogstens gesprekken per persoon').fill('4')
    await page.getByRole('button', { name: 'Dag maken' }).click()
    await page.getByRole('heading', { name: 'Lentemarkt', level: 1 }).waitFor()
    await page.getByText('Er zijn nog geen werkgevers.').waitFor()
    await assertAccessible(boss, 'a fair without employers')
  })

  async function addEmployer({ name, title, picture, wage, interviewers }) {
    const { page } = boss
    await page.getByRole('link', { name: 'Werkgever toevoegen' }).first().click()
    await page.getByLabel('Naam van de werkgever').fill(name)
    await page.getByLabel('Functie').fill(title)
    await page.getByLabel('Soort werk').selectOption({ label: picture })
    await page.getByLabel('Loon per uur in euro').fill(wage)
    for (const [at, interviewer] of interviewers.entries()) {
      if (at > 0) await page.getByRole('button', { name: 'Nog een tafel' }).click()
      await page.getByLabel('Wie zit er aan tafel?').nth(at).fill(interviewer)
    }
    await page.getByRole('button', { name: 'Bewaren' }).click()
  }

  scene('two employers come with work and tables; pay below the minimum is told at its field', async () => {
    const { page } = boss
    const garden = { name: 'Tuinderij Spinazie', title: 'Plukker', picture: 'groen', wage: '9,50', interviewers: ['Sprokkel', 'Twijg'] }
    await addEmployer(garden)
    await page.getByRole('alert').getByRole('link', { name: 'Dit is minder dan het minimumloon.' }).waitFor()
    await assertAccessible(boss, 'an employer with a mistake')
    await page.getByLabel('Loon per uur in euro').fill('15,40')
    await page.getByRole('button', { name: 'Bewaren' }).click()
    await page.getByText('Tuinderij Spinazie').first().waitFor()
    await addEmployer({ name: 'Wasserij Wolk', title: 'Strijker', picture: 'schoonmaak', wage: '15,60', interviewers: ['Kandelaar'] })
    await page.getByText('Wasserij Wolk').first().waitFor()
  })

  scene('an employer is changed, and an interpreter comes', async () => {
    const { page } = boss
    await page.getByText('Wasserij Wolk').first().click()
    await page.getByRole('link', { name: /Wijzigen.*Wasserij Wolk/ }).click()
    await page.getByRole('button', { name: 'Nog een vacature' }).click()
    await page.getByLabel('Functie').nth(1).fill('Chauffeur')
    await page.getByLabel('Soort werk').nth(1).selectOption({ label: 'vervoer' })
    await page.getByLabel('Loon per uur in euro').nth(1).fill('16')
    await page.getByRole('button', { name: 'Bewaren' }).click()
    await page.getByText(/Wasserij Wolk.*2 vacatures/).waitFor()
    await page.getByRole('link', { name: 'Tolk toevoegen' }).click()
    await page.getByLabel('Naam van de tolk').fill('Vlieger')
    await page.getByText('Talen van de tolk: Nederlands').click()
    await page.getByRole('checkbox', { name: 'العربية' }).check()
    await page.getByRole('button', { name: 'Tolk bewaren' }).click()
    await page.getByRole('heading', { name: 'Lentemarkt', level: 1 }).waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Vlieger' }).getByText('Nederlands, العربية').waitFor()
    await assertAccessible(boss, 'a fair with employers and an interpreter')
  })

  scene('the interpreter on the list stays less long', async () => {
    const { page } = boss
    await page.getByRole('link', { name: /^Wijzigen ?: Vlieger$/ }).press('Enter')
    await page.getByRole('heading', { name: 'Tolk wijzigen', level: 1 }).waitFor()
    assert.equal(await page.title(), 'Tolk · Werkronde')
    assert.equal(await page.getByLabel('Naam van de tolk').inputValue(), 'Vlieger')
    await page.getByLabel('Tot').fill('12:00')
    await page.getByRole('button', { name: 'Tolk bewaren' }).press('Enter')
    await page.getByRole('alert').getByText('Vul twee tijden in').waitFor()
    await assertAccessible(boss, 'an interpreter with a mistake')
    await page.getByLabel('Tot').fill('14:00')
    await page.getByRole('button', { name: 'Tolk bewaren' }).press('Enter')
    await page.getByText('13.00 – 14.00').waitFor()
    assert.equal(await page.getByRole('link', { name: /^Wijzigen ?: Vlieger$/ }).count(), 1, 'changed, not added')
  })

  scene('a table gets a number of its own and comes later; a number that is taken is told at its field', async () => {
    const { page } = boss
    await page.getByText('Wasserij Wolk').first().click()
    await page.getByRole('link', { name: /Wijzigen.*Wasserij Wolk/ }).click()
    await page.getByText('Tafelnummer en tijden').click()
    assert.equal(await page.getByLabel('Tafelnummer').inputValue(), '3')
    await page.getByLabel('Tafelnummer').fill('2')
    await page.getByLabel('Aan tafel vanaf').fill('13:15')
    await page.getByRole('button', { name: 'Bewaren' }).click()
    await page.getByRole('alert').getByRole('link', { name: /Dit nummer heeft een tafel van een andere werkgever/ }).waitFor()
    await assertAccessible(boss, 'a table with a number that is taken')
    await page.getByLabel('Tafelnummer').fill('12')
    await page.getByRole('button', { name: 'Bewaren' }).click()
    await page.getByRole('heading', { name: 'Lentemarkt', level: 1 }).waitFor()
    await page.getByText('Wasserij Wolk').first().click()
    await page.getByText('12', { exact: true }).first().waitFor()
    await page.getByRole('link', { name: /Wijzigen.*Wasserij Wolk/ }).click()
    await page.getByText('Tafelnummer en tijden').click()
    assert.equal(await page.getByLabel('Aan tafel vanaf').inputValue(), '13:15')
    await page.goBack()
    await page.getByRole('heading', { name: 'Lentemarkt', level: 1 }).waitFor()
  })

  scene('residents sign up for the new fair', async () => {
    const { server, browser } = world
    const { page } = boss
    await page.getByRole('button', { name: 'Aanmelden openen' }).click()
    await page.getByRole('button', { name: 'Aanmelden sluiten' }).waitFor()
    for (const name of ['Regenjas', 'Paraplu']) {
      const phone = await browser.person(name, server.base, PHONE)
      await phone.page.goto(`${await fairPage(server, 'Lentemarkt')}?lang=nl`)
      await fillIn(phone, { name, stars: 2, spoken: ['Nederlands'] })
      const { link } = await readCard(phone)
      assert.match(link, /\/k\//)
    }
    await page.getByText('2/60').waitFor()
  })

  scene('a plan is made and published; after that other times need a word of their own', async () => {
    const { page } = boss
    await page.getByRole('link', { name: 'Plan', exact: true }).click()
    await page.getByRole('button', { name: 'Plan maken' }).click()
    await page.getByRole('button', { name: 'Publiceer' }).first().click()
    await page.getByText(/Gepubliceerd om/).first().waitFor()
    await page.getByRole('link', { name: 'Lentemarkt' }).click()
    await page.getByRole('link', { name: 'Wijzigen', exact: true }).click()
    await page.getByLabel('Begintijd').fill('13:30')
    await page.getByText('Ronde 1: 13.30 – 13.40').waitFor()
    await page.getByText('Er is al een plan gepubliceerd', { exact: true }).waitFor()
    await assertAccessible(boss, 'changing a day with a plan')
    await page.getByRole('button', { name: 'Bewaren' }).click()
    await page.getByText('Neem het plan eerst terug.').first().waitFor()
    await page.getByRole('checkbox', { name: 'Ja, neem het gepubliceerde plan terug' }).check()
    await page.getByRole('button', { name: 'Bewaren' }).click()
    await page.getByRole('heading', { name: 'Lentemarkt', level: 1 }).waitFor()
    await page.getByText(/13\.30 – /).first().waitFor()
  })

  test('nothing complained', () => assertQuiet(world))
})
