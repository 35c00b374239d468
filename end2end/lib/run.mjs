// One server, one browser, one story: opens both, closes both, and asks at the end that nobody complained.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Browser } from './browser.mjs'
import { Server, root } from './server.mjs'

/** Call inside `describe`. The server and the browser are there in every test of it. */
export function stage(options) {
  const world = {}
  before(async () => {
    world.server = await Server.start(options)
    world.browser = await Browser.open()
  })
  after(async () => {
    await world.browser?.close()
    await world.server?.stop()
  })
  return world
}

/**
 * Scenes of one story stand on each other: after one that failed the rest is not played and fails at once.
 * What every screen showed at that moment, and the server's log, are kept in end2end/artefacts.
 */
export function story(world) {
  let failed
  return (name, play) => test(name, async () => {
    if (failed) assert.fail(`not played, because "${failed}" failed`)
    try {
      await play()
    } catch (error) {
      failed = name
      await keepEvidence(world)
      throw error
    }
  })
}

async function keepEvidence({ server, browser }) {
  const folder = join(root, 'end2end/artefacts')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'failed-server.log'), server.log.join('\n'))
  for (const person of browser.people) await person.picture(`failed-${person.name}`).catch(() => {})
}

/** Nobody's console complained, nothing panicked, no answer was 5xx. Make it the last test of a story. */
export function assertQuiet({ server, browser }) {
  assert.deepEqual(browser.complaints, [], 'a console complained')
  assert.deepEqual(server.trouble, [], 'the log of the server shows trouble')
}

/** No violation that axe knows of on this screen, and nothing beside its edge. */
export async function assertAccessible(person, screen) {
  const found = await person.accessibility()
  assert.deepEqual(found, [], `axe finds this on ${screen}`)
  await assertFits(person, screen)
}

/** Nobody has to scroll sideways to read this screen; what may scroll inside it (a wide table) does so in its own frame. */
export async function assertFits(person, screen) {
  const { width } = person.page.viewportSize()
  const wide = await person.overflow()
  assert.equal(wide, undefined, `${screen} is wider than its ${width} pixels`)
}

/** Asks again until the answer is good; for what another screen or the server has to do first. */
export async function eventually(what, ask, { ms = 20_000 } = {}) {
  const end = Date.now() + ms
  let last
  while (Date.now() < end) {
    try {
      last = await ask()
      if (last) return last
    } catch (error) {
      last = error
    }
    await new Promise(done => setTimeout(done, 200))
  }
  throw new Error(`${what}: not within ${ms / 1000} s; last: ${last}`)
}
