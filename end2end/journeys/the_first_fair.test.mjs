// One banenmarkt day, from opening sign-up to a second interview, played by seven people at seven screens.
// The server dies in the middle, without a goodbye, and nothing that a screen called saved is lost.
// DATABASE_URL chooses PostgreSQL; without it the day runs on SQLite.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { HALL, LAPTOP, PHONE, TABLET } from '../lib/browser.mjs'
import { assertSameClock, goTo, isScored, onwardTo, pair, pairingCode, publishPlan, score, sitDownAt, waitSaved } from '../lib/hall.mjs'
import { assertAccessible, assertQuiet, eventually, stage, story } from '../lib/run.mjs'
import { chooseVacancy, refusedNote } from '../lib/sheet.mjs'
import { FAIR, fillIn, openCard, readCard, signIn, speaks } from '../lib/steps.mjs'

const database = process.env.DATABASE_URL ? 'PostgreSQL' : 'SQLite'
const NAME = 'Dakraam'
/** The accessible name of a button that does something for one person. */
const forPerson = (act, whom) => new RegExp(`^${act} ?: (\\d+ )?${whom}$`)

describe(`the first fair, on ${database}`, { timeout: 1_200_000 }, () => {
  const world = stage()
  const scene = story(world)
  let organiser, newcomer, neighbour, phone, tablet, hall, matcher
  /** What the seven come to know along the way. */
  const known = {}
  /** Only to know where to look: what the organiser's screens are told. */
  let api
  const dayAsTold = () => api.pull(`session:${known.head.session}`)
  const personAsTold = async () => (await dayAsTold()).people.find(person => person.name === NAME)

  before(async () => {
    const { server, browser } = world
    organiser = await browser.person('organiser', server.base, LAPTOP, { worker: false })
    newcomer = await browser.person('newcomer', server.base, PHONE, { script: false })
    neighbour = await browser.person('neighbour', server.base, PHONE, { script: false })
    phone = await browser.person('phone on the day', server.base, PHONE)
    tablet = await browser.person('tablet', server.base, TABLET)
    hall = await browser.person('hall', server.base, HALL)
    matcher = await browser.person('matcher', server.base, LAPTOP)
    api = await Api.signedIn(server, server.role('organiser'))
    known.head = (await api.fairs()).find(head => head.name === FAIR)
    assert.equal(known.head.state, 'preparing')
  })

  describe('1. the organiser opens sign-up', () => {
    scene('signs in and sees the fairs', async () => {
      await organiser.page.goto('/app/')
      await organiser.page.getByLabel('Inlognaam').waitFor()
      await assertAccessible(organiser, 'the sign-in')
      await signIn(organiser, world.server.role('organiser'))
      await organiser.page.getByText('Oefenomgeving').waitFor()
      await assertAccessible(organiser, 'the list of fairs')
      await organiser.picture('1-fairs')
    })

    scene('opens the fair, sees employers and residents, and opens sign-up', async () => {
      const { page } = organiser
      await page.getByRole('main').getByRole('link', { name: new RegExp(FAIR) }).click()
      await page.getByRole('heading', { name: FAIR, level: 1 }).waitFor()
      assert.equal(await page.getByText(/ · \d+ vacatures?$/).count(), known.head.employers)
      assert.ok(await page.getByRole('row').count() > known.head.placed, 'everyone is listed')
      assert.equal(await page.title(), `${FAIR} · Werkronde`)
      await page.keyboard.press('/')
      await page.getByLabel('Zoek op nummer of naam').and(page.locator(':focus')).waitFor()
      await page.keyboard.type('a/b')
      assert.equal(await page.getByLabel('Zoek op nummer of naam').inputValue(), 'a/b', 'while typing it is a sign like any other')
      await page.getByLabel('Zoek op nummer of naam').fill('')
      await page.getByRole('button', { name: 'Aanmelden openen' }).click()
      await page.getByText('aanmelden open').first().waitFor()
      await assertAccessible(organiser, 'the fair')
      await organiser.picture('1-fair')
    })
  })

  describe('2. a resident signs up on a phone', () => {
    scene('in Arabic, without script, and has a place', async () => {
      const { page } = newcomer
      await page.goto('/')
      await page.getByRole('banner').locator('summary').click()
      await page.getByRole('link', { name: 'العربية' }).click()
      await speaks(newcomer, 'ar', 'rtl')
      await assertAccessible(newcomer, 'the public list in Arabic')
      await page.getByRole('article').filter({ hasText: FAIR }).getByRole('link').click()
      await page.getByLabel(/Uw voornaam/).waitFor()
      await assertAccessible(newcomer, 'the sign-up form in Arabic')
      await newcomer.picture('2-sign-up-ar')
      await fillIn(newcomer, { name: NAME, stars: 12, spoken: ['العربية', 'English', 'Nederlands'] })
      known.card = await readCard(newcomer)
      assert.ok(known.card.hidden, 'the PIN waits behind a tap')
      await speaks(newcomer, 'ar', 'rtl')
      assert.equal(await page.locator('.place-picture').getByRole('img', { name: /./ }).count(), 1, 'what the place looks like')
      assert.equal(await page.locator('.qr[role=img]').count(), 2, 'one QR for the door, one for the own page')
      await assertAccessible(newcomer, 'signed up, in Arabic')
      await newcomer.picture('2-signed-up-ar')
      assert.match(JSON.stringify((await personAsTold()).place), /"placed"/)
    })

    scene('the speed-date is full: in English someone gets a number on the waiting list, and gives it up', async () => {
      const { page } = neighbour
      await page.goto('/?lang=en')
      await page.getByRole('article').filter({ hasText: 'Speeddate' }).getByRole('link').click()
      await speaks(neighbour, 'en', 'ltr')
      await page.getByLabel('Your first name').waitFor()
      await assertAccessible(neighbour, 'the sign-up form in English')
      await page.getByLabel('Your first name').fill('Kiezelsteen')
      await page.getByRole('radio', { name: 'I come to the desk' }).check()
      await page.getByRole('checkbox', { name: 'I am 18 years or older' }).check()
      await page.getByRole('button', { name: 'Put me on the waiting list' }).click()
      await page.getByText('You are number 1 on the list.').waitFor()
      await page.getByRole('link', { name: 'Open my page' }).click()
      await page.getByText('Waiting list: number 1').waitFor()
      await assertAccessible(neighbour, 'the own page on the waiting list')
      await page.getByRole('link', { name: 'I cannot come' }).click()
      await page.getByRole('button', { name: 'Yes, I will not come' }).waitFor()
      await assertAccessible(neighbour, 'the question whether one is sure')
      await page.getByRole('button', { name: 'Yes, I will not come' }).click()
      await page.getByText('You are signed off').waitFor()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('article').first().waitFor()
      await page.goto('/mijn?lang=en')
      assert.equal(await page.getByText('Kiezelsteen').count(), 0, 'a shared phone forgets')
      neighbour.complaints.splice(0) // the browser itself reports that this page was refused
    })

    scene('a neighbour opens their own page on the same phone, with card and PIN', async () => {
      const { link, pin } = world.server.role('second resident')
      await neighbour.page.goto(`${link}?lang=nl`)
      await assertAccessible(neighbour, 'the door of a personal link')
      await openCard(neighbour, `${link}?lang=nl`, pin)
      const greeting = await neighbour.page.getByRole('heading', { level: 1 }).innerText()
      const [, number, name] = /^(\d+)\s+Dag (.+)$/s.exec(greeting.trim())
      known.neighbour = { number, name: name.trim() }
      await neighbour.page.getByText('U heeft een plek').first().waitFor()
      await assertAccessible(neighbour, 'the own page before the day')
    })

    scene('the desk gives a new PIN, and the old one and its logins end', async () => {
      const { page } = organiser
      await page.getByLabel('Zoek op nummer of naam').fill(NAME)
      await page.locator('summary', { hasText: `Meer: ${NAME}` }).press('Enter')
      await page.getByRole('button', { name: forPerson('Nieuwe pincode', NAME) }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Nieuwe pincode maken' }).click()
      const shown = page.getByRole('dialog', { name: 'Nieuwe pincode', exact: true })
      known.pin = (await shown.getByText(/^\d{5}$/).innerText()).trim()
      await assertAccessible(organiser, 'the new PIN')
      await shown.getByRole('button', { name: 'Ik heb de pincode gegeven' }).click()
      await newcomer.page.goto('/mijn?lang=nl')
      await newcomer.page.getByText('U bent uitgelogd').first().waitFor()
      newcomer.complaints.splice(0) // the browser itself reports that this page was refused
      await openCard(phone, `${known.card.link}?lang=nl`, known.pin, NAME)
    })
  })

  describe('3. the organiser plans the rounds', () => {
    scene('makes a plan, looks at it, and publishes it', async () => {
      await goTo(organiser, 'Plan')
      await organiser.page.getByRole('heading', { name: 'Plan', level: 1 }).waitFor()
      await publishPlan(organiser)
      await assertAccessible(organiser, 'the published plan')
      await organiser.picture('3-plan')
      const { plan, people } = await dayAsTold()
      const { resident } = people.find(person => person.name === NAME)
      known.talks = plan.meetings.filter(meeting => meeting.resident === resident)
      assert.ok(known.talks.length >= 2, `everyone is promised two talks, and ${NAME} has ${known.talks.length}`)
    })

    scene('each person and each employer is told why what is not there is not there', async () => {
      const { page } = organiser
      await page.getByRole('region', { name: 'Per persoon' }).getByRole('button', { name: /^\d+ van \d+/ }).first().press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByText(/^Gesprekken: \d+\. Beloofd: \d+\.$/).waitFor()
      await assertAccessible(organiser, 'the reasons of a person')
      await page.keyboard.press('Escape')
      await page.getByRole('region', { name: 'Per werkgever' }).getByRole('button', { name: /^Wie en waarom/ }).first().press('Enter')
      await dialog.getByText(/^Gesprekken: \d+\. Vrije plekken: \d+\.$/).waitFor()
      await assertAccessible(organiser, 'the reasons of an employer')
      await dialog.getByRole('button', { name: 'Sluiten' }).click()
    })

    scene('the phone shows the talks by itself', async () => {
      await phone.page.getByRole('heading', { name: 'Uw gesprekken' }).waitFor()
      const listed = phone.page.getByRole('listitem').filter({ hasText: /tafel \d+/ })
      assert.equal(await listed.count(), known.talks.length)
      const told = phone.page.locator('body > [role=status]')
      assert.match(await told.textContent(), /tafel \d+/, 'a screen reader hears it too')
      await assertAccessible(phone, 'the own page with a plan')
      await phone.picture('3-own-page')
    })
  })

  describe('4. the first round', () => {
    scene('a tablet and the hall are paired, and the organiser approves the tablet', async () => {
      const { page } = organiser
      const { tables } = await dayAsTold()
      const table = tables.find(table => table.number === known.talks[0].table_number)
      const { employers } = await api.pull(`fair:${known.head.fair}`)
      known.employer = employers.find(employer => employer.employer === table.employer)
      await goTo(organiser, 'Apparaten')
      await pair(hall, await pairingCode(organiser, 'Projector in de zaal', 'Zaal'))
      await hall.page.getByRole('timer').waitFor()
      await pair(tablet, await pairingCode(organiser, known.employer.name, 'Tablet 7'))
      await tablet.page.getByRole('heading', { name: 'Bijna klaar' }).waitFor()
      await assertAccessible(tablet, 'the tablet that waits')
      await page.getByRole('button', { name: forPerson('Goedkeuren', 'Tablet 7') }).click()
      await tablet.page.getByRole('heading', { name: 'Wie bent u?' }).waitFor()
      await assertAccessible(tablet, 'the names')
      await assertAccessible(organiser, 'the devices')
    })

    scene('the organiser starts, and every screen shows the same time left', async () => {
      const { page } = organiser
      await goTo(organiser, 'De dag')
      await page.getByRole('heading', { name: 'De dag is nog niet begonnen' }).waitFor()
      assert.deepEqual(await Promise.all([organiser, tablet, hall, phone].map(({ page }) => page.title())), [
        'De dag · Werkronde', 'Tablet · Werkronde', 'Projector · Werkronde', 'Mijn dag · Werkronde',
      ])
      await assertAccessible(organiser, 'the console before the day')
      await page.getByRole('button', { name: 'Dag starten' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Nu starten' }).click()
      for (const { page } of [organiser, tablet, hall]) await page.getByRole('heading', { name: /^Ronde 1 van \d+$/ }).waitFor()
      await phone.page.getByRole('timer').waitFor()
      await assertSameClock([organiser, tablet, hall, phone].map(({ page }) => page.getByRole('timer')))
      await assertAccessible(organiser, 'the console')
      await assertAccessible(hall, 'the hall')
      await organiser.picture('4-console')
      await hall.picture('4-hall')
    })

    scene('the hall says who goes where', async () => {
      const { plan, people } = await dayAsTold()
      const [first] = plan.meetings.filter(meeting => meeting.round === 1)
      const { name, number } = people.find(person => person.resident === first.resident)
      const line = hall.page.getByRole('listitem').filter({ hasText: name }).filter({ hasText: `${first.table_number}` })
      // Pages take turns; each has its time.
      await eventually(`the hall shows ${number} ${name}`, () => line.count(), { ms: 90_000 })
    })
  })

  describe('5. someone does not turn up', () => {
    /** Marks someone absent on the console and publishes the mended plan; gives how many changes it has. */
    async function mendAndPublish(why) {
      const { page } = organiser
      const proposal = page.getByRole('heading', { name: 'Nieuw plan klaar' })
      await proposal.waitFor({ timeout: 60_000 })
      if (why) await page.getByText(why).first().waitFor()
      await assertAccessible(organiser, 'the console with a proposal')
      await organiser.picture('5-proposal')
      await page.getByRole('button', { name: 'Publiceer' }).click()
      await proposal.waitFor({ state: 'hidden' })
    }

    scene('a no-show is recorded, a mended plan is proposed, and the organiser publishes it', async () => {
      const { page } = organiser
      const before = await dayAsTold()
      const absent = new RegExp(`^Niet gekomen ?: (?!.*(${NAME}|${known.neighbour.name}))`)
      await page.getByRole('button', { name: absent }).first().click()
      await mendAndPublish(/^Is er niet in ronde \d+\.$/)
      const after = await dayAsTold()
      const missed = after.people.filter(person => person.attendance === 'no_show')
      assert.equal(missed.length, 1)
      const talks = (day, ofRound) => day.plan.meetings.filter(meeting => ofRound(meeting.round)).map(meeting => `${meeting.round} ${meeting.table_number} ${meeting.resident}`)
      const others = lines => lines.filter(line => !line.includes(missed[0].resident))
      assert.deepEqual(others(talks(after, n => n === 1)), others(talks(before, n => n === 1)), 'a begun round is never re-seated')
      assert.ok(talks(after, n => n > 1).every(line => !line.includes(missed[0].resident)), 'nobody waits for who is not there')
    })

    scene('a phone says what changed: the talks of someone who is absent go, and come back when they do turn up', async () => {
      const { page } = organiser
      await goTo(organiser, FAIR)
      await page.getByLabel('Zoek op nummer of naam').fill(known.neighbour.number)
      const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: known.neighbour.number, exact: true }) })
      await row.getByRole('button', { name: forPerson('Niet gekomen', known.neighbour.name) }).click()
      await goTo(organiser, 'De dag')
      await mendAndPublish()
      await neighbour.page.goto('/mijn?lang=nl')
      await neighbour.page.getByRole('heading', { name: 'Er is iets veranderd' }).waitFor()
      await neighbour.page.getByText('gaat niet door').first().waitFor()
      await assertAccessible(neighbour, 'the own page with changes')
      await neighbour.picture('5-changes')
      await page.getByRole('button', { name: forPerson('Ongedaan maken', known.neighbour.name) }).click()
      await mendAndPublish()
      await neighbour.page.reload()
      await neighbour.page.getByText('nieuw', { exact: true }).first().waitFor()
    })
  })

  describe('6. an interviewer scores', () => {
    scene('picks a name, and the card of this round opens', async () => {
      const { page } = tablet
      const { plan, people, tables } = await dayAsTold()
      const { resident } = people.find(person => person.name === NAME)
      const isHere = meeting => tables.find(table => table.table === meeting.table).employer === known.employer.employer
      const [{ round, table_number }] = plan.meetings.filter(meeting => meeting.resident === resident && isHere(meeting))
      known.table = table_number
      const name = page.getByRole('main').getByRole('button').first()
      known.interviewer = (await name.innerText()).trim()
      await name.click()
      await onwardTo(organiser, round)
      await sitDownAt(tablet, table_number, NAME)
      await organiser.page.getByRole('button', { name: forPerson('Is er', NAME) }).click()
      await assertAccessible(tablet, 'the sheet')
      await tablet.picture('6-sheet')
    })

    scene('the phone says now, and where', async () => {
      await phone.page.getByRole('heading', { name: 'Nu', exact: true }).waitFor()
      await phone.page.getByText(`tafel ${known.table}`).first().waitFor()
      await assertSameClock([organiser, tablet, hall, phone].map(({ page }) => page.getByRole('timer')))
      await assertAccessible(phone, 'the own page during a talk')
      await phone.picture('6-now')
    })

    scene('scores, and the server dies without a goodbye: nothing that was called saved is lost', async () => {
      const { server } = world
      await score(tablet, 'Motivatie', 'wil dit werk')
      await score(tablet, 'Ervaring', 'iets vergelijkbaars')
      await waitSaved(tablet)
      for (const person of world.browser.people) person.serverIsAway = true
      await server.kill()
      await score(tablet, 'Taal voor dit werk', 'gesprek met collega')
      await waitSaved(tablet, 'offline: 1 bewaard op dit apparaat')
      assert.ok(await isScored(tablet, 'Taal voor dit werk', 'gesprek met collega'), 'the tablet works on without a server')
      await tablet.picture('6-offline')
      // The browser throws the page away, as tablets do, and starts it again without a network.
      await tablet.page.reload()
      await sitDownAt(tablet, known.table, NAME)
      await waitSaved(tablet, 'offline: 1 bewaard op dit apparaat')
      assert.ok(await isScored(tablet, 'Taal voor dit werk', 'gesprek met collega'), 'what was tapped before shows again')
      assert.ok(await isScored(tablet, 'Ervaring', 'iets vergelijkbaars'), 'and what the server had only just answered')
      await score(tablet, 'Reis', 'lukt, kost tijd')
      await waitSaved(tablet, 'offline: 2 bewaard op dit apparaat')
      await tablet.picture('6-offline-again')
      await server.restart()
      await waitSaved(tablet)
      for (const { page } of [organiser, hall]) await page.getByText(/Geen verbinding/).first().waitFor({ state: 'hidden' })
      for (const person of world.browser.people) person.serverIsAway = false
      await tablet.page.reload()
      await sitDownAt(tablet, known.table, NAME)
      for (const [criterion, words] of [['Motivatie', 'wil dit werk'], ['Ervaring', 'iets vergelijkbaars'], ['Taal voor dit werk', 'gesprek met collega']]) {
        assert.ok(await isScored(tablet, criterion, words), criterion)
      }
    })

    scene('the clock ran on while the server was gone', async () => {
      await assertSameClock([organiser, tablet, hall, phone].map(({ page }) => page.getByRole('timer')))
    })

    scene('a note that was refused waits with its words, and opens again where it was written', () => refusedNote(tablet))

    scene('writes a strength and a note, and ends with yes and a second interview', async () => {
      const { page } = tablet
      await score(tablet, 'Beschikbaar', 'past helemaal')
      await score(tablet, 'Reis', 'lukt goed')
      await page.getByText('Notitie', { exact: true }).click()
      await page.getByLabel('Notitie voor uw bedrijf').fill('Kan maandag beginnen.')
      await page.getByRole('button', { name: 'Notitie bewaren' }).click()
      await page.getByRole('listitem').filter({ hasText: 'Kan maandag beginnen.' }).waitFor()
      await page.getByRole('group', { name: 'Wilt u verder met deze persoon?' }).getByRole('radio', { name: 'Ja', exact: true }).check()
      const vacancies = page.getByRole('group', { name: 'Voor welke vacature?' })
      assert.equal(await vacancies.count(), 0, 'a vacancy is asked only when something follows')
      await page.getByRole('group', { name: 'Wat nu?' }).getByRole('radio', { name: 'Tweede gesprek' }).check()
      await vacancies.waitFor()
      await page.getByRole('button', { name: 'Gesprek afronden' }).click()
      await page.getByText('Schrijf één sterk punt op.').first().waitFor()
      await page.getByLabel('Sterk punt').fill('Rustig en nauwkeurig')
      known.vacancy = await chooseVacancy(tablet, vacancies)
      await page.getByRole('button', { name: 'Gesprek afronden' }).click()
      await page.getByText('Dit gesprek is afgerond.').waitFor()
      await waitSaved(tablet)
      await assertAccessible(tablet, 'the ended sheet')
      await tablet.picture('6-ended')
    })
  })

  describe('7. after the day', () => {
    scene('the matcher sees the sheet, and that the resident must still answer', async () => {
      const { page } = matcher
      await signIn(matcher, world.server.role('matcher'))
      await goTo(matcher, 'Vervolg')
      await page.getByRole('row').filter({ hasText: NAME }).filter({ hasText: known.interviewer }).filter({ hasText: 'Tweede gesprek' }).filter({ hasText: known.vacancy }).waitFor()
      await page.getByRole('listitem').filter({ hasText: NAME }).filter({ hasText: `voor: ${known.vacancy}` }).getByText('de werkgever wil een tweede gesprek; de deelnemer moet nog antwoorden').waitFor()
      await assertAccessible(matcher, 'the follow-up')
    })

    scene('the resident says yes on the phone, and the stage says where they are and why', async () => {
      const { page } = phone
      await page.goto('/mijn?lang=nl')
      await page.getByRole('heading', { name: `${known.employer.name} wil nog een keer met u praten` }).waitFor()
      await page.getByText(`Het gaat om dit werk: ${known.vacancy}`).waitFor()
      await assertAccessible(phone, 'the own page with a question')
      await phone.picture('7-own-page')
      await page.getByRole('button', { name: 'Ja, graag' }).click()
      await page.getByText('U zei ja.').waitFor()
      const column = matcher.page.locator('section').filter({ has: matcher.page.getByRole('heading', { name: /^Tweede gesprek/, level: 3 }) }).last()
      await column.getByRole('listitem').filter({ hasText: NAME }).filter({ hasText: `voor: ${known.vacancy}` }).getByText('de werkgever vroeg het en de deelnemer wil').waitFor()
      await matcher.picture('7-follow-up')
      await assertAccessible(matcher, 'the follow-up with an answer')
    })
  })

  test('nothing complained', () => assertQuiet(world))
})
