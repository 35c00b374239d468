// The calendar file, as another program reads it: one entry for a fair however often it changes, at the right hour on
// the wall in summer and in winter, and taken out again by who cannot come.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import ICAL from 'ical.js'
import { Api } from '../lib/api.mjs'
import { stage } from '../lib/run.mjs'
import { fairPage, openSignUp, signUp } from '../lib/steps.mjs'

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' })
const TALK = { rounds: 6, talk_min: 10, change_min: 5, break_after: 3, break_min: 15 }

/** A phone's own calendar: an entry replaces the one of its name unless it is older, and a cancelled one is struck out. */
class Calendar {
  entries = new Map()

  take(text) {
    const file = new ICAL.Component(ICAL.parse(text))
    assert.equal(file.getFirstPropertyValue('method'), 'PUBLISH')
    for (const component of file.getAllSubcomponents('vevent')) {
      const event = new ICAL.Event(component)
      const known = this.entries.get(event.uid)
      if (known && known.sequence > event.sequence) continue
      this.entries.set(event.uid, { sequence: event.sequence, event, status: component.getFirstPropertyValue('status') })
    }
    return [...this.entries.values()]
  }
}

describe('a calendar', () => {
  const world = stage()
  let organiser, fair, phone
  const phoneCalendar = new Calendar()

  const day = (starts, more = {}) => ({
    name: 'Banenmarkt, Zonnedauw; met een lange naam die niet op één regel past', place: 'Grote zaal\\begane grond',
    meeting_point: 'De deur, links', capacity: 60, standby_max: 20, promised: 2, meetings_max: 6,
    timetable: { ...TALK, starts: Date.parse(starts) }, ...more,
  })
  const change = async day => {
    const { outcome } = await organiser.command('change_fair@1', { fair: fair.fair, day, take_back_plan: true })
    assert.equal(outcome, 'applied')
  }
  const file = async (lang = 'nl') => {
    const answer = await phone.ask(`/mijn/agenda.ics?lang=${lang}`)
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type'), /^text\/calendar; charset=utf-8$/)
    return answer.text()
  }

  before(async () => {
    organiser = await Api.signedIn(world.server, world.server.role('organiser'))
    fair = await openSignUp(organiser)
    phone = new Api(world.server)
    const path = await fairPage(world.server)
    const { card, pin } = await signUp(phone, path, { name: 'Klaproos' })
    assert.equal((await phone.form(`${card}?lang=nl`, { pin })).status, 303)
  })

  test('a fair is one entry, and says so with the words of the page', async () => {
    const [{ event, status, sequence }, ...others] = phoneCalendar.take(await file())
    assert.deepEqual(others, [])
    assert.match(status, /^(CONFIRMED|TENTATIVE)$/)
    assert.ok(Number.isInteger(sequence))
    assert.equal(event.summary, fair.name)
    assert.match(event.description, /Kijk op uw eigen pagina/)
    assert.doesNotMatch(await file(), /Klaproos/, 'a shared phone shows no name')
  })

  for (const [season, starts, shown] of [
    ['the last day of winter time', '2027-03-27T12:00:00Z', '2027-03-27 13:00'],
    ['the day on which the clock goes forward', '2027-03-28T11:00:00Z', '2027-03-28 13:00'],
    ['the day on which the clock goes back', '2027-10-31T12:00:00Z', '2027-10-31 13:00'],
  ]) {
    test(`a change to ${season} replaces the entry at the right hour`, async () => {
      await change(day(starts))
      const entries = phoneCalendar.take(await file('ar'))
      assert.equal(entries.length, 1)
      const [{ event }] = entries
      assert.equal(wall.format(event.startDate.toJSDate()), shown)
      assert.ok(event.endDate.toJSDate() > event.startDate.toJSDate())
      assert.equal(event.summary, day(starts).name)
      assert.equal(event.location, day(starts).place)
    })
  }

  test('an older file that is opened late changes nothing', async () => {
    const old = await file()
    await change(day('2027-11-03T12:00:00Z'))
    phoneCalendar.take(await file())
    const [{ event }] = phoneCalendar.take(old)
    assert.equal(wall.format(event.startDate.toJSDate()), '2027-11-03 13:00')
  })

  test('who cannot come takes it out, and who is not signed in gets nothing', async () => {
    const withdraw = /\/mijn\/afmelden\/[\w-]+/.exec(await (await phone.ask('/mijn')).text())[0]
    assert.equal((await phone.form(withdraw, { key: crypto.randomUUID() })).status, 303)
    const entries = phoneCalendar.take(await file())
    assert.deepEqual(entries.map(({ status }) => status), ['CANCELLED'])
    assert.match(await (await phone.ask('/mijn?lang=nl')).text(), /Haal uit mijn agenda/)
    assert.equal((await new Api(world.server).ask('/mijn/agenda.ics')).status, 401)
  })
})
