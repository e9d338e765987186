import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, type ApiAnswer, type ApiClient } from '../support/index.js'
import { startAccess, type AccessHost } from './support/access-host.js'

const code = (answer: ApiAnswer) => (answer.body as { code: string }).code
interface Group { readonly id: number; readonly name: string; readonly members: { readonly id: number; readonly name: string }[] }
interface Agent { readonly id: number; readonly login: string; readonly roles: string[]; readonly groups: { readonly id: number; readonly name: string }[] }

eachEngine((engine) => {
  let host: AccessHost
  let client: ApiClient
  let general: number
  const groups = async () => (await client.get<{ items: Group[] }>('/api/s/help/groups')).items
  const agents = async (search = '') => (await client.get<{ items: Agent[] }>(`/api/s/help/agents?search=${encodeURIComponent(search)}`)).items
  const makeGroup = async (name: string) => (await client.post<{ group: Group }>('/api/s/help/groups', { name })).group.id
  const invite = (login: string, groupIds: readonly number[], name = login) =>
    client.post<{ agent: Agent; link: string | null }>('/api/s/help/agents', { invite: { login, name, email: `${login}@acme.example` }, roles: ['agent.ticket'], groupIds })

  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    client = await host.signedIn('owner')
    general = (await groups())[0]!.id
  })
  afterAll(() => host.stop())

  describe('PRM-6: agents', () => {
    it('are invited with a link that sets their password, shown when no mail leads out', async () => {
      host.post.works = false
      const { agent, link } = await invite('jiwoo', [general], '김지우')
      expect(agent).toEqual({ id: expect.any(Number), login: 'jiwoo', name: '김지우', nickname: '', email: 'jiwoo@acme.example', roles: ['agent.ticket'], groups: [{ id: general, name: 'General' }], assignable: true, ticketLimit: null, disabled: false })
      const token = new URL(link!).searchParams.get('token')
      await host.client().post('/api/password/reset', { token, password: '고양이가 우산을 쓴다' })
      const hers = await host.client().signIn('jiwoo', '고양이가 우산을 쓴다')
      expect(hers.session!.services).toMatchObject([{ code: 'help', permissions: expect.arrayContaining(['tickets']) }])
      expect(host.events.at(-1)).toMatchObject({ name: 'agent.changed', payload: { memberId: agent.id } })
    })

    it('get the link by mail when mail leads out', async () => {
      host.post.works = true
      host.mails.length = 0
      const { link } = await invite('mailed', [general])
      expect(link).toBeNull()
      expect(host.mails).toMatchObject([{ to: { address: 'mailed@acme.example' }, link: expect.stringContaining('/password/reset?token=') }])
      host.post.works = false
    })

    it('are added from the members of the organisation, once', async () => {
      const { member } = await client.post<{ member: { id: number } }>('/api/o/members', { login: 'Minsu', name: '이민수', email: 'minsu@acme.example' })
      const candidates = () => client.get<{ items: { login: string }[] }>('/api/s/help/agents/candidates')
      expect((await candidates()).items.map((one) => one.login)).toEqual(['minsu'])
      const body = { memberId: member.id, roles: ['manager.ticket', 'manager.ticket'], groupIds: [general] }
      expect(await client.post('/api/s/help/agents', body)).toMatchObject({ agent: { login: 'minsu', roles: ['manager.ticket'] }, link: null })
      const again = await client.request('POST', '/api/s/help/agents', body)
      expect([again.status, code(again)]).toEqual([409, 'access.already_agent'])
      expect((await candidates()).items).toEqual([])
      const taken = await client.request('POST', '/api/o/members', { login: 'minsu', name: 'X', email: 'x@acme.example' })
      expect([taken.status, code(taken)]).toEqual([409, 'access.login_taken'])
    })

    it('are found by name, id, nickname and mail, and signs mean themselves', async () => {
      expect((await agents('김지')).map((agent) => agent.login)).toEqual(['jiwoo'])
      expect((await agents('MINSU@ACME')).map((agent) => agent.login)).toEqual(['minsu'])
      expect(await agents('%')).toEqual([])
      expect((await agents()).map((agent) => agent.login).sort()).toEqual(['jiwoo', 'mailed', 'minsu', 'owner'])
    })

    it('are in one group at least and have one role at least', async () => {
      const id = (await agents('jiwoo'))[0]!.id
      for (const body of [{ groupIds: [] }, { roles: [] }, { roles: ['king'] }]) expect((await client.request('PATCH', `/api/s/help/agents/${id}`, body)).status).toBe(400)
      expect(code(await client.request('PATCH', `/api/s/help/agents/${id}`, { groupIds: [999] }))).toBe('access.unknown_group')
    })

    it('PRM-3: are given phone, chat and callback roles only where they are contracted; what they have stays', async () => {
      const { agent } = await invite('caller', [general])
      const give = (roles: readonly string[]) => client.request('PATCH', `/api/s/help/agents/${agent.id}`, { roles })
      const choices = async () => (await client.get<{ items: { role: string; missing: string | null }[] }>('/api/s/help/agents/roles')).items.flatMap(({ role, missing }) => (missing ? [`${role} ${missing}`] : []))
      expect(await choices()).toEqual(['manager.phone telticket', 'manager.chat chat', 'agent.phone telticket', 'agent.chat chat', 'callback.assign callback'])
      for (const role of ['agent.phone', 'manager.chat', 'callback.assign']) expect(code(await give(['agent.ticket', role]))).toBe('access.role_not_contracted')
      await host.asService('acme', 'help', () => host.contracts.set('telticket', true))
      expect((await give(['agent.phone'])).status).toBe(200)
      await host.asService('acme', 'help', () => host.contracts.set('telticket', false))
      expect((await give(['agent.phone', 'manager.ticket'])).status).toBe(200)
      expect(code(await give(['agent.phone', 'manager.phone']))).toBe('access.role_not_contracted')
      await client.delete(`/api/s/help/agents/${agent.id}`)
    })

    it('shut out of the organisation are shown as such, and plugins do not find them in groups', async () => {
      const { agent } = await invite('away', [general])
      await client.patch(`/api/o/members/${agent.id}`, { disabled: true })
      expect(await agents('away')).toMatchObject([{ disabled: true }])
      expect((await groups()).find(({ id }) => id === general)!.members).toContainEqual({ id: agent.id, name: 'away', disabled: true })
      const members = await host.asService('acme', 'help', async () => (await host.access.agentDirectory.group(general))!.members)
      expect(members.map(({ memberId }) => memberId)).not.toContain(agent.id)
      await client.delete(`/api/s/help/agents/${agent.id}`)
    })

    it('are removed with their open tickets handed to a group', async () => {
      const { agent } = await invite('leaver', [general])
      host.openTickets.set(agent.id, 3)
      const refused = await client.request('DELETE', `/api/s/help/agents/${agent.id}`)
      expect(refused.body).toMatchObject({ status: 409, code: 'access.agent_has_open_tickets', tickets: 3, title: 'The agent has 3 open tickets.' })
      expect(code(await client.request('DELETE', `/api/s/help/agents/${agent.id}?handTo=999`))).toBe('access.unknown_group')
      await client.delete(`/api/s/help/agents/${agent.id}?handTo=${general}`)
      expect(host.handedOver).toEqual([{ memberId: agent.id, groupId: general }])
      expect(await agents('leaver')).toEqual([])
      expect((await groups()).flatMap((group) => group.members.map((member) => member.id))).not.toContain(agent.id)
      expect(code(await client.request('DELETE', `/api/s/help/agents/${agent.id}`))).toBe('access.unknown_agent')
    })

    it('are made once when the request comes twice', async () => {
      const body = { invite: { login: 'twice', name: 'T', email: 't@acme.example' }, roles: ['agent.ticket'], groupIds: [general] }
      const headers = { 'idempotency-key': 'same-key' }
      const [one, two] = await Promise.all([client.request('POST', '/api/s/help/agents', body, headers), client.request('POST', '/api/s/help/agents', body, headers)])
      expect([one.status, two.status]).toEqual([201, 201])
      expect(one.body).toEqual(two.body)
    })
  })

  describe('PRM-7: groups', () => {
    it('list their members in the order in which they joined', async () => {
      const payments = await makeGroup('결제')
      for (const login of ['zoe', 'adam', 'mia']) {
        await invite(login, [payments])
        host.clock.now += 1000
      }
      const names = async () => (await groups()).find((group) => group.id === payments)!.members.map((member) => member.name)
      expect(await names()).toEqual(['zoe', 'adam', 'mia'])
      const zoe = (await agents('zoe'))[0]!
      // Joining another group does not cost her place; leaving and coming back does.
      await client.patch(`/api/s/help/agents/${zoe.id}`, { groupIds: [payments, general] })
      expect(await names()).toEqual(['zoe', 'adam', 'mia'])
      await client.patch(`/api/s/help/agents/${zoe.id}`, { groupIds: [general] })
      await client.patch(`/api/s/help/agents/${zoe.id}`, { groupIds: [payments] })
      expect(await names()).toEqual(['adam', 'mia', 'zoe'])
    })

    it('have names of their own', async () => {
      const id = await makeGroup('배송')
      expect(code(await client.request('POST', '/api/s/help/groups', { name: ' 배송 ' }))).toBe('access.group_name_taken')
      expect(code(await client.request('PATCH', `/api/s/help/groups/${id}`, { name: 'General' }))).toBe('access.group_name_taken')
      expect(await client.patch(`/api/s/help/groups/${id}`, { name: '배송·반품' })).toMatchObject({ group: { id, name: '배송·반품', members: [] } })
    })

    it('are deleted only when empty', async () => {
      const id = await makeGroup('임시')
      const { agent } = await invite('temp', [id])
      const refused = await client.request('DELETE', `/api/s/help/groups/${id}`)
      expect(refused.body).toMatchObject({ status: 409, code: 'access.group_in_use', members: 1, tickets: 0, remedy: expect.stringContaining('hand its tickets over') })
      await client.delete(`/api/s/help/agents/${agent.id}`)
      await client.delete(`/api/s/help/groups/${id}`)
      expect((await groups()).map((group) => group.name)).not.toContain('임시')
    })

    it('are looked up by plugins with what customers may see', async () => {
      await client.patch('/api/me/preferences', { nickname: 'The Owner' })
      const [first] = await host.asService('acme', 'help', async () => (await host.access.agentDirectory.group(general))!.members)
      expect(first).toEqual({ memberId: expect.any(Number), nickname: 'The Owner', name: 'Owner', email: 'owner@acme.example' })
      expect(await host.asService('acme', 'help', () => host.access.agentDirectory.get(first!.memberId))).toEqual(first)
      expect(await host.asService('acme', 'help', () => host.access.agentDirectory.group(12345))).toBeNull()
    })
  })

  describe('TEN-3: contract items', () => {
    it('hold from the next question on, and say so once', async () => {
      const { contracts } = host
      await host.asService('acme', 'help', async () => {
        expect(await contracts.isActive('ticket')).toBe(true)
        expect(await contracts.isActive('chat')).toBe(false)
        host.events.length = 0
        await contracts.set('chat', true)
        await contracts.set('chat', true)
        expect([...(await contracts.active())]).toEqual(['ticket', 'chat'])
        await contracts.set('chat', false)
        expect(await contracts.isActive('chat')).toBe(false)
      })
      expect(host.events).toMatchObject([
        { name: 'contract.changed', payload: { item: 'chat', active: true } },
        { name: 'contract.changed', payload: { item: 'chat', active: false } },
      ])
    })
  })
})
