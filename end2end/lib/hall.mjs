// What staff do on the day, on their own screens: plan, console, devices. And what every screen says about the clock.
import assert from 'node:assert/strict'
import { eventually } from './run.mjs'

/** Goes to a place in the navigation of the open fair. */
export async function goTo({ page }, place) {
  await page.getByRole('navigation', { name: 'Onderdelen' }).getByRole('link', { name: place, exact: true }).click()
}

/** Makes a plan and publishes it; gives what the proposal promised. */
export async function publishPlan({ page }) {
  await page.getByRole('button', { name: /^(Plan maken|Opnieuw plannen)$/ }).click()
  await page.getByRole('heading', { name: /^(Het plan is klaar|Nieuw plan klaar)$/ }).waitFor({ timeout: 60_000 })
  if (await page.getByRole('heading', { name: 'Het plan is klaar' }).count()) {
    // The first plan can be looked at before it counts.
    await page.getByRole('region', { name: 'Per tafel' }).getByRole('cell', { name: /^\d+ \S/ }).first().waitFor()
  }
  const promise = await page.getByText(/^\d+ gesprek(ken)?$/).first().innerText()
  await page.getByRole('button', { name: 'Publiceer' }).click()
  await page.getByText(/^Gepubliceerd om/).first().waitFor()
  return promise
}

/** Opens a pairing on the screen of devices and reads the code. `owner` is a part of the words in the list. */
export async function pairingCode({ page }, owner, name) {
  const choices = page.getByLabel('Waarvoor')
  const words = await choices.getByRole('option').filter({ hasText: owner }).first().innerText()
  await choices.selectOption({ label: words.trim() })
  await page.getByLabel('Naam van het apparaat').fill(name)
  await page.getByRole('button', { name: 'Code maken' }).click()
  const dialog = page.getByRole('dialog', { name: 'Koppelcode' })
  const code = /\b[0-9A-Z]{4}[- ]?[0-9A-Z]{4}\b/.exec((await dialog.innerText()).replaceAll('\n', ' '))[0]
  await dialog.getByRole('button', { name: 'Klaar' }).click()
  return code
}

/** Taps the clock onward until this round is on. */
export async function onwardTo({ page }, round) {
  const heading = page.getByRole('heading', { level: 1 })
  while (true) {
    const now = await heading.innerText()
    if (now.startsWith(`Ronde ${round} van`)) return
    await page.getByRole('button', { name: /^(Nu wisselen|Ronde \d+ beginnen)$/ }).click()
    await eventually(`the console moves on from "${now}"`, async () => await heading.innerText() !== now)
  }
}

/** Seconds that a screen says are left. */
export function secondsLeft(text) {
  const found = /(\d+):(\d\d)/.exec(text)
  assert.ok(found, `no time left in "${text}"`)
  return Number(found[1]) * 60 + Number(found[2])
}

/** All screens, read at once, show the same time left, give or take the seconds that reading takes. */
export async function assertSameClock(locators) {
  const left = await Promise.all(locators.map(async locator => secondsLeft(await locator.innerText())))
  assert.ok(Math.max(...left) - Math.min(...left) <= 2, `the screens differ: ${left.join(', ')} seconds left`)
  return left
}

/** A device types its code and is let in; a tablet then waits for the organiser's word. */
export async function pair({ page }, code) {
  await page.goto('/app/pair')
  await page.getByLabel('Koppelcode').fill(code)
  await page.getByRole('button', { name: 'Koppelen' }).click()
}

/** Chooses a card on the sheet of a talk. */
export async function score(person, criterion, words) {
  await card(person, criterion, words).click()
  await eventually(`${criterion}: ${words}`, () => isScored(person, criterion, words))
}

export function isScored(person, criterion, words) {
  return card(person, criterion, words).isChecked()
}

const card = ({ page }, criterion, words) => page.getByRole('group', { name: criterion }).getByRole('radio', { name: words, exact: true })

/** The corner of the screen that says where the last thing written is. "Not saved at the server" is not "saved at the server". */
/** A tablet of an employer with several tables starts at the first one: goes to the one where this person sits. */
export async function sitDownAt({ page }, table, name) {
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  const pick = page.getByLabel('Mijn tafel')
  if (await pick.isVisible()) await pick.selectOption(`${table}`)
  await page.getByRole('heading', { name, level: 2 }).waitFor()
}

export async function waitSaved({ page }, words = /^\s*bewaard bij de server\s*$/) {
  await page.getByRole('status').filter({ hasText: words }).first().waitFor()
}
