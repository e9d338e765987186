import { createCore, createLogger, readConfig, type Core } from '@opencontact/core'
import type WebSocket from 'ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, addService, Desk, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine, freePort, type ApiClient } from '../support/index.js'

interface Person { readonly name: string; readonly doing: string }
interface Heard { readonly type: string; readonly code?: string; readonly name?: string; readonly payload?: { readonly number?: string; readonly people?: Person[]; readonly tickets?: Record<string, Person[]> } }

/** An open console, as far as its live connection goes. */
class Console {
  readonly heard: Heard[] = []
  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.heard.push(JSON.parse(String(data)) as Heard))
  }
  static async open(client: ApiClient, service = 'help'): Promise<Console> {
    const opened = new Console(client.webSocket())
    await new Promise((resolve, reject) => opened.socket.once('open', resolve).once('error', reject))
    opened.say({ type: 'subscribe', service, topics: ['presence'] })
    await until('the subscription', async () => opened.heard.find((one) => one.name === 'presence.all'))
    return opened
  }
  say(message: unknown): void {
    this.socket.send(JSON.stringify(message))
  }
  /** Who is on the ticket, as far as this console was told. */
  on(number: string): string[] {
    const told = [...this.heard].reverse().find((one) => one.payload?.number === number || one.name === 'presence.all')
    return (told?.payload?.people ?? told?.payload?.tickets?.[number] ?? []).map((person) => `${person.name} ${person.doing}`)
  }
  sees(number: string, people: readonly string[]): Promise<unknown> {
    return until(`${people.join(', ') || 'nobody'} on ${number}`, async () => JSON.stringify(this.on(number)) === JSON.stringify(people) || null)
  }
}

describe('who is on a ticket', () => {
  eachEngine((engine) => {
    let running: RunningCore
    /** With Postgres a second process on the same database. */
    let other: Core | undefined
    let [kim, lee]: [ApiClient?, ApiClient?] = []
    let number = ''
    beforeAll(async () => {
      running = await startCore(engine)
      const groupId = await new Desk(running.admin, running.smtpPort).groupId()
      for (const login of ['kim', 'lee']) await addMember(engine, { organisation: 'acme', code: 'help' }, login, ['agent.ticket'], [groupId])
      let url = running.url
      if (engine.engine === 'postgres') {
        other = await createCore(readConfig({ OC_PORT: '0', OC_LOG_LEVEL: 'silent', OC_EMAIL_SMTP_PORT: String(await freePort()), OC_EMAIL_CATCHER_PORT: String(await freePort()), ...engine.env() }), createLogger('silent'))
        url = (await other.start()).url
      }
      kim = await signIn(running.url, 'acme', 'kim')
      lee = await signIn(url, 'acme', 'lee')
      number = (await running.admin.post<{ number: string }>('/api/s/help/tickets', { subject: 'Who is on it', html: '<p>x</p>', customer: { scheme: 'email', address: 'a@customer.example' } })).number
    })
    afterAll(async () => {
      await other?.stop()
      await running?.stop()
    })

    it('TKT-16: is shown to the others, on another process too, and a killed console disappears', async () => {
      const [one, two] = [await Console.open(kim!), await Console.open(lee!)]
      one.say({ type: 'present', number, doing: 'viewing' })
      await two.sees(number, ['Agent kim viewing'])
      one.say({ type: 'present', number, doing: 'writing' })
      await two.sees(number, ['Agent kim writing'])
      two.say({ type: 'present', number, doing: 'viewing' })
      await one.sees(number, ['Agent kim writing', 'Agent lee viewing'])
      // Whoever comes later is told at once.
      const late = await Console.open(lee!)
      expect(late.on(number)).toEqual(['Agent kim writing', 'Agent lee viewing'])
      one.socket.terminate()
      await two.sees(number, ['Agent lee viewing'])
      two.say({ type: 'present', number: null, doing: 'viewing' })
      await late.sees(number, [])
      for (const { socket } of [two, late]) socket.close()
    })

    it('PRM-4: another service’s ticket has nobody to be on it, and nobody of another service is told', async () => {
      await addService(engine, { organisation: 'rival', code: 'vault' })
      await addMember(engine, { organisation: 'rival', code: 'vault' }, 'spy', ['agent.ticket'])
      const spy = await Console.open(await signIn(running.url, 'rival', 'spy'), 'vault')
      const one = await Console.open(kim!)
      one.say({ type: 'present', number, doing: 'viewing' })
      await one.sees(number, ['Agent kim viewing'])
      spy.say({ type: 'present', number, doing: 'writing' })
      await until('a refusal', async () => spy.heard.find((heard) => heard.code === 'http.not_found'))
      expect(one.on(number)).toEqual(['Agent kim viewing'])
      expect(JSON.stringify(spy.heard)).not.toContain(number)
      spy.socket.close()
      one.socket.close()
    })

    it('TKT-16: a console that says it all the time is told to stop, and the connection lives', async () => {
      const one = await Console.open(kim!)
      for (let i = 0; i < 200; i++) one.say({ type: 'present', number, doing: i % 2 === 0 ? 'viewing' : 'writing' })
      await until('a refusal', async () => one.heard.find((heard) => heard.code === 'http.too_many_requests'))
      expect(one.socket.readyState).toBe(one.socket.OPEN)
      one.socket.close()
    })
  })
})
