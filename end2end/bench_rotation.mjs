// The planner's bench: each instance, budget and build in a process of its own, one after the other, so that time and
// memory are its own. What a plan is worth is said by check_plan.py, what it is measured against by manifest.json.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = join(import.meta.dirname, '..')
const set = join(root, 'app/domain/tests/rotation')

if (process.argv[2] === 'wasm') await wasm(...process.argv.slice(3))
else bench(process.argv.slice(2))

/** Plans one instance as WebAssembly and prints what it cost. */
async function wasm(instance, budget, out) {
  const { Planner, linear_memory } = createRequire(import.meta.url)(join(root, 'target/planner_wasm/release/planner_wasm.js'))
  const planner = new Planner(readFileSync(instance, 'utf8'))
  // The engine compiles what is called often, beside it; a worker that waits for a tap has planned before, and waited.
  if (!process.env.BENCH_COLD) {
    planner.plan(4_000n, 2n)
    await rest(1_000)
  }
  const started = performance.now(), before = process.cpuUsage()
  const answer = planner.plan_within(Number.parseFloat(budget), 1n)
  const wall_ms = performance.now() - started, { user, system } = process.cpuUsage(before)
  writeFileSync(out, answer.plan())
  const utility_at_most = answer.utility_at_most()
  console.log(JSON.stringify({
    wall_ms, cpu_ms: (user + system) / 1e3, peak_bytes: linear_memory().buffer.byteLength, moves: Number(answer.moves()),
    utility_at_most: utility_at_most === undefined ? null : Number(utility_at_most),
  }))
}

function bench(only) {
  const budgets = (process.env.BENCH_BUDGETS_MS ?? '50 200 1000 5000').split(' ').map(Number)
  // As many as the command line takes. Processor time is the first worker's.
  const workers = Number(process.env.BENCH_WORKERS ?? Math.min(availableParallelism(), 8))
  // Processor time is not blurred by other programs; WebAssembly has only the clock.
  const unit = process.env.BENCH_PROCESSOR ? 'cpu' : 'ms'
  const manifest = JSON.parse(readFileSync(join(set, 'manifest.json'), 'utf8'))
  const instances = manifest.instances.filter(({ id }) => only.length === 0 || only.some(start => id.startsWith(start)))
  const builds = {
    native: [join(root, 'target/release/examples/rotation_bench'), 'one'],
    wasm: [process.execPath, fileURLToPath(import.meta.url), 'wasm'],
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-rotation-'))
  try {
    console.log(`${instances.length} instances; ${availableParallelism()} processors, ${workers} native workers, load ${loadavg()[0].toFixed(1)} at the start`)
    for (const budget of budgets) {
      const runs = []
      for (const instance of instances) {
        for (const [build, [program, ...args]] of Object.entries(builds)) {
          const file = join(set, instance.file), out = join(folder, 'plan.json')
          const cost = JSON.parse(execFileSync(program, [...args, file, `${budget}${unit}`, out, workers], { encoding: 'utf8' }))
          runs.push({ instance, build, cost, judge: { instance: file, plan: JSON.parse(readFileSync(out, 'utf8')) } })
        }
      }
      const cases = JSON.stringify(runs.map(run => run.judge))
      const verdicts = JSON.parse(execFileSync('python3', [join(set, 'judge_many.py')], { input: cases, encoding: 'utf8', maxBuffer: 1 << 28 }))
      console.log(`\n${budget} ms ${unit === 'cpu' ? 'of processor time, WebAssembly on the clock' : 'on the clock'}`)
      print(runs.map((run, index) => row(run, verdicts[index])))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What one plan is worth and what it cost. */
function row({ instance, build, cost }, verdict) {
  const { report } = verdict
  if (!report) return { id: instance.id, build, valid: false, levels: `NOT VALID ${JSON.stringify(verdict)}` }
  const known = instance.best_known, names = Object.keys(known.status), upper = names.indexOf('utility')
  const differs = names.slice(0, upper).findIndex((_, index) => report.vector[index] !== known.vector[index])
  const utility = report.levels.utility, best = known.levels.utility
  const beats = report.vector.findIndex((value, index) => value !== known.vector[index])
  return {
    id: instance.id, build, valid: true, equal: differs < 0,
    better: beats >= 0 && report.vector[beats] < known.vector[beats],
    levels: differs < 0 ? 'equal' : `${names[differs]} ${report.vector[differs]} for ${known.vector[differs]}`,
    gap: 100 * (best - utility) / Math.max(best, 1),
    comfort: report.levels.comfort / Math.max(known.levels.comfort, 1),
    bound: cost.utility_at_most === null ? null : 100 * (cost.utility_at_most - utility) / Math.max(utility, 1),
    wall: cost.wall_ms, cpu: cost.cpu_ms, memory: cost.peak_bytes,
  }
}

function print(rows) {
  const figure = (value, digits) => value === null || value === undefined ? '–' : value.toFixed(digits)
  const columns = [
    ['instance', -9, row => row.id], ['build', -7, row => row.build], ['levels above utility', -26, row => row.levels],
    ['gap %', 8, row => figure(row.gap, 3)], ['comfort ×', 10, row => figure(row.comfort, 3)],
    ['bound gap %', 12, row => figure(row.bound, 3)], ['ms', 8, row => figure(row.wall, 1)],
    ['cpu ms', 8, row => figure(row.cpu, 1)], ['MB', 6, row => row.memory ? (row.memory / 1e6).toFixed(1) : '–'],
    ['', 2, row => row.better ? '  better than best known' : ''],
  ]
  const pad = (text, width) => width < 0 ? text.padEnd(-width) : text.padStart(width)
  console.log(columns.map(([title, width]) => pad(title, width)).join(' ').trimEnd())
  for (const row of rows) console.log(columns.map(([, width, cell]) => pad(cell(row), width)).join(' ').trimEnd())
  for (const build of ['native', 'wasm']) {
    const own = rows.filter(row => row.build === build)
    const mean = key => own.reduce((sum, row) => sum + (row[key] ?? 0), 0) / Math.max(own.length, 1)
    const equal = own.filter(row => row.equal)
    const at = (list, key) => list.reduce((most, row) => Math.max(most, row[key] ?? 0), 0)
    console.log(`${build}: ${own.filter(row => row.valid).length} of ${own.length} valid, ${equal.length} equal above utility, ` +
      `of these the widest gap ${figure(at(equal, 'gap'), 3)} % and comfort ${figure(at(equal, 'comfort'), 3)} ×; ` +
      `mean ${figure(mean('wall'), 1)} ms, at most ${figure(at(own, 'wall'), 1)} ms and ${(at(own, 'memory') / 1e6).toFixed(1)} MB`)
  }
  if (rows.some(row => !row.valid)) process.exitCode = 1
}
