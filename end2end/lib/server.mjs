// Starts the real server on its demo day, in a data folder (or database) of its own, and watches its log.
// A panic or an answer of 5xx in the log fails the journey that caused it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const root = join(import.meta.dirname, '../..')
const program = () => join(root, process.env.WERKRONDE_BIN ?? 'target/debug/werkronde')
const START_MS = 60_000

/** What makes a line of the log a failure. Refusals and warnings are no failures. */
export function isTrouble(line) {
  return /panicked at|\bPANIC\b|"level":"ERROR"|\bERROR\b|status[":=\s]+5\d\d\b/.test(line.replace(/\x1b\[[0-9;]*m/g, ''))
}

export class Server {
  log = []
  #process
  #data

  /** A server on an empty database, filled with the demo day unless told not to. DATABASE_URL chooses PostgreSQL. */
  static async start({ demo = true } = {}) {
    const server = new Server()
    server.#data = await mkdtemp(join(tmpdir(), 'werkronde-'))
    server.args = demo ? ['--demo'] : []
    await server.#run('127.0.0.1:0')
    return server
  }

  async #run(listen) {
    const args = ['serve', '--json', '--listen', listen, '--data-dir', this.#data, ...this.args]
    const child = spawn(program(), args, { cwd: this.#data, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#process = child
    this.exited = once(child, 'exit')
    createInterface({ input: child.stderr }).on('line', line => this.log.push(line))
    const out = createInterface({ input: child.stdout })
    const first = await Promise.race([
      once(out, 'line').then(([line]) => line),
      this.exited.then(([code]) => { throw new Error(`the server ended with ${code}\n${this.log.join('\n')}`) }),
      new Promise((_, fail) => setTimeout(() => fail(new Error(`the server did not start\n${this.log.join('\n')}`)), START_MS).unref()),
    ])
    const said = JSON.parse(first)
    this.base = said.listening
    this.roles = said.roles
  }

  /** The demo sign-in of a role, such as `organiser`, with what it signs in with as plain properties. */
  role(name) {
    const role = this.roles.find(role => role.role === name)
    if (!role) throw new Error(`no demo role "${name}" among ${this.roles.map(role => role.role).join(', ')}`)
    const pairs = Array.isArray(role.sign_in) ? role.sign_in : Object.entries(role.sign_in ?? {})
    return { ...role, ...Object.fromEntries(pairs) }
  }

  get dataDir() {
    return this.#data
  }

  url(path = '/') {
    return new URL(path, this.base).href
  }

  /** The power goes: no goodbye, nothing is finished. */
  async kill() {
    this.#process.kill('SIGKILL')
    await this.exited
  }

  /** Back on the same port with the same data. */
  async restart() {
    await this.#run(new URL(this.base).host)
  }

  /** Resident memory in MB, as the kernel counts it. */
  async memory() {
    const status = await readFile(`/proc/${this.#process.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024
  }

  /** Processor time in seconds so far, as the kernel counts it in hundredths. */
  async processor() {
    const stat = await readFile(`/proc/${this.#process.pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  }

  /** Lines of the log that must not be there. */
  get trouble() {
    return this.log.filter(isTrouble)
  }

  /** Ends as an administrator would end it; the server must finish within ten seconds. */
  async stop() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill('SIGTERM')
      const late = setTimeout(() => this.#process.kill('SIGKILL'), 10_000)
      const [, signal] = await this.exited
      clearTimeout(late)
      this.endedByItself = signal !== 'SIGKILL'
    }
    await rm(this.#data, { recursive: true, force: true })
  }
}

/** The real command line, for tasks beside `serve`. */
export async function werkronde(args, { env = {}, input } = {}) {
  const child = spawn(program(), args, { cwd: root, env: { ...process.env, ...env } })
  let out = '', err = ''
  child.stdout.on('data', data => { out += data })
  child.stderr.on('data', data => { err += data })
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return { code, out, err }
}
