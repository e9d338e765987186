import { substituteText, z, type QueuedMessage, type TriggerAction } from 'adapters-sdk'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { rehearsableDeliveries } from '../../core/src/triggers/index.js'
import { eachEngine } from '../support/index.js'
import { EVENTS, PRIORITIES, randomRule, seeded, WORDS } from './support/random-rules.js'
import { TriggerHost } from './support/trigger-host.js'

const DONE = { ko: '했습니다.', en: 'Done.' }
const ROUNDS = 15
const STEPS = 20

interface Found { number: string; outcomes: { triggerId: number; title: string; event: string; state: string; live: string; detail: { wokenBy: number | null; actions: { changes?: unknown; outcome: { en: string }; messages: { to: string[]; subject: string; cost: number }[] }[]; happened: unknown } }[] }

eachEngine((engine) => {
  let host: TriggerHost
  const sent: QueuedMessage[] = []
  let gate = Promise.resolve()

  beforeAll(async () => {
    const deliveries = rehearsableDeliveries({ enqueue: async (message) => sent.push(message) })
    const action = (type: string, run: TriggerAction<{ subject: string }>['run']): TriggerAction<never> => ({ type, label: DONE, params: z.object({ subject: z.string().default('') }), run })
    host = await TriggerHost.start(engine, (host) => ({
      probe: {
        actions: [
          action('probe.mail', async ({ facts, substitutions }, { subject }) => {
            await deliveries.enqueue({ inboxId: 1, ticketId: facts.ticket.id, to: [{ scheme: 'phone', address: '010-1' }, { scheme: 'phone', address: '010-2' }], subject: substituteText(subject, await substitutions()), html: '<p>a</p>', automatic: true })
            return DONE
          }),
          action('probe.wait', async () => {
            await gate
            return DONE
          }),
          action('probe.fail', async () => { throw new Error('no') }),
          // Goes past every port.
          action('probe.write', async ({ facts }) => {
            await host().db.update('ticket', { subject: 'gone' }, 'id = :id', { id: facts.ticket.id })
            return DONE
          }),
        ],
      },
    }))
    await host.inService(async () => {
      const [field] = await host.db.insert('ticket_field', { side: 'agent', kind: 'text', code: 'order', name: 'Order', options: '[]', created_at: 0, updated_at: 0 })
      await host.db.insert('ticket_field_use', { field_id: field!, intake_type_id: null, position: 1, required: 0 })
    })
    await host.inService(async () => { await host.db.insert('inbox', { id: 1, channel: 'sms', address: 'a', name: 'a', hook_key: 'a', created_at: 0 }) })
    await host.jobs.start()
  })
  beforeEach(async () => {
    await host.clear()
    await host.inService(async () => { await host.db.delete('trigger_evaluation', '1 = 1') })
    sent.length = 0
  })
  afterAll(() => host.stop())

  async function rehearse(body: Record<string, unknown> = {}): Promise<Record<string, unknown> & { id: number; triggers: Record<string, unknown>[] }> {
    const begun = await host.request('POST', '/trigger-rehearsals', { days: 30, ...body })
    expect(begun).toMatchObject({ status: 202 })
    return expect.poll(async () => (await host.request('GET', `/trigger-rehearsals/${String(begun.body['id'])}`)).body, { timeout: 20_000 }).toMatchObject({ state: 'done' }).then(async () => (await host.request('GET', `/trigger-rehearsals/${String(begun.body['id'])}`)).body as never)
  }
  const tickets = async (id: number, query = ''): Promise<Found[]> => (await host.request('GET', `/trigger-rehearsals/${id}/tickets?limit=200${query}`)).body.items as unknown as Found[]

  it('TRG-6: with the same triggers a rehearsal says what the ledger says, for random triggers and events', async () => {
    const groups = [await host.group('결제'), await host.group('배송')]
    const agents = [await host.agent('a', groups), await host.agent('b', groups), await host.agent('c', [groups[1]!])]
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const random = seeded(seed)
      await host.clear()
      await host.inService(async () => { await host.db.delete('trigger_evaluation', '1 = 1') })
      for (let i = 0; i < 3 + random.below(8); i++) await host.rule(randomRule(random, groups, agents))
      const ids = [await host.ticket({ subject: random.one(WORDS), text: random.one(WORDS) }), await host.ticket({ subject: random.one(WORDS) })]
      for (let step = 0; step < STEPS; step++) {
        const id = random.one(ids)
        const event = random.one(EVENTS)
        const entered = { order: random.one([...WORDS, null]) }
        await host.inService(() => host.db.transaction(async () => {
          const changes = event === 'ticket.changed' ? { ...(await host.writer.change(id, { priority: random.one(PRIORITIES), tags: random.below(2) ? ['vip'] : [] }, 'changed')), ...(await host.form.enter((await host.writer.get(id))!, entered, { by: 'agent', complete: null })) } : {}
          await host.triggers.engine.react({ key: `${seed}:${step}`, name: event, ticketId: id, changes })
        }))
      }
      const [{ fired }] = (await host.rows<{ fired: number }>('select count(distinct c.event_key || c.trigger_id) as fired from {trigger_receipt} c where c.event_key like :seed', { seed: `${seed}:%` })) as [{ fired: number }]
      const done = await rehearse()
      expect(await tickets(done.id, '&differing=true'), `seed ${seed}`).toEqual([])
      const outcomes = (await tickets(done.id)).flatMap((ticket) => ticket.outcomes)
      expect(outcomes.filter((one) => one.state === 'fired' || one.state === 'shadow')).toHaveLength(Number(fired))
      expect(done['done']).toBe(STEPS)
    }
  }, 240_000)
  it('TRG-6: nothing is done, whatever a result tries', async () => {
    const every = async () => Promise.all(['ticket', 'message', 'ticket_event', 'outbox_event', 'trigger_evaluation', 'trigger_receipt', 'trigger_rule', 'agent_group', 'delivery', 'notice'].map(async (table) => JSON.stringify(await host.rows(`select x.* from {${table}} x order by x.id`))))
    const group = await host.group('아무나')
    await host.agent('turn', [group])
    await host.created({ subject: '무통장입금' })
    await host.rule({ state: 'off', actions: [['ticket.note', { html: 'n' }], ['ticket.assign', { groupId: group, how: 'turn' }], ['ticket.state', { state: 'solved' }], ['probe.mail', { subject: 's' }], ['probe.write']] })
    const [{ id }] = (await host.rows<{ id: number }>('select r.id from {trigger_rule} r')) as [{ id: number }]
    const before = await every()
    const done = await rehearse({ triggerId: id })
    expect(await every()).toEqual(before)
    expect(sent).toEqual([])
    expect(done.triggers).toMatchObject([{ fired: 1, new: 1, messages: 1, cost: 40 }])
    const [ticket] = await tickets(done.id)
    expect(ticket!.outcomes[0]!.detail.actions.map((action) => action.outcome.en)).toEqual(['Left an internal note.', 'Assigned to turn in 아무나.', 'State set to Solved.', 'Done.', 'What this result would do cannot be known beforehand; in earnest it is carried out.'])
  })
  it('TRG-6: shows what a draft would have changed through the whole chain, beside what really happened', async () => {
    const mail = await host.rule({ title: 'mail', events: ['ticket.changed'], must: [['ticket.priority', 'changed_to', 'urgent']], actions: [['probe.mail', { subject: '[#{ticket.number}] #{customer.name}' }]] })
    const late = await host.rule({ title: 'late', events: ['customer.replied'], must: [['ticket.priority', 'is', 'normal']], actions: [['ticket.tags', { add: ['late'], remove: [] }]] })
    const ticket = await host.created({ subject: '급한 문의' })
    await host.react(ticket.id, 'customer.replied')
    const draft = { title: 'draft', state: 'off', events: ['ticket.created'], conditions: { must: [{ target: 'ticket.subject', op: 'contains', value: '급한' }] }, actions: [{ type: 'ticket.priority', params: { priority: 'urgent' } }] }
    const done = await rehearse({ draft })
    expect(done).toMatchObject({ title: 'draft', triggerId: 0, total: 2, done: 2 })
    expect(done.triggers).toMatchObject([
      { triggerId: mail, fired: 1, new: 1, follows: 1, messages: 1, cost: 40, tickets: 1 },
      { triggerId: 0, title: 'draft', fired: 1, new: 1, follows: 0 },
      { triggerId: late, fired: 0, gone: 1 },
    ])
    const [found] = await tickets(done.id)
    expect(found).toMatchObject({
      number: ticket.number,
      outcomes: [
        { title: 'mail', live: 'new', detail: { wokenBy: 0, actions: [{ messages: [{ to: ['010-1', '010-2'], subject: `[${ticket.number}] 홍길동`, cost: 40_000 }] }] } },
        { title: 'draft', live: 'new', detail: { wokenBy: null, actions: [{ changes: { priority: { before: 'normal', after: 'urgent' } } }] } },
        { title: 'late', live: 'gone', state: 'not_matched', detail: { happened: { state: 'fired' } } },
      ],
    })
    expect(await tickets(done.id, `&triggerId=${late}`)).toMatchObject([{ outcomes: [{ title: 'late' }] }])
    expect((await host.request('POST', '/trigger-rehearsals', { days: 1, draft: { ...draft, actions: [{ type: 'nothing', params: {} }] } })).status).toBe(400)
  })
  it('TRG-6: of those who begin at once one begins, and the others are told', async () => {
    await host.created({})
    await host.rule({ actions: [['probe.wait']] })
    let open = () => {}
    gate = new Promise((resolve) => { open = resolve })
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all([1, 2, 3, 4].map(() => host.request('POST', '/trigger-rehearsals', { days: 1 })))
      expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409])
      const begun = answers.find(({ status }) => status === 202)!
      await host.request('POST', `/trigger-rehearsals/${String(begun.body['id'])}/cancel`)
    }
    open()
  })
  it('TRG-6: knows what a result would enter into a field, and what follows from it', async () => {
    const ticket = await host.created({})
    const fills = (value: string) => ({ title: 'fills', events: ['ticket.created'], conditions: {}, actions: [{ type: 'ticket.field', params: { field: 'text.order', value } }] })
    await host.rule({ title: 'follows', events: ['ticket.changed'], must: [['field.text.order', 'changed_to', `no ${ticket.number}`]], actions: [['ticket.priority', { priority: 'high' }]] })
    const [found] = await tickets((await rehearse({ draft: fills('no #{ticket.number}') })).id)
    expect(found!.outcomes).toMatchObject([
      { title: 'follows', state: 'fired', detail: { wokenBy: 0 } },
      { title: 'fills', detail: { actions: [{ outcome: { en: 'The field order was filled in.' }, changes: { 'field.order': { before: null, after: `no ${ticket.number}` } } }] } },
    ])
    expect((await host.get(ticket.id))['field.order']).toBeUndefined()
  })
  it('TRG-6: is refused while another runs, stops when told, and belongs to its service', async () => {
    await host.created({})
    const id = await host.inService(async () => (await host.db.insert('rehearsal', { member_id: 1, days: 1, rules: '[]', carried: '{"tickets":{},"turns":[]}', from_at: 0, until_id: 0, total: 5, created_at: 0 }))[0]!)
    expect((await host.request('POST', '/trigger-rehearsals', { days: 1 })).body).toMatchObject({ code: 'trigger.rehearsal_running' })
    expect((await host.request('POST', `/trigger-rehearsals/${id}/cancel`)).body).toMatchObject({ state: 'cancelled', total: 5 })
    expect((await host.request('GET', '/trigger-rehearsals/999999')).status).toBe(404)
    expect((await host.request('GET', '/trigger-rehearsals')).body.items[0]).toMatchObject({ id, state: 'cancelled' })
  })
})
