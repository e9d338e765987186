import { z, type TriggerAction } from 'adapters-sdk'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { SqlExpression } from '../../core/src/tenancy/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

const DONE = { ko: '했습니다.', en: 'Done.' }

eachEngine((engine) => {
  let host: TriggerHost
  const acted: { type: string; ticketId: number; receiptKey: string }[] = []

  /** What a plugin might add; each leaves a trace. */
  const action = (type: string, run: TriggerAction<never>['run'] = async () => DONE): TriggerAction<never> => ({
    type,
    label: DONE,
    params: z.object({}).loose(),
    run: async (context, params) => {
      acted.push({ type, ticketId: context.facts.ticket.id, receiptKey: context.receiptKey })
      return run(context, params)
    },
  })

  beforeAll(async () => {
    host = await TriggerHost.start(engine, (host) => ({
      probe: {
        conditions: [{ target: 'probe.throws', type: 'text', label: DONE, read: () => { throw new Error('no luck') } }],
        actions: [
          action('probe.mark'),
          action('probe.fail', async ({ facts }) => {
            await host().writer.change(facts.ticket.id, { priority: 'urgent' }, 'priority')
            throw new Error('the provider said no')
          }),
          // Somebody else's port, which reports the change itself.
          action('probe.raise', async ({ facts }) => {
            const changes = await host().writer.change(facts.ticket.id, { priority: 'high' }, 'priority')
            await host().triggers.engine.react({ key: `probe:${facts.ticket.id}`, name: 'ticket.changed', ticketId: facts.ticket.id, changes })
            return DONE
          }),
          action('probe.next', async ({ facts, receiptKey }) => {
            const changes = await host().writer.change(facts.ticket.id + 1, { priority: 'high' }, 'priority')
            await host().triggers.engine.react({ key: `next:${receiptKey}`, name: 'ticket.changed', ticketId: facts.ticket.id + 1, changes })
            return DONE
          }),
        ],
      },
    }))
  })
  beforeEach(async () => {
    await host.clear()
    host.off.clear()
    acted.length = 0
  })
  afterAll(() => host.stop())

  it('TRG-4: triggers run in order, each judged on the ticket as it stands when its turn comes, and the last one wins', async () => {
    await host.rule({ actions: [['ticket.priority', { priority: 'low' }]] })
    await host.rule({ must: [['ticket.priority', 'is', 'low']], actions: [['ticket.priority', { priority: 'high' }]] })
    await host.rule({ must: [['ticket.priority', 'is', 'normal']], actions: [['ticket.priority', { priority: 'urgent' }]] })
    expect((await host.created()).priority).toBe('high')
  })

  it('TRG-4: a change made by a trigger lets those that have not run be looked at again, and wakes those that listen to changes', async () => {
    const first = await host.rule({ must: [['ticket.priority', 'is', 'high']], actions: [['probe.mark']] })
    const second = await host.rule({ actions: [['ticket.priority', { priority: 'high' }]] })
    const third = await host.rule({ events: ['ticket.changed'], must: [['ticket.priority', 'changed_to', 'high']], actions: [['ticket.note', { html: '<p>#{ticket.title} / #{customer.name} / #{service.name}</p>' }]] })
    const deaf = await host.rule({ events: ['agent.replied'], actions: [['probe.mark']] })
    const ticket = await host.created({ subject: '<b>급함</b>' })
    const results = await host.results(ticket.id)
    expect([first, second, third].map((id) => results.get(id)!['state'])).toEqual(['fired', 'fired', 'fired'])
    expect(results.has(deaf)).toBe(false)
    expect(acted).toHaveLength(1)
    const notes = await host.rows<{ text: string; author_type: string; author_id: number }>("select m.text, m.author_type, m.author_id from {message} m where m.ticket_id = :id and m.kind = 'note'", { id: ticket.id })
    expect(notes).toMatchObject([{ text: '<b>급함</b> / 홍길동 / Service help', author_type: 'trigger', author_id: third }])
    const [event] = await host.rows("select e.origin, e.actor_id from {ticket_event} e where e.ticket_id = :id and e.type = 'priority'", { id: ticket.id })
    expect(event).toEqual({ origin: 'trigger', actor_id: second })
  })

  it('TRG-4: a circle of three ends, each having fired once', async () => {
    const ring = ['low', 'high', 'urgent']
    const ids: number[] = []
    for (const [index, priority] of ring.entries()) ids.push(await host.rule({ events: ['ticket.changed'], must: [['ticket.priority', 'is', priority]], actions: [['ticket.priority', { priority: ring[(index + 1) % 3] }]] }))
    const id = await host.ticket({ priority: 'low' })
    await host.react(id, 'ticket.changed', { priority: { before: 'normal', after: 'low' } })
    const results = await host.results(id)
    expect(ids.map((one) => results.get(one)!['state'])).toEqual(['fired', 'fired', 'fired'])
    expect((await host.get(id)).priority).toBe('low')
    expect(await host.rows('select r.id from {trigger_receipt} r where r.ticket_id = :id', { id })).toHaveLength(3)
  })

  it('TRG-4: no more than five triggers set each other off', async () => {
    const groups = await Promise.all(Array.from({ length: 8 }, (_, index) => host.group(`step ${index}`)))
    // Backwards, so that each is woken by the change of the one before.
    const ids: number[] = []
    for (let step = 6; step >= 0; step--) ids.unshift(await host.rule({ events: ['ticket.changed'], must: [['ticket.group', 'is', groups[step]!]], actions: [['ticket.assign', { groupId: groups[step + 1]! }]] }))
    const id = await host.ticket({ group_id: groups[0]! })
    await host.react(id, 'ticket.changed', { groupId: { before: null, after: groups[0] } })
    const results = await host.results(id)
    expect(ids.map((one) => results.get(one)!['state'])).toEqual(['fired', 'fired', 'fired', 'fired', 'fired', 'not_matched', 'not_matched'])
    expect(results.get(ids[5]!)!['reason']).toMatchObject({ en: expect.stringContaining('5 triggers') })
  })

  it('TRG-4: what a trigger does is not echoed, and tickets that set each other off come to an end', async () => {
    await host.rule({ actions: [['probe.raise']] })
    await host.rule({ events: ['ticket.changed'], must: [['ticket.priority', 'changed_to', 'high']], actions: [['probe.mark']] })
    const ticket = await host.created()
    expect(acted.map(({ type }) => type)).toEqual(['probe.raise', 'probe.mark'])
    expect(await host.rows('select e.id from {trigger_evaluation} e where e.ticket_id = :id', { id: ticket.id })).toHaveLength(1)

    await host.clear()
    acted.length = 0
    await host.rule({ events: ['ticket.changed'], actions: [['probe.next']] })
    const chain: number[] = []
    for (let count = 0; count < 8; count++) chain.push(await host.ticket())
    await host.react(chain[0]!, 'ticket.changed', { priority: { before: 'low', after: 'normal' } })
    expect(acted.map(({ ticketId }) => ticketId)).toEqual(chain.slice(0, 5))
  })

  it('TRG-4: a failing action is undone and logged on the ticket, and stops neither the next action nor the next trigger', async () => {
    const failing = await host.rule({ title: '알림', actions: [['probe.fail'], ['probe.mark']] })
    await host.rule({ actions: [['ticket.state', { state: 'on_hold' }]] })
    await host.rule({ actions: [['probe.mark']] })
    const ticket = await host.created()
    expect(ticket.priority).toBe('normal')
    expect(acted.map(({ type }) => type)).toEqual(['probe.fail', 'probe.mark', 'probe.mark'])
    const events = await host.rows<{ type: string; origin: string; data: unknown }>("select e.type, e.origin, e.data from {ticket_event} e where e.ticket_id = :id and e.type like 'trigger.%' order by e.id", { id: ticket.id })
    expect(events.map(({ type }) => type)).toEqual(['trigger.failed', 'trigger.action', 'trigger.failed', 'trigger.action'])
    expect(events[0]).toMatchObject({ origin: 'trigger' })
    const data = events[0]!.data
    expect(typeof data === 'string' ? JSON.parse(data) : data).toMatchObject({ triggerId: failing, title: '알림', action: 'probe.fail' })
    const receipts = await host.rows('select r.action_index, r.state from {trigger_receipt} r where r.ticket_id = :id and r.trigger_id = :failing order by r.action_index', { id: ticket.id, failing })
    expect(receipts).toEqual([{ action_index: 0, state: 'failed' }, { action_index: 1, state: 'done' }])
    const results = await host.results(ticket.id)
    expect([...results.values()][1]).toMatchObject({ actions: [{ state: 'failed', outcome: { ko: '담당자가 없는 티켓은 이 상태로 변경할 수 없습니다.' } }] })
  })

  it('TRG-5: the same event a second time does nothing, one after the other or at once', async () => {
    const id = await host.rule({ actions: [['probe.mark'], ['ticket.note', { html: '<p>x</p>' }]] })
    const ticketId = await host.ticket()
    await host.react(ticketId, 'ticket.created', {}, 'once')
    await host.react(ticketId, 'ticket.created', {}, 'once')
    expect(acted).toEqual([{ type: 'probe.mark', ticketId, receiptKey: `once:${id}:0` }])

    await host.rule({ events: ['customer.replied'], actions: [['ticket.note', { html: '<p>y</p>' }]] })
    const twin = await host.ticket()
    await Promise.allSettled([1, 2, 3, 4].map(() => host.react(twin, 'customer.replied', {}, 'at once')))
    expect(await host.rows("select m.id from {message} m where m.ticket_id = :twin and m.kind = 'note'", { twin })).toHaveLength(1)
    expect(await host.rows('select r.id from {trigger_receipt} r where r.ticket_id = :twin', { twin })).toHaveLength(1)
  })

  it('TRG-5: keeps which condition decided and the value it saw', async () => {
    const id = await host.rule({ title: '입금', must: [['ticket.subject', 'contains', '무통장입금'], ['ticket.priority', 'is', 'high']], actions: [['probe.mark']] })
    const off = await host.rule({ state: 'off', actions: [['probe.mark']] })
    const ticket = await host.created({ subject: '무통장입금 문의' })
    const results = await host.results(ticket.id)
    expect(results.get(id)).toEqual({
      triggerId: id, title: '입금', version: 1, state: 'not_matched', actions: [], reason: null,
      conditions: [
        { target: 'ticket.subject', op: 'contains', value: '무통장입금', seen: '무통장입금 문의', held: true },
        { target: 'ticket.priority', op: 'is', value: 'high', seen: 'normal', held: false },
      ],
    })
    expect(results.has(off)).toBe(false)
  })

  it('TRG-5: names as they were then those whose conditions did not hold, with whose change let them be looked at', async () => {
    const quiet = await host.rule({ title: 'then', must: [['ticket.priority', 'is', 'urgent'], ['ticket.subject', 'present']], actions: [['probe.mark']] })
    const raises = await host.rule({ actions: [['ticket.priority', { priority: 'high' }]] })
    const ticket = await host.created()
    await host.inService(async () => {
      await host.db.update('trigger_rule', { title: 'now', conditions: JSON.stringify({ all: [] }), version: 2 }, 'id = :quiet', { quiet })
      await host.versions.keep(quiet, 'changed')
      await host.db.delete('trigger_rule', 'id = :raises', { raises })
    })
    expect((await host.results(ticket.id)).get(quiet)).toEqual({
      triggerId: quiet, title: 'then', version: 1, state: 'not_matched', actions: [], reason: null, wokenBy: raises,
      conditions: [{ target: 'ticket.priority', op: 'is', value: 'urgent', seen: 'high', held: false }],
    })
  })

  it('TRG-5: two hundred triggers that look and do not match take less than two kilobytes of the ledger', async () => {
    for (let count = 0; count < 200; count++) await host.rule({ conditions: { all: [{ any: [{ target: 'ticket.subject', op: 'contains', value: `word ${count}` }, { target: 'ticket.priority', op: 'is', value: 'urgent' }] }, { not: { target: 'ticket.tags', op: 'any_of', value: ['vip'] } }] }, actions: [['probe.mark']] })
    const ticket = await host.created()
    const [{ missed }] = (await host.rows<{ missed: unknown }>('select e.missed from {trigger_evaluation} e where e.ticket_id = :id', { id: ticket.id })) as [{ missed: unknown }]
    expect((typeof missed === 'string' ? missed : JSON.stringify(missed)).length).toBeLessThan(2000)
    expect((await host.results(ticket.id)).size).toBe(200)
  })

  it('sees at once what was done to the triggers, and nothing of what was undone', async () => {
    const id = await host.rule({ actions: [['ticket.priority', { priority: 'high' }]] })
    expect((await host.created()).priority).toBe('high')
    const write = async (priority: string) => {
      await host.db.update('trigger_rule', { actions: JSON.stringify([{ type: 'ticket.priority', params: { priority } }]), version: new SqlExpression('version + 1') }, 'id = :id', { id })
      await host.versions.keep(id, 'changed')
    }
    const inside = await host.ticket()
    await expect(host.inService(() => host.db.transaction(async () => {
      await write('urgent')
      await host.triggers.engine.react({ key: 'inside', name: 'ticket.created', ticketId: inside, changes: {} })
      expect((await host.writer.get(inside))!.priority).toBe('urgent')
      throw new Error('undone')
    }))).rejects.toThrow('undone')
    expect((await host.created()).priority).toBe('high')
    await host.inService(() => host.db.transaction(() => write('low')))
    expect((await host.created()).priority).toBe('low')
  })

  it('TRG-6: a trigger in shadow mode is judged and recorded, and does nothing', async () => {
    const id = await host.rule({ state: 'shadow', actions: [['probe.mark'], ['ticket.priority', { priority: 'urgent' }]] })
    const ticket = await host.created()
    expect(acted).toEqual([])
    expect(ticket.priority).toBe('normal')
    expect((await host.results(ticket.id)).get(id)).toMatchObject({ state: 'shadow', actions: [{ type: 'probe.mark', state: 'shadow' }, { type: 'ticket.priority', state: 'shadow' }] })
    expect(await host.rows('select r.state from {trigger_receipt} r where r.trigger_id = :id', { id })).toEqual([{ state: 'shadow' }, { state: 'shadow' }])
  })

  it('TRG-7: a trigger that names what does not exist is marked broken, the others run, and it works again when it is mended', async () => {
    const gone = await host.group('gone')
    const broken = [
      await host.rule({ must: [['moon.phase', 'is', 'full']], actions: [['probe.mark']] }),
      await host.rule({ must: [['ticket.subject', 'rhymes_with', 'x']], actions: [['probe.mark']] }),
      await host.rule({ actions: [['moon.howl']] }),
      await host.rule({ must: [['ticket.group', 'is_not', gone]], actions: [['probe.mark']] }),
      await host.rule({ actions: [['ticket.assign', { groupId: gone }], ['probe.mark']] }),
      await host.rule({ must: [['ticket.assignee', 'is_not', 999_999]], actions: [['probe.mark']] }),
    ]
    const throwing = await host.rule({ must: [['probe.throws', 'is', 'x']], actions: [['probe.mark']] })
    const sound = await host.rule({ actions: [['ticket.priority', { priority: 'high' }]] })
    await host.inService(() => host.db.delete('agent_group', 'id = :gone', { gone }))
    const ticket = await host.created()
    expect(acted).toEqual([])
    expect(ticket.priority).toBe('high')
    const results = await host.results(ticket.id)
    expect([...broken, throwing, sound].map((id) => results.get(id)!['state'])).toEqual([...broken.map(() => 'broken'), 'broken', 'fired'])
    const rules = await host.rows<{ broken: string | null }>('select r.broken from {trigger_rule} r order by r.position')
    expect(rules.map((rule) => rule.broken)).toEqual(['unknown_target:moon.phase', 'unknown_operator:rhymes_with', 'unknown_action:moon.howl', `unknown_group:${gone}`, `unknown_group:${gone}`, 'unknown_agent:999999', null, null])

    host.triggers.parts.add('moon', { actions: [action('moon.howl')] })
    await host.created()
    expect(acted.map(({ type }) => type)).toEqual(['moon.howl'])
    expect((await host.rows<{ broken: string | null }>('select r.broken from {trigger_rule} r where r.id = :id', { id: broken[2]! }))[0]!.broken).toBeNull()
  })

  it('TRG-7: a trigger that asks a plugin which is switched off does not run', async () => {
    const id = await host.rule({ any: [['ticket.subject', 'present'], ['probe.throws', 'is', 'x']], actions: [['ticket.priority', { priority: 'high' }]] })
    host.off.add('probe')
    const ticket = await host.created()
    expect(ticket.priority).toBe('normal')
    expect((await host.results(ticket.id)).get(id)).toMatchObject({ state: 'broken', reason: { en: expect.stringContaining('switched off') } })
  })

  it('costs four statements when twenty active triggers look and none matches', async () => {
    for (let count = 0; count < 20; count++) await host.rule({ must: [['ticket.subject', 'contains', `word ${count}`], ['message.text', 'contains', 'x']], actions: [['probe.mark']] })
    await host.created()
    const id = await host.ticket()
    const asked = vi.spyOn(host.db, 'all')
    const written = vi.spyOn(host.db, 'insertIgnore')
    const others = [vi.spyOn(host.db, 'insert'), vi.spyOn(host.db, 'update')]
    await host.react(id)
    // Whether there is anything new, the ticket with its message, the customer; then one row of the ledger.
    expect([asked.mock.calls.length, written.mock.calls.length, ...others.map((spy) => spy.mock.calls.length)]).toEqual([3, 1, 0, 0])
    vi.restoreAllMocks()
  })

  it('does not write where no trigger listens', async () => {
    await host.rule({ events: ['agent.replied'], actions: [['probe.mark']] })
    const ticket = await host.created()
    expect(await host.results(ticket.id)).toEqual(new Map())
  })
})
