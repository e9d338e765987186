import type { Role } from 'adapters-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, type ApiAnswer } from '../support/index.js'
import { startAccess, type AccessHost } from './support/access-host.js'

const code = (answer: ApiAnswer) => (answer.body as { code: string }).code

eachEngine((engine) => {
  let host: AccessHost
  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    await host.addOrganisation('other', 'theirs')
  })
  afterAll(() => host.stop())

  describe('the permission matrix on routes', () => {
    const cells: [Role[], Record<string, number>][] = [
      [['manager.ticket'], { 'probe-tickets': 200, 'probe-customers': 200, 'agents': 200, 'groups': 200 }],
      [['agent.ticket'], { 'probe-tickets': 200, 'probe-customers': 403, 'agents': 403, 'groups': 200 }],
      [['agent.phone'], { 'probe-tickets': 200, 'probe-customers': 403, 'agents': 403, 'groups': 200 }],
      [['manager.chat'], { 'probe-tickets': 403, 'probe-customers': 200, 'agents': 200, 'groups': 200 }],
      [['agent.chat'], { 'probe-tickets': 403, 'probe-customers': 403, 'agents': 403, 'groups': 200 }],
      [['callback.assign'], { 'probe-tickets': 403, 'probe-customers': 403, 'agents': 403, 'groups': 403 }],
      [['agent.ticket', 'manager.chat'], { 'probe-tickets': 200, 'probe-customers': 200, 'agents': 200 }],
    ]
    it.each(cells)('PRM-1, PRM-2, PRM-4: %j', async (roles, expected) => {
      const login = roles.join('-').replaceAll('.', '_')
      await host.addMember('acme', login, { code: 'help', roles })
      const client = await host.signedIn(login, 'acme')
      const seen = Object.fromEntries(await Promise.all(Object.keys(expected).map(async (path) => [path, (await client.request('GET', `/api/s/help/${path}`)).status])))
      expect(seen).toEqual(expected)
      expect((await client.request('GET', '/api/o/members')).status).toBe(403)
    })

    it('PRM-4: an organisation admin who is no agent reaches agents and the organisation, and no tickets', async () => {
      await host.addMember('acme', 'boss')
      await engine.query("update member set organisation_admin = 1 where login = 'boss'")
      const client = await host.signedIn('boss', 'acme')
      expect((await client.request('GET', '/api/s/help/agents')).status).toBe(200)
      expect((await client.request('GET', '/api/o/members')).status).toBe(200)
      expect(await client.get('/api/o/services')).toMatchObject({ items: [{ code: 'help', type: 'consultation', state: 'in_use' }] })
      expect((await client.request('GET', '/api/s/help/probe-tickets')).status).toBe(403)
    })

    it('PRM-4: a right taken away is gone with the next request', async () => {
      const memberId = await host.addMember('acme', 'demoted', { code: 'help', roles: ['manager.ticket'] })
      const client = await host.signedIn('demoted', 'acme')
      expect((await client.request('GET', '/api/s/help/agents')).status).toBe(200)
      await engine.query(`update agent set roles = '["agent.chat"]' where member_id = ?`, [memberId])
      expect((await client.request('GET', '/api/s/help/agents')).status).toBe(403)
      await engine.query('delete from agent where member_id = ?', [memberId])
      expect((await client.request('GET', '/api/s/help/groups')).status).toBe(404)
    })

    it('needs a session at all', async () => {
      const answer = await host.client().request('GET', '/api/s/help/groups')
      expect([answer.status, code(answer)]).toEqual([401, 'access.not_signed_in'])
    })
  })

  describe('TEN-12: a service that is not mine', () => {
    it.each(['agents', 'groups', 'probe-tickets'])('does not exist for me: %s', async (path) => {
      const client = await host.signedIn('owner', 'acme')
      const theirs = await client.request('GET', `/api/s/theirs/${path}`)
      const none = await client.request('GET', `/api/s/nothing/${path}`)
      expect([theirs.status, code(theirs)]).toEqual([404, 'http.not_found'])
      expect({ ...(theirs.body as object), requestId: '' }).toEqual({ ...(none.body as object), requestId: '' })
    })

    it('is not in my session, nor are its people in my lists', async () => {
      const client = await host.signedIn('owner', 'acme')
      const { session } = await client.get<{ session: { services: { code: string }[] } }>('/api/session')
      expect(session.services.map((service) => service.code)).toEqual(['help'])
      const { items } = await client.get<{ items: { email: string }[] }>('/api/o/members')
      expect(items.filter((member) => !member.email.endsWith('@acme.example'))).toEqual([])
    })

    it('keeps its agents and groups from being named by number', async () => {
      const client = await host.signedIn('owner', 'acme')
      const [group] = await engine.query<{ id: number }>("select g.id from agent_group g join service s on s.id = g.service_id where s.code = 'theirs'")
      const [agent] = await engine.query<{ id: number }>("select a.member_id as id from agent a join service s on s.id = a.service_id where s.code = 'theirs'")
      const { items: mine } = await client.get<{ items: { id: number }[] }>('/api/s/help/groups')
      const answers = await Promise.all([
        client.request('PATCH', `/api/s/help/groups/${group!.id}`, { name: 'Stolen' }),
        client.request('DELETE', `/api/s/help/groups/${group!.id}`),
        client.request('PATCH', `/api/s/help/agents/${agent!.id}`, { roles: ['agent.chat'] }),
        client.request('DELETE', `/api/s/help/agents/${agent!.id}`),
        client.request('POST', '/api/s/help/agents', { memberId: Number(agent!.id), roles: ['agent.ticket'], groupIds: [mine[0]!.id] }),
        client.request('POST', '/api/s/help/agents', { invite: { login: 'newcomer', name: 'N', email: 'n@acme.example' }, roles: ['agent.ticket'], groupIds: [Number(group!.id)] }),
      ])
      expect(answers.map((answer) => [answer.status, code(answer)])).toEqual([
        [404, 'access.group_not_found'],
        [404, 'access.group_not_found'],
        [404, 'access.unknown_agent'],
        [404, 'access.unknown_agent'],
        [422, 'access.unknown_member'],
        [422, 'access.unknown_group'],
      ])
      expect(await engine.query("select 1 as found from member where login = 'newcomer'")).toEqual([])
    })
  })

  describe('an issue service', () => {
    beforeAll(async () => {
      await engine.query("insert into service (organisation_id, code, name, type, created_at) select id, 'bugs', 'Bugs', 'issue', 1 from organisation where domain = 'acme'")
    })

    it('PRM-3: takes the ticket roles only', async () => {
      const client = await host.signedIn('owner', 'acme')
      const memberId = await host.addMember('acme', 'tracker')
      const { group } = await client.post<{ group: { id: number } }>('/api/s/bugs/groups', { name: 'Triage' })
      const refused = await client.request('POST', '/api/s/bugs/agents', { memberId, roles: ['agent.ticket', 'agent.phone'], groupIds: [group.id] })
      expect([refused.status, code(refused)]).toEqual([422, 'access.role_not_for_issue_service'])
      expect(await client.post('/api/s/bugs/agents', { memberId, roles: ['manager.ticket'], groupIds: [group.id] })).toMatchObject({ agent: { login: 'tracker' }, link: null })
      const changed = await client.request('PATCH', `/api/s/bugs/agents/${memberId}`, { roles: ['manager.chat'] })
      expect(code(changed)).toBe('access.role_not_for_issue_service')
    })

    it('PRM-8: has no customers, help centre or chat even for its managers', async () => {
      const client = await host.signedIn('tracker', 'acme')
      expect((await client.request('GET', '/api/s/bugs/probe-tickets')).status).toBe(200)
      expect((await client.request('GET', '/api/s/bugs/probe-customers')).status).toBe(403)
    })
  })
})
