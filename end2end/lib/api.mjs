// The calls that a screen makes, without the screen: to set a stage, to act as an attacker, and to look at what is stored.
import { randomUUID } from 'node:crypto'

export class Api {
  cookies = new Map()

  constructor(server) {
    this.server = server
  }

  /** A staff member who is signed in. */
  static async signedIn(server, { login_name, password }) {
    const api = new Api(server)
    const answer = await api.post('/app-api/sign-in', { login_name, password })
    if (!answer.ok) throw new Error(`signing in as ${login_name}: ${answer.status}`)
    return api
  }

  /** Any request, with this caller's cookies, from the same origin as a screen's. Redirects are not followed. */
  async ask(path, { method = 'GET', headers = {}, body } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(this.server.url(path), {
      method, body, redirect: 'manual', headers: { origin: this.server.base, 'accept-language': 'nl', ...(cookie && { cookie }), ...headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (value) this.cookies.set(name, value)
      else this.cookies.delete(name)
    }
    return answer
  }

  post(path, json) {
    return this.ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) })
  }

  /** A form as a phone without script sends it. */
  form(path, fields) {
    return this.ask(path, { method: 'POST', body: new URLSearchParams(fields) })
  }

  /** Sends one command and gives its answer. */
  async command(kind, args, id = randomUUID()) {
    const answer = await this.post('/app-api/push', { commands: [{ id, made_at_ms: Date.now(), kind, args }] })
    if (!answer.ok) throw new Error(`${kind}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()).answers[0]
  }

  /** What this caller sees of a scope; undefined when it is not theirs. */
  async pull(scope) {
    const answer = await this.ask(`/app-api/pull?scope=${encodeURIComponent(scope)}&base=0`)
    if (answer.status === 404) return undefined
    if (!answer.ok) throw new Error(`pull ${scope}: ${answer.status}`)
    const { view } = await answer.json()
    return Object.values(view)[0]
  }

  /** The fairs of the own location, as the list of fairs shows them. */
  async fairs() {
    const me = await (await this.ask('/app-api/me')).json()
    const location = JSON.stringify(me.actor).match(/"location":"([^"]+)"/)[1]
    return (await this.pull(`location:${location}`)).fairs
  }
}

const HIDDEN = /<input\b[^>]*\btype="hidden"[^>]*>/g
const NAME = /\bname="([^"]*)"/
const VALUE = /\bvalue="([^"]*)"/

/** The value of each hidden field in a page. */
export function hiddenFields(html) {
  const inputs = html.match(HIDDEN) ?? []
  return Object.fromEntries(inputs.map(input => [NAME.exec(input)?.[1] ?? '', VALUE.exec(input)?.[1] ?? '']))
}
