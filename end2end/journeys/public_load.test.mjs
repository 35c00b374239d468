// Sixty-four at once on the public pages: no panic, no 5xx, no growing memory. LOAD_SECONDS makes it shorter or longer.
import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { Api } from '../lib/api.mjs'
import { Server } from '../lib/server.mjs'
import { fairPage, openSignUp } from '../lib/steps.mjs'

const AT_ONCE = 64
const SECONDS = Number(process.env.LOAD_SECONDS ?? 30)
/** Caches fill while warming up; after that a page may leave nothing behind (8 kB a request was once measured). */
const GROWTH_MAX_MB = 24

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

function get(url) {
  const start = performance.now()
  return new Promise(done => {
    const sent = request(url, { agent, headers: { 'accept-encoding': 'br', 'accept-language': 'nl' } }, answer => {
      answer.resume()
      answer.on('end', () => done({ status: answer.statusCode, ms: performance.now() - start }))
      answer.on('error', () => done({ status: 0, ms: performance.now() - start }))
    })
    sent.on('error', () => done({ status: 0, ms: performance.now() - start }))
    sent.end()
  })
}

/** AT_ONCE askers, each with its next question as soon as the last is answered. */
async function load(urls, seconds) {
  const answers = []
  const end = performance.now() + seconds * 1000
  const asker = async number => {
    for (let turn = number; performance.now() < end; turn += 1) answers.push(await get(urls[turn % urls.length]))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => asker(number)))
  return answers
}

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]

describe('public pages under load', () => {
  let server
  before(async () => {
    server = await Server.start()
    await openSignUp(await Api.signedIn(server, server.role('organiser')))
  })
  after(async () => { agent.destroy(); await server?.stop() })

  test(`${AT_ONCE} at once for ${SECONDS} s leave no panic, no 5xx and no growing memory`, async () => {
    const fair = await fairPage(server)
    const paths = ['/', fair, `${fair}?lang=en`, `${fair}?lang=ar`, '/toegankelijkheid', '/mijn-gegevens', '/mijn', '/gone']
    const urls = paths.map(path => server.url(path))
    await load(urls, Math.max(2, SECONDS / 4))
    const before = await server.memory()
    const answers = await load(urls, SECONDS)
    const memory = await server.memory()

    const times = answers.map(answer => answer.ms).sort((a, b) => a - b)
    const counts = new Map()
    for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1)
    console.log(`${Math.round(answers.length / SECONDS)} requests per second, p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms`)
    console.log(`resident memory ${before.toFixed(0)} MB before, ${memory.toFixed(0)} MB after ${answers.length} requests`)
    console.log(`answers: ${[...counts].map(([status, times]) => `${status} × ${times}`).join(', ')}`)

    assert.ok(answers.length > AT_ONCE * 2, 'hardly anything was asked')
    assert.deepEqual(answers.filter(answer => answer.status === 0 || answer.status >= 500), [])
    assert.ok(counts.get(200) > answers.length / 2, 'most pages should be found')
    assert.deepEqual(server.trouble, [])
    assert.ok(memory - before <= GROWTH_MAX_MB, `memory grew by ${(memory - before).toFixed(0)} MB`)
  })
})
