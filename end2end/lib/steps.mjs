// Small steps that several stories take, said the way a person would say them.
import { randomUUID } from 'node:crypto'
import { hiddenFields } from './api.mjs'

export const FAIR = 'Banenmarkt Zonnedauw'
const DAY_MS = 86_400_000

/** The path of a fair's public page, found on the public list as a resident finds it. */
export async function fairPage(server, name = FAIR) {
  const html = await (await fetch(server.url('/?lang=nl'))).text()
  const card = html.split('<article').find(part => part.includes(name))
  const path = card && /href="(\/banenmarkt\/[^"?]+)/.exec(card)?.[1]
  if (!path) throw new Error(`the public list does not show ${name}`)
  return path
}

/** A staff member signs in on their own screen and sees their day. */
export async function signIn(person, { login_name, password }) {
  const { page } = person
  await page.goto('/app/')
  await page.getByLabel('Inlognaam').fill(login_name)
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await page.getByRole('heading', { name: 'Vandaag', level: 1 }).waitFor()
}

/** Opens a personal link and types the PIN that belongs to it. */
export async function openCard(person, link, pin, name = '') {
  const { page } = person
  await page.goto(link)
  await page.getByLabel('Uw pincode').fill(pin)
  await page.getByRole('button', { name: 'Ja, open mijn pagina' }).click()
  await page.getByRole('heading', { name: `Dag ${name}`, level: 1 }).waitFor()
}

/**
 * Fills in the public form by hand and sends it. In every language the Dutch stands beside words that no native
 * reader has checked, so the same names find the fields.
 */
export async function fillIn(person, { name, stars, spoken }) {
  const { page } = person
  const vacancies = page.getByRole('article')
  for (let n = 0; n < stars; n += 1) await vacancies.nth(n).getByRole('radio').first().check()
  await page.getByLabel(/Uw voornaam/).fill(name)
  await page.getByRole('radio', { name: /Ik kom langs bij de balie/ }).check()
  for (const language of spoken) await page.getByRole('checkbox', { name: language }).check()
  await page.getByRole('checkbox', { name: /Ik ben 18 jaar of ouder/ }).check()
  await page.getByRole('button', { name: /Ik doe mee|Zet mij op de reservelijst/ }).click()
}

/** Reads from the page after signing up: personal link, PIN (behind a tap) and the harmless number. */
export async function readCard(person) {
  const { page } = person
  const link = await page.getByText(/\/k\/[\w-]{20,}/).innerText()
  const pin = page.getByText(/^\d{5}$/)
  const hidden = !(await pin.isVisible())
  await page.getByText(/Laat mijn pincode zien/).click()
  return { link: link.trim(), pin: (await pin.innerText()).trim(), hidden }
}

/** The page is there, in this language and direction. */
export async function speaks({ page }, lang, dir) {
  await page.locator(`html[lang=${lang}][dir=${dir}]`).waitFor()
}

/** Sees to it that people can sign up for a fair, whatever came before. */
export async function openSignUp(organiser, name = FAIR) {
  const head = (await organiser.fairs()).find(head => head.name === name)
  if (head.state === 'open') return head
  const answer = await organiser.command('open_sign_up@1', { fair: head.fair })
  if (answer.outcome !== 'applied') throw new Error(`opening ${name}: ${JSON.stringify(answer.outcome)}`)
  return { ...head, state: 'open' }
}

/** Brings a fair as far as its first round: sign-up open, a plan published, the clock running. */
export async function beginDay(organiser, name = FAIR) {
  const head = await openSignUp(organiser, name)
  const does = async (kind, args) => {
    const { outcome } = await organiser.command(kind, args)
    if (outcome !== 'applied') throw new Error(`${kind}: ${JSON.stringify(outcome)}`)
  }
  const { session } = head
  const plan = randomUUID()
  await does('make_plan@1', { session, plan })
  await does('publish_plan@1', { session, plan })
  await does('start_day@1', { session, based_on: 0 })
  return head
}

/** The fields of a sign-up form with its hidden ones, ready to be sent. */
export async function blankForm(visitor, path, lang = 'nl') {
  const page = await (await visitor.ask(`${path}?lang=${lang}`)).text()
  return { ...hiddenFields(page), name: 'Regenjas', contact: 'desk', adult: '1' }
}

/** Signs someone up as a phone without script does, and reads the page that comes back. */
export async function signUp(visitor, path, { lang = 'nl', ...fields } = {}) {
  const form = { ...await blankForm(visitor, path, lang), ...fields }
  const answer = await visitor.form(`${path}?lang=${lang}`, form)
  const html = await answer.text()
  return { status: answer.status, html, form, card: /\/k\/[\w-]+/.exec(html)?.[0], pin: /\b\d{5}\b/.exec(html.split('pin').slice(1).join('pin'))?.[0] }
}

/** A fair in a week that has one place and takes sign-ups. */
export async function fairOfOnePlace(organiser) {
  const [fair, session] = [randomUUID(), randomUUID()]
  const starts = Math.ceil(Date.now() / DAY_MS + 6) * DAY_MS + DAY_MS / 2
  const timetable = { starts, rounds: 4, talk_min: 10, change_min: 5, break_after: 0, break_min: 0 }
  const texts = { name: 'Dag met één plek', place: 'Zaal', meeting_point: 'Deur' }
  const day = { ...texts, timetable, capacity: 1, standby_max: 5, promised: 1, meetings_max: 3 }
  for (const [kind, args] of [['make_fair@1', { fair, session, kind: 'banenmarkt', day, like: null }], ['open_sign_up@1', { fair }]]) {
    const { outcome } = await organiser.command(kind, args)
    if (outcome !== 'applied') throw new Error(`${kind}: ${JSON.stringify(outcome)}`)
  }
  return fair
}
