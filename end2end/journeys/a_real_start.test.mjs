// Without the demo: the first administrator is made on the machine, and minds the staff on a screen, without e-mail.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LAPTOP } from '../lib/browser.mjs'
import { assertAccessible, assertQuiet, stage } from '../lib/run.mjs'
import { werkronde } from '../lib/server.mjs'
import { signIn } from '../lib/steps.mjs'

const PASSWORD = 'een regenboog boven de dijk'
const COLLEAGUE = 'zeven paraplu’s in de gang'

describe('a real start', () => {
  const world = stage({ demo: false })
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
    boss = await browser.person('administrator', server.base, LAPTOP)
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
    const late = await browser.person('someone with a used link', server.base, LAPTOP)
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
    colleague = await browser.person('colleague', server.base, LAPTOP)
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

  test('nothing complained', () => assertQuiet(world))
})
