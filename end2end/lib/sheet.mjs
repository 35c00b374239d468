// What an interviewer does on the score sheet, for the journeys.
import assert from 'node:assert/strict'
import { waitSaved } from './hall.mjs'
import { assertAccessible } from './run.mjs'

/**
 * Says by keyboard for which vacancy of the known employer the talk was. Where the candidate's stars leave it open the
 * sheet asks first; a clear wish stands there already. Gives the title.
 */
export async function chooseVacancy(tablet, vacancies) {
  const radios = vacancies.getByRole('radio')
  const clear = await vacancies.getByRole('radio', { checked: true }).count() === 1
  if (!clear) {
    await tablet.page.getByRole('button', { name: 'Gesprek afronden' }).click()
    await vacancies.getByText('Kies voor welke vacature.').waitFor()
    await assertAccessible(tablet, 'the sheet that asks for which vacancy')
    await tablet.picture('6-which-vacancy')
  }
  if (await radios.count() > 1) {
    await radios.first().focus()
    await tablet.page.keyboard.press('ArrowDown')
  }
  await vacancies.getByRole('radio', { checked: true }).waitFor({ state: 'attached' })
  const card = await vacancies.locator('label').filter({ has: tablet.page.getByRole('radio', { checked: true }) }).innerText()
  return card.split('\n')[0].trim()
}

/** The server refuses a note once: its words wait, and open again where they were written. */
export async function refusedNote(tablet) {
  const { page } = tablet
  const [note, keep] = [page.getByLabel('Notitie voor uw bedrijf'), page.getByRole('button', { name: 'Notitie bewaren' })]
  const refuse = route => {
    const { commands } = route.request().postDataJSON()
    const answers = commands.map(({ id }) => ({ id, outcome: { rejected: 'outdated' } }))
    // The real server never hears of it: the tablet finds out that its log has a gap there and begins a new one.
    return route.fulfill({ json: { incarnation: '00000000-0000-4000-8000-000000000000', log: 'fits', answers } })
  }
  await page.route('**/app-api/push', refuse)
  await page.getByText('Notitie', { exact: true }).click()
  await note.fill('Vraagt naar de ploegen.')
  await keep.click()
  await page.getByText('Dit is niet gelukt').waitFor()
  await page.unroute('**/app-api/push', refuse)
  assert.equal(await page.getByText('[write_note@1]').isVisible(), false, 'the tablet lies open')
  await page.getByText('Als tekst, om te kopiëren').click()
  await page.getByText('[write_note@1] Vraagt naar de ploegen.').waitFor()
  await assertAccessible(tablet, 'a refused note')
  await tablet.picture('6-refused')
  await page.getByText('Notitie', { exact: true }).click()
  await note.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Openen en verbeteren' }).click()
  await page.getByText('Dit is niet gelukt').waitFor({ state: 'hidden' })
  assert.equal(await note.inputValue(), 'Vraagt naar de ploegen.')
  await note.fill('Vraagt naar de werktijden.')
  await keep.click()
  await page.getByRole('listitem').filter({ hasText: 'Vraagt naar de werktijden.' }).waitFor()
  await waitSaved(tablet)
  await page.getByText('Notitie', { exact: true }).click()
}
