// Someone comes later, a table is away for a while, and both are back: by keyboard, in the dark, and from right to left.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { LAPTOP, PHONE } from '../lib/browser.mjs'
import { assertAccessible, assertQuiet, stage, story } from '../lib/run.mjs'
import { beginDay, openCard, signIn, speaks } from '../lib/steps.mjs'

/** The accessible name of the button that brings someone or something back. */
const isBack = whom => new RegExp(`^Is er weer ?: ${whom}`)

describe('who comes later', () => {
  const world = stage()
  const scene = story(world)
  let api, head, promised, organiser, phone
  /** What they come to know along the way. */
  const known = {}
  const dayAsTold = () => api.pull(`session:${head.session}`)
  const talksOf = (day, resident) => day.plan.meetings.filter(meeting => meeting.resident === resident)
  const dialog = () => organiser.page.getByRole('dialog', { name: 'Iemand komt later of gaat weg' })

  before(async () => {
    const { server, browser } = world
    api = await Api.signedIn(server, server.role('organiser'))
    head = await beginDay(api)
    promised = (await api.pull(`fair:${head.fair}`)).setup.promised
    organiser = await browser.person('organiser', server.base, { ...LAPTOP, colorScheme: 'dark' }, { worker: false })
    phone = await browser.person('phone', server.base, { ...PHONE, colorScheme: 'dark' })
    await signIn(organiser, server.role('organiser'))
    await organiser.page.goto(`/app/session/${head.session}`)
    const { link, pin } = server.role('second resident')
    await openCard(phone, `${link}?lang=nl`, pin)
    const [, number] = /^(\d+)/.exec((await phone.page.getByRole('heading', { level: 1 }).innerText()).trim())
    known.person = (await dayAsTold()).people.find(person => `${person.number}` === number)
  })

  /** The mended plan is there; it counts from now on. */
  async function publish() {
    const proposal = organiser.page.getByRole('heading', { name: 'Nieuw plan klaar' })
    await proposal.waitFor({ timeout: 60_000 })
    await organiser.page.getByRole('button', { name: 'Publiceer' }).click()
    await proposal.waitFor({ state: 'hidden' })
  }

  scene('by keyboard alone the organiser says who is away, from which round, and when back', async () => {
    const { page } = organiser
    const { resident, number, name } = known.person
    const round = 2
    await page.getByRole('button', { name: 'Iemand komt later of gaat weg' }).focus()
    await page.keyboard.press('Enter')
    await dialog().waitFor()
    assert.ok(await dialog().evaluate(dialog => dialog.contains(document.activeElement)), 'the focus goes into the dialog')
    await assertAccessible(organiser, 'the question who is away, in the dark')
    await dialog().getByRole('button', { name: 'Bewaren' }).press('Enter')
    await dialog().getByText('Kies wie of wat.').waitFor()
    await assertAccessible(organiser, 'the question who is away, with nobody chosen')
    await dialog().getByLabel('Wie of wat').selectOption({ label: `${number} ${name}` })
    await dialog().getByLabel('Weg vanaf').selectOption({ label: `ronde ${round}` })
    await dialog().getByLabel('Er weer in').selectOption({ label: 'vandaag niet meer' })
    await organiser.picture('later-dialog')
    await dialog().getByRole('button', { name: 'Bewaren' }).press('Enter')
    await dialog().waitFor({ state: 'hidden' })
    await page.getByRole('heading', { name: 'Later of weg' }).waitFor()
    await page.getByRole('listitem').filter({ hasText: `${number} ${name}` }).filter({ hasText: /niet in ronde/ }).waitFor()
    await assertAccessible(organiser, 'the console with someone away, in the dark')
    await publish()
    const left = talksOf(await dayAsTold(), resident)
    assert.ok(left.every(talk => talk.round < round), 'no talk while they are away')
    assert.ok(left.length < promised, 'so they miss what was promised')
  })

  scene('their phone says so in Arabic, from right to left, in the dark', async () => {
    const { page } = phone
    await page.goto('/mijn?lang=ar')
    await speaks(phone, 'ar', 'rtl')
    await page.getByRole('heading', { name: /Er is iets veranderd/ }).waitFor()
    await assertAccessible(phone, 'the own page with changes, in Arabic and dark')
    await phone.picture('later-phone-ar')
  })

  scene('is back again, and talks again', async () => {
    const { page } = organiser
    const { resident, number, name } = known.person
    await page.getByRole('button', { name: isBack(`${number} ${name}`) }).press('Enter')
    await publish()
    assert.ok(talksOf(await dayAsTold(), resident).length >= promised, 'what was promised is kept again')
    assert.equal(await page.getByRole('heading', { name: 'Later of weg' }).count(), 0)
  })

  scene('the head of a tile opens the same question for its table, and the focus comes back to it', async () => {
    const { page } = organiser
    const day = await dayAsTold()
    const busy = day.plan.meetings.find(meeting => meeting.round > 1)
    const table = day.tables.find(table => table.table === busy.table)
    const tile = page.getByRole('button', { name: new RegExp(`^tafel ${table.number} .*later of weg$`) })
    await tile.focus()
    await page.keyboard.press('Enter')
    const who = dialog().getByLabel('Wie of wat')
    assert.equal(await who.evaluate(select => select.selectedOptions[0].textContent.trim()), `Tafel ${table.number} · ${table.party_name}`)
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    await tile.and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await dialog().getByLabel('Er weer in').selectOption({ label: 'vandaag niet meer' })
    await dialog().getByRole('button', { name: 'Bewaren' }).press('Enter')
    await page.getByRole('listitem').filter({ hasText: `Tafel ${table.number} · ${table.party_name}` }).filter({ hasText: /niet in ronde/ }).waitFor()
    await publish()
    const after = await dayAsTold()
    assert.ok(after.plan.meetings.every(meeting => meeting.table !== table.table || meeting.round === 1), 'nobody goes to a table that is not there')
    known.table = table
  })

  scene('the question fits a screen that reads from right to left', async () => {
    const { page } = organiser
    await page.setViewportSize(PHONE.viewport)
    await page.evaluate(() => { document.documentElement.dir = 'rtl' })
    await page.getByRole('button', { name: 'Iemand komt later of gaat weg' }).press('Enter')
    const { x, width } = await dialog().boundingBox()
    assert.ok(x >= 0 && x + width <= PHONE.viewport.width, `from ${x}, ${width} wide`)
    await assertAccessible(organiser, 'the question on a phone, from right to left')
    await organiser.picture('later-dialog-rtl')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: isBack(`Tafel ${known.table.number} · `) }).press('Enter')
    await publish()
    assert.deepEqual((await dayAsTold()).away, [])
  })

  test('nothing complained', () => assertQuiet(world))
})
