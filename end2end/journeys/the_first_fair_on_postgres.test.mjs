// The same day as the_first_fair, on PostgreSQL, in a cluster of its own.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { root } from '../lib/server.mjs'

const cluster = mkdtempSync(join(tmpdir(), 'werkronde-'))
const postgres = what => execFileSync(join(root, 'end2end/postgres.sh'), [what, cluster], { encoding: 'utf8' }).trim()

after(() => {
  postgres('stop')
  rmSync(cluster, { recursive: true, force: true })
})
process.env.DATABASE_URL = postgres('start')
await import('./the_first_fair.test.mjs')
