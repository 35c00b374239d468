// The power goes, again and again, at moments that nobody chose: the browser while a tablet scores, offline and online;
// the server while others write. What the screen called saved, and what the server acknowledged, stands once at the end.
// KILLS says how often each; SEED (printed) brings the same moments back.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { TABLET, openProfile } from '../lib/browser.mjs'
import { pair, sitDownAt, waitSaved } from '../lib/hall.mjs'
import { Server } from '../lib/server.mjs'
import { beginDay } from '../lib/steps.mjs'

const KILLS = Number(process.env.KILLS ?? 6)
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const LONGEST_MS = 1_500
const WRITERS = 8

/** Chance from a seed (mulberry32): a number below 1. */
function chanceOf(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const wait = ms => new Promise(done => setTimeout(done, ms))

/** In the page: says on the console which note the screen calls saved, in the moment in which it does. */
function tellWhatIsCalledSaved() {
  const told = new Set()
  const look = () => {
    const status = [...document.querySelectorAll('[role=status]')].map(one => one.textContent).join(' ')
    if (!/bewaard (op dit apparaat|bij de server)/.test(status) || /wordt bewaard|nergens/.test(status)) return
    for (const item of document.querySelectorAll('li')) {
      const [note] = /kill-\d+-\d+!/.exec(item.textContent) ?? []
      if (note && !told.has(note)) {
        told.add(note)
        console.log(`saved ${note}`)
      }
    }
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
}

describe(`killed ${KILLS} times each, SEED=${SEED}`, { timeout: 60_000 + KILLS * 60_000 }, () => {
  let server, organiser, head, profile
  before(async () => {
    server = await Server.start()
    organiser = await Api.signedIn(server, server.role('organiser'))
    head = await beginDay(organiser)
    // Round 1 stays, however long this takes.
    const paused = await organiser.command('pause@1', { session: head.session, based_on: 1 })
    assert.equal(paused.outcome, 'applied')
    profile = await mkdtemp(join(tmpdir(), 'werkronde-profile-'))
  })
  after(async () => {
    await server?.stop()
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })

  /** The tablet of who talks with somebody in round 1: paired, confirmed, with a name on it. */
  async function pairTablet(page) {
    const { session } = head
    const { plan, tables, people } = await organiser.pull(`session:${session}`)
    const meeting = plan.meetings.find(one => one.round === 1)
    const table = tables.find(one => one.table === meeting.table)
    const device = randomUUID()
    const { shown } = await organiser.command('open_pairing@1', { session, device, employer: table.employer, name: 'Tablet' })
    await pair({ page }, shown.pairing_code)
    await page.getByRole('heading', { name: 'Bijna klaar' }).waitFor()
    await organiser.command('confirm_device@1', { device })
    await page.getByRole('heading', { name: 'Wie bent u?' }).waitFor()
    await page.getByRole('main').getByRole('button').first().click()
    const { name } = people.find(one => one.resident === meeting.resident)
    return { table: table.number, name }
  }

  async function openNotes(page, seat) {
    await sitDownAt({ page }, seat.table, seat.name)
    const field = page.getByLabel('Notitie voor uw bedrijf')
    if (!await field.isVisible()) await page.getByText('Notitie', { exact: true }).click()
    return field
  }

  test('nothing that a tablet called saved is lost when its browser is killed, and nothing is there twice', async () => {
    const chance = chanceOf(SEED)
    const saved = new Set()
    const lives = { online: 0, offline: 0, 'offline from the start': 0 }
    let typed = 0, seat
    {
      const { context, page } = await openProfile(profile, server.base, TABLET)
      seat = await pairTablet(page)
      await openNotes(page, seat)
      await waitSaved({ page })
      await context.close()
    }
    for (let life = 0; life < KILLS; life += 1) {
      const kind = ['online', 'offline', 'offline from the start'][Math.floor(chance() * 3)]
      const { context, page, kill } = await openProfile(profile, server.base, TABLET)
      page.on('console', message => {
        const [, note] = /^saved (.*)$/.exec(message.text()) ?? []
        if (note) saved.add(note)
      })
      await page.addInitScript(tellWhatIsCalledSaved)
      if (kind === 'offline from the start') await context.setOffline(true)
      let killed = false
      try {
        await page.goto('/app/hall')
        const field = await openNotes(page, seat)
        if (kind === 'offline') await context.setOffline(true)
        lives[kind] += 1
        setTimeout(() => { killed = true; kill() }, chance() * LONGEST_MS)
        for (let n = 0; ; n += 1) {
          await field.fill(`kill-${life}-${n}!`)
          await page.getByRole('button', { name: 'Notitie bewaren' }).click()
          typed += 1
          await page.getByRole('listitem').filter({ hasText: `kill-${life}-${n}!` }).waitFor()
        }
      } catch (error) {
        if (!killed) {
          kill()
          throw error
        }
      }
      if (life % 20 === 19) console.log(`${life + 1} lives: ${typed} notes typed, ${saved.size} called saved`)
    }
    const { context, page } = await openProfile(profile, server.base, TABLET)
    await page.goto('/app/hall')
    await openNotes(page, seat)
    await waitSaved({ page })
    const scope = `session:${head.session}`
    const view = await page.evaluate(async path => (await fetch(path)).json(), `/app-api/pull?scope=${scope}&base=0`)
    await context.close()
    const stands = view.view.tablet.talks.flatMap(talk => talk.sheet.notes.map(note => note.text)).filter(text => text.startsWith('kill-'))
    console.log(`browser killed ${KILLS} times (${JSON.stringify(lives)}): ${typed} notes typed, ${saved.size} called saved, ${stands.length} at the server`)
    assert.deepEqual([...saved].filter(note => !stands.includes(note)), [], 'called saved and not at the server')
    assert.equal(new Set(stands).size, stands.length, 'a note is there twice')
    assert.ok(saved.size > 0 && typed > saved.size / 2, 'something was written')
    assert.deepEqual(server.trouble, [])
  })

  test('nothing that the server acknowledged is lost when it is killed under load, and nothing is there twice', async () => {
    const chance = chanceOf(SEED + 1)
    const acknowledged = new Set()
    let over = false, resent = 0
    const administrator = await Api.signedIn(server, server.role('administrator'))
    const write = async writer => {
      for (let n = 0; !over; n += 1) {
        const account = randomUUID(), id = randomUUID()
        const args = { account, invite: randomUUID(), name: 'Nieuwe Kracht', login_name: `kracht-${writer}-${n}`, roles: ['desk'] }
        while (true) {
          try {
            const answer = await administrator.command('invite_staff@1', args, id)
            if (answer) {
              assert.equal(answer.outcome, 'applied')
              break
            }
          } catch (error) {
            if (/assert/i.test(error.code ?? '')) throw error
          }
          resent += 1
          await wait(20 + chance() * 80)
        }
        acknowledged.add(account)
      }
    }
    const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer))
    for (let n = 0; n < KILLS; n += 1) {
      await wait(chance() * 400)
      await server.kill()
      await server.restart()
    }
    over = true
    await Promise.all(writers)
    const { account, location } = (await (await administrator.ask('/app-api/me')).json()).actor.staff
    assert.ok(account)
    const { staff } = await administrator.pull(`location:${location}`)
    const stands = staff.filter(one => one.login_name.startsWith('kracht-')).map(one => one.account)
    console.log(`server killed ${KILLS} times under load: ${acknowledged.size} commands acknowledged, ${resent} sent again, ${stands.length} there`)
    assert.deepEqual([...acknowledged].filter(one => !stands.includes(one)), [], 'acknowledged and not there')
    assert.equal(new Set(stands).size, stands.length)
    assert.equal(stands.length, acknowledged.size, 'each once')
    assert.ok(resent > 0, 'it went down while it was needed')
  })
})
