import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

eachEngine((engine) => {
  let host: TriggerHost
  beforeAll(async () => { host = await TriggerHost.start(engine) })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  const assign = (params: Readonly<Record<string, unknown>>) => host.rule({ actions: [['ticket.assign', params]] })

  it('TRG-2: in turn is fair when fifty tickets come at once', async () => {
    const group = await host.group('결제')
    const agents = [await host.agent('a', [group]), await host.agent('b', [group]), await host.agent('c', [group])]
    await assign({ groupId: group, how: 'turn' })
    const tickets = await Promise.all(Array.from({ length: 50 }, () => host.ticket()))
    await Promise.all(tickets.map((id) => host.react(id)))
    const counts = await host.rows<{ assignee_id: number; n: number; state: string }>('select t.assignee_id, t.state, count(*) as n from {ticket} t where t.group_id = :group group by t.assignee_id, t.state', { group })
    expect(counts.map(({ state }) => state)).toEqual(['in_progress', 'in_progress', 'in_progress'])
    expect(agents.map((id) => counts.find((row) => row.assignee_id === id)!.n).sort()).toEqual([16, 17, 17])
  })

  it('TRG-2: in turn follows the joining order, and skips who is switched off, disabled or does not work on tickets', async () => {
    const group = await host.group('skips')
    const first = await host.agent('first', [group])
    await host.agent('away', [group], { assignable: 0 })
    await host.agent('disabled', [group], { disabled: true })
    await host.agent('chat only', [group], { roles: ['agent.chat'] })
    const last = await host.agent('phone', [group], { roles: ['agent.phone'] })
    await assign({ groupId: group, how: 'turn' })
    const given: (number | null)[] = []
    for (let count = 0; count < 3; count++) given.push((await host.created()).assigneeId)
    expect(given).toEqual([first, last, first])
  })

  it('TRG-2: a ticket for a group where nobody can take it waits for the group, and the ledger says so', async () => {
    const group = await host.group('empty')
    const id = await assign({ groupId: group, how: 'turn' })
    const ticket = await host.created()
    expect(ticket).toMatchObject({ groupId: group, assigneeId: null, state: 'unassigned' })
    expect((await host.results(ticket.id)).get(id)).toMatchObject({ actions: [{ state: 'done', outcome: { ko: '[empty] 그룹에 상담원이 한 명도 없어 그룹에만 할당했습니다.' } }] })
  })

  it('TRG-2: to whoever has the fewest open tickets, to anybody, and to somebody named', async () => {
    const group = await host.group('least')
    const [busy, free] = [await host.agent('busy', [group]), await host.agent('free', [group])]
    for (let count = 0; count < 2; count++) await host.ticket({ assignee_id: busy, state: 'in_progress' })
    await host.ticket({ assignee_id: free, state: 'solved' })
    await assign({ groupId: group, how: 'least' })
    expect((await host.created()).assigneeId).toBe(free)

    await host.clear()
    await assign({ groupId: group, how: 'random' })
    expect([busy, free]).toContain((await host.created()).assigneeId)

    await host.clear()
    await assign({ groupId: group, how: 'agent', agentId: busy })
    expect(await host.created()).toMatchObject({ groupId: group, assigneeId: busy, state: 'in_progress' })
  })

  it('TRG-2: nobody is given more than their limit, the service’s or their own, also when many come at once', async () => {
    const group = await host.group('limited')
    const second = await host.group('also limited')
    const [own, other] = [await host.agent('own limit', [group, second]), await host.agent('service limit', [group, second])]
    await host.inService(async () => {
      await host.db.update('agent', { ticket_limit: 2 }, 'member_id = :own', { own })
      await host.db.insert('ticket_setting', { undo_seconds: 0, agent_limit: 4, updated_at: 0 })
    })
    await host.rule({ must: [['ticket.subject', 'is', 'one']], actions: [['ticket.assign', { groupId: group, how: 'turn' }]] })
    const least = await host.rule({ must: [['ticket.subject', 'is', 'two']], actions: [['ticket.assign', { groupId: second, how: 'least' }]] })
    const tickets = await Promise.all(Array.from({ length: 12 }, (_, index) => host.ticket({ subject: index % 2 ? 'one' : 'two' })))
    await Promise.all(tickets.map((id) => host.react(id)))
    const given = await host.rows<{ assignee_id: number | null; n: number }>('select t.assignee_id, count(*) as n from {ticket} t where t.group_id in (:groups) group by t.assignee_id', { groups: [group, second] })
    expect(Object.fromEntries(given.map(({ assignee_id, n }) => [String(assignee_id), n]))).toEqual({ [own]: 2, [other]: 4, null: 6 })
    expect((await host.results((await host.created({ subject: 'two' })).id)).get(least)).toMatchObject({ actions: [{ outcome: { en: 'Assigned to also limited only: nobody there can be given tickets now.' } }] })

    await host.clear()
    await assign({ groupId: group, how: 'agent', agentId: own })
    expect((await host.created()).assigneeId).toBeNull()
    await host.inService(() => host.db.update('ticket', { state: 'solved' }, 'assignee_id = :own', { own }))
    expect((await host.created()).assigneeId).toBe(own)
    await host.inService(() => host.db.delete('ticket_setting', '1 = 1'))
  })

  it('TRG-2: the last assignment wins, and a group alone leaves the ticket with whoever works on it there', async () => {
    const [one, two] = [await host.group('one'), await host.group('two')]
    const agent = await host.agent('worker', [one])
    await assign({ groupId: two })
    await assign({ groupId: one, how: 'agent', agentId: agent })
    await assign({ groupId: one })
    expect(await host.created()).toMatchObject({ groupId: one, assigneeId: agent })

    await host.clear()
    await assign({ groupId: two })
    const id = await host.ticket({ group_id: one, assignee_id: agent, state: 'in_progress' })
    await host.react(id)
    expect(await host.get(id)).toMatchObject({ groupId: two, assigneeId: null, state: 'unassigned' })
  })

  it('TRG-2: somebody named who is not in the group, and a finished ticket, are failures that are logged', async () => {
    const [group, other] = [await host.group('here'), await host.group('there')]
    const stranger = await host.agent('stranger', [other])
    const id = await assign({ groupId: group, how: 'agent', agentId: stranger })
    const ticket = await host.created()
    expect(ticket.groupId).toBeNull()
    expect((await host.results(ticket.id)).get(id)).toMatchObject({ actions: [{ state: 'failed', outcome: { en: 'The named agent is not in here.' } }] })
    const closed = await host.created({ state: 'closed' })
    expect((await host.results(closed.id)).get(id)).toMatchObject({ actions: [{ state: 'failed' }] })
  })
})
