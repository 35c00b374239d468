// One instance, one seed, one number of moves: the same plan, byte for byte, natively and as WebAssembly.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { root, werkronde } from '../lib/server.mjs'

const { Planner } = createRequire(import.meta.url)(join(root, 'target/planner_wasm/wasm-release/planner_wasm.js'))
const file = name => join(root, 'app/domain/tests/rotation/instances', `${name}.json`)

async function native(name, moves, seed) {
  const { code, out, err } = await werkronde(['plan', file(name), '--moves', String(moves), '--seed', String(seed)])
  assert.equal(code, 0, err)
  return out.trimEnd()
}

describe('the same plan everywhere', () => {
  // Each family of the public set; of the large one less, for this is a debug build of the server.
  const cases = [['a-01', 20_000], ['b-01', 12_000], ['c-01', 3_000], ['d-02', 20_000], ['e-01-s3', 20_000], ['e-02-s5', 12_000]]
  for (const [name, moves] of cases) {
    test(`${name}, ${moves} moves`, async () => {
      const planner = new Planner(readFileSync(file(name), 'utf8'))
      const plans = []
      for (const seed of [1, 2, 77]) {
        const answer = planner.plan(BigInt(moves), BigInt(seed))
        assert.equal(answer.plan(), await native(name, moves, seed), `seed ${seed}`)
        assert.ok(answer.moves() <= BigInt(moves))
        plans.push(answer.plan())
      }
      const { meetings } = JSON.parse(plans[0])
      assert.ok(meetings.length > 10, `${meetings.length} meetings`)
    })
  }

  test('a document that is wrong names the place here too', () => {
    const wrong = readFileSync(file('a-01'), 'utf8').replace('"rooms"', '"roms"')
    assert.throws(() => new Planner(wrong), /unknown field `roms`/)
  })

  // Without the budget it would never end; on a busy machine it ends before its first move, with the plan it has.
  test('a budget in milliseconds ends it, with a plan', { timeout: 60_000 }, () => {
    const planner = new Planner(readFileSync(file('b-01'), 'utf8'))
    const { meetings } = JSON.parse(planner.plan_within(50, 1n).plan())
    assert.ok(meetings.length > 10, `${meetings.length} meetings`)
  })
})
