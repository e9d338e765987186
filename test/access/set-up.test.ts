import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eachEngine, type ApiAnswer, type TestDatabase } from '../support/index.js'
import { SECRET, startAccess, type AccessHost } from './support/access-host.js'

const code = (answer: ApiAnswer) => (answer.body as { code: string }).code

eachEngine((engine) => {
  let database: TestDatabase
  let host: AccessHost
  beforeEach(async () => {
    database = await engine.another()
    host = await startAccess(database)
  })
  afterEach(async () => {
    await host.stop()
    await database.drop()
  })

  const body = (token: string | null, more: Record<string, unknown> = {}) => ({
    token,
    organisation: '한빛상점',
    domain: 'hanbit',
    service: { name: '고객센터', code: 'help' },
    member: { login: 'admin', name: '한지민', email: 'admin@hanbit.example', password: SECRET },
    language: 'ko',
    ...more,
  })

  describe('TEN-1: the first set-up', () => {
    it('makes organisation, service, owner and first group, signs the owner in and tells plugins', async () => {
      const token = await host.area.setUp.ensureToken()
      const client = host.client()
      expect(await client.get(`/api/setup?token=${token}`)).toEqual({ needed: true, valid: true })
      const answer = await client.request('POST', '/api/setup', body(token))
      expect(answer.status).toBe(201)
      expect(answer.body).toMatchObject({
        session: {
          member: { login: 'admin', name: '한지민', language: 'ko', organisationAdmin: true, operator: true },
          organisation: { name: '한빛상점', domain: 'hanbit' },
          services: [{ code: 'help', name: '고객센터', permissions: expect.arrayContaining(['tickets', 'tickets.hand-over', 'service', 'organisation', 'operator']) }],
        },
      })
      expect(await client.get('/api/s/help/groups')).toMatchObject({ items: [{ name: '기본', members: [{ name: '한지민' }] }] })
      expect(await client.get('/api/s/help/agents')).toMatchObject({ items: [{ login: 'admin', roles: ['manager.ticket', 'agent.ticket'] }] })
      expect(host.events).toMatchObject([{ name: 'contract.changed', payload: { item: 'ticket', active: true, cause: { origin: 'system' } } }])
      const [service] = await database.query<{ id: number }>('select id from service')
      expect(await database.query('select service_id from outbox_event')).toEqual([{ service_id: service!.id }])
      expect(await host.asService('hanbit', 'help', () => host.area.services.current())).toMatchObject({ code: 'help', name: '고객센터', organisation: '한빛상점', domain: 'hanbit', language: 'ko', timeZone: 'Asia/Seoul' })
    })

    it('needs the newest link, and only once', async () => {
      const old = await host.area.setUp.ensureToken()
      const token = await host.area.setUp.ensureToken()
      for (const wrong of [old, 'made-up', '']) {
        const answer = await host.client().request('POST', '/api/setup', body(wrong))
        expect([answer.status, code(answer)]).toEqual([410, 'organisations.set_up_link_invalid'])
        expect(await host.client().get(`/api/setup?token=${wrong}`)).toMatchObject({ needed: true, valid: false })
      }
      expect((await host.client().request('POST', '/api/setup', body(token))).status).toBe(201)
      expect((await host.client().request('POST', '/api/setup', body(token, { organisation: 'Second', domain: 'second' }))).status).toBe(410)
      expect(await host.client().get(`/api/setup?token=${token}`)).toMatchObject({ needed: false, valid: false })
      expect(await host.area.setUp.ensureToken()).toBeNull()
    })

    it('is done by one of two who come at once', async () => {
      const token = await host.area.setUp.ensureToken()
      const answers = await Promise.all(['first', 'second', 'third'].map((domain) => host.client().request('POST', '/api/setup', body(token, { organisation: domain, domain }))))
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 410, 410])
      expect(await database.query('select id from organisation')).toHaveLength(1)
      expect(await database.query('select id from member')).toHaveLength(1)
    })

    it('leaves the link good when the input is not', async () => {
      const token = await host.area.setUp.ensureToken()
      const bad: [Record<string, unknown>, string][] = [
        [{ domain: '1acme' }, 'http.bad_input'],
        [{ domain: 'a' }, 'http.bad_input'],
        [{ service: { name: 'Help', code: 'a b' } }, 'http.bad_input'],
        [{ member: { login: 'admin', name: 'A', email: 'nowhere', password: SECRET } }, 'http.bad_input'],
        [{ member: { login: 'admin', name: 'A', email: 'a@acme.example', password: 'password123' } }, 'access.weak_password'],
      ]
      for (const [more, expected] of bad) expect(code(await host.client().request('POST', '/api/setup', body(token, more)))).toBe(expected)
      expect((await host.client().request('POST', '/api/setup', body(token))).status).toBe(201)
    })
  })

  describe('TEN-1: a second organisation', () => {
    it('can have neither the name nor the domain of the first', async () => {
      await host.addOrganisation('acme')
      await expect(host.addOrganisation('acme')).rejects.toThrow('organisations.name_taken')
      await database.query("update organisation set name = 'Rival'")
      await expect(host.addOrganisation('acme')).rejects.toThrow('organisations.domain_taken')
      expect(await database.query('select id from organisation')).toHaveLength(1)
    })

    it('makes log-in ask for the organisation', async () => {
      await host.addOrganisation('acme')
      await host.addOrganisation('other')
      const signIn = (organisation?: string) => host.client().request('POST', '/api/session', { login: 'owner', password: SECRET, ...(organisation ? { organisation } : {}) })
      expect((await signIn()).status).toBe(401)
      expect((await signIn('OTHER')).body).toMatchObject({ session: { organisation: { domain: 'other' } } })
    })
  })
})
