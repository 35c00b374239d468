// Seven people at seven screens: one browser, a context for each, and everything that goes wrong on a screen kept.
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { root } from './server.mjs'

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--mute-audio',
]
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }
export const TABLET = { viewport: { width: 820, height: 1180 }, hasTouch: true }
export const LAPTOP = { viewport: { width: 1440, height: 900 } }
export const HALL = { viewport: { width: 1920, height: 1080 } }
const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 20_000)

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const artefacts = join(root, 'end2end/artefacts')

function installedBrowser() {
  const places = [process.env.WERKRONDE_BROWSER, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const found = places.find(place => place && existsSync(place))
  if (!found) throw new Error('No Chromium was found: install the package chromium, or name it in WERKRONDE_BROWSER.')
  return found
}

/**
 * One screen whose browser keeps its storage in this folder, as a tablet does. `kill` takes the power away: the whole
 * browser, with every process that belongs to it.
 */
export async function openProfile(folder, base, screen) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: installedBrowser(), args: FLAGS, headless: true,
    ...screen, baseURL: base, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  return { context, page: context.pages()[0] ?? await context.newPage(), kill: () => killAll(folder) }
}

/** Every process of the browser that works in this folder, found by its command line and gone at once. */
function killAll(folder) {
  const ours = pid => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${folder}`)
    } catch {
      return false // It ended meanwhile.
    }
  }
  const main = readdirSync('/proc').filter(name => /^\d+$/.test(name)).filter(ours)
  for (const pid of main) {
    try {
      process.kill(-Number(pid), 'SIGKILL')
    } catch {
      // No group of its own: it goes with the others.
    }
  }
}

export class Browser {
  people = []

  static async open() {
    const browser = new Browser()
    browser.chromium = await chromium.launch({ executablePath: installedBrowser(), args: FLAGS, headless: true })
    mkdirSync(artefacts, { recursive: true })
    return browser
  }

  /**
   * Someone with a screen of their own: own cookies, own storage. `worker: false` leaves the service worker out, for who
   * loads the workplace again and again: the driver halts every worker that starts, and a page that is loaded in that
   * moment waits for it in vain. (Driven without halting workers, 50 such loads of 50 came.)
   */
  async person(name, base, screen, { script = true, lang = 'nl-NL', worker = true } = {}) {
    const context = await this.chromium.newContext({
      serviceWorkers: worker ? 'allow' : 'block',
      ...screen, baseURL: base, locale: lang, timezoneId: 'Europe/Amsterdam', javaScriptEnabled: script, reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(PATIENCE_MS)
    const person = new Person(name, context, await context.newPage(), script)
    this.people.push(person)
    return person
  }

  /** All that the consoles of all screens complained about. */
  get complaints() {
    return this.people.flatMap(person => person.complaints.map(text => `${person.name}: ${text}`))
  }

  async close() {
    await this.chromium.close()
  }
}

export class Person {
  complaints = []
  /** While the server is away, a screen may say that it cannot reach it. */
  serverIsAway = false

  constructor(name, context, page, script) {
    Object.assign(this, { name, context, script })
    this.open(page)
  }

  /** Goes on with this page: the one before may be closed. */
  open(page) {
    this.page = page
    page.on('pageerror', error => this.complaints.push(`${page.url()}: ${error.message}`))
    page.on('console', message => {
      if (message.type() === 'error' && !this.#isAboutTheAbsentServer(message)) {
        this.complaints.push(`${page.url()}: ${message.text()} ${message.location().url ?? ''}`)
      }
    })
  }

  #isAboutTheAbsentServer(message) {
    return this.serverIsAway && /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_SOCKET|WebSocket|Failed to load resource|when fetching the script/.test(message.text())
  }

  /** What axe finds on this screen, one line for each place. Runs in the page, also where pages may run no script. */
  async accessibility() {
    return this.#look(axeIn)
  }

  #look(at) {
    return this.script ? at(this.page) : inACopy(this, at)
  }

  /** The page's own width where it is wider than the window, with what sticks out farthest; undefined where all fits. */
  async overflow() {
    return this.#look(overflowIn)
  }

  async picture(name) {
    await this.page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: false })
  }
}

// With JavaScript off nothing of ours can run either: the very same HTML is shown in a context that may, and looked at there.
async function inACopy(person, look) {
  const viewport = person.page.viewportSize()
  const context = await person.context.browser().newContext({ viewport, storageState: await person.context.storageState() })
  try {
    const page = await context.newPage()
    const [url, html] = [person.page.url(), await person.page.content()]
    await page.route(url, route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
    await page.goto(url)
    return await look(page)
  } finally {
    await context.close()
  }
}

async function axeIn(page) {
  // Runs in an isolated world, which the content security policy of the page does not bind.
  await page.evaluate(await readFile(axe, 'utf8'))
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return violations.flatMap(({ id, help, nodes }) => nodes.map(node => `${page.url()} ${id}: ${help} · ${node.target.join(' ')} · ${node.html.slice(0, 160)}`))
}

function overflowIn(page) {
  return page.evaluate(width => {
    const page = document.documentElement
    if (page.scrollWidth <= width) return undefined
    const beyond = element => {
      const { left, right } = element.getBoundingClientRect()
      return Math.max(right - width, -left)
    }
    const [first] = [...document.body.querySelectorAll('*')].sort((a, b) => beyond(b) - beyond(a))
    return `${page.scrollWidth}: ${first.outerHTML.slice(0, 160)}`
  }, page.viewportSize().width)
}
