import type { Agent, QueuedMessage, TriggerFacts } from 'adapters-sdk'
import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryInboxes } from '../testing/memory-inboxes.js'
import { NotifyByMail } from './notify-by-mail.js'

const MINA: Agent = { memberId: 7, name: '이민아', nickname: '미나', email: 'mina@acme.test' }
const JUN: Agent = { memberId: 8, name: 'Jun', nickname: '', email: 'jun@acme.test' }
const FACTS: TriggerFacts = {
  event: 'ticket.created',
  ticket: { id: 5, number: 'T1', subject: '무통장입금 <b>', state: 'unassigned', priority: 'normal', channel: 'email', inboxId: 1, customerId: 3, groupId: 2, assigneeId: 7, intakeTypeId: null, handlingTypeId: null, tags: [], createdAt: Date.UTC(2025, 5, 3), updatedAt: 0 },
  customer: { id: 3, number: 'U1', name: '김지우', identities: [{ scheme: 'phone', address: '010' }, { scheme: 'email', address: 'old@example.com' }, { scheme: 'email', address: 'jiwoo@example.com' }] },
  message: { id: 9, text: '', from: { scheme: 'email', address: 'jiwoo@example.com' }, automatic: false, attachments: 0 },
  changes: {}, inboxAddress: 'help@acme.test', now: 0,
}
const CODES = { 'ticket.number': 'T1', 'ticket.title': '무통장입금 <b>', 'customer.name': '김지우', 'agent.nickname': '미나', 'group.name': '결제' }
let queued: QueuedMessage[]
let members: Agent[]
let action: NotifyByMail

const run = (params: Partial<Parameters<NotifyByMail['run']>[1]>, facts = FACTS) =>
  action.run({ facts, triggerId: 1, receiptKey: 'receipt-1', substitutions: async () => CODES }, { to: 'customer', subject: '[#{ticket.number}] #{ticket.title}', html: '<p>#{customer.name}: #{ticket.title}, #{agent.nickname} (#{group.name})</p>', ...params })

describe('NotifyByMail', () => {
  beforeEach(async () => {
    queued = []
    members = [MINA, JUN]
    const inboxes = new MemoryInboxes()
    await inboxes.create({ address: 'help@acme.test', name: 'Help', settings: {} })
    action = new NotifyByMail(
      { enqueue: async (message) => queued.push(message) },
      inboxes,
      { get: async (id) => (id === 7 ? MINA : null), group: async (id) => ({ id, name: '결제', members }) },
    )
  })

  it('TRG-2: mails the customer once per receipt, at the address they wrote from, with codes filled in', async () => {
    expect(await run({})).toEqual({ ko: 'jiwoo@example.com(으)로 메일을 보냅니다.', en: 'A mail goes to jiwoo@example.com.' })
    expect(queued).toEqual([{
      inboxId: 1, ticketId: 5, automatic: true, key: 'receipt-1:jiwoo@example.com',
      to: [{ scheme: 'email', address: 'jiwoo@example.com', displayName: '김지우' }],
      subject: '[T1] 무통장입금 <b>', html: '<p>김지우: 무통장입금 &#60;b&#62;, 미나 (결제)</p>',
    }])
  })
  it('EML-7: a customer is never mailed because a machine wrote, colleagues are', async () => {
    const facts = { ...FACTS, message: { ...FACTS.message!, automatic: true } }
    expect((await run({}, facts)).en).toMatch(/^Not sent/)
    expect(queued).toEqual([])
    await run({ to: 'assignee' }, facts)
    expect(queued[0]!.to).toEqual([{ scheme: 'email', address: 'mina@acme.test', displayName: '이민아' }])
  })
  it('TRG-2: mails the group and a fixed address', async () => {
    await run({ to: 'group' })
    await run({ to: 'address', address: 'boss@acme.test' })
    expect(queued.map(({ to }) => to.map(({ address }) => address))).toEqual([['mina@acme.test'], ['jun@acme.test'], ['boss@acme.test']])
    expect(new Set(queued.map(({ key }) => key)).size).toBe(3)
    expect(queued.every(({ notice }) => notice)).toBe(true)
  })
  it('TRG-2: who cannot be mailed keeps it from nobody else, and our own inboxes are not written to', async () => {
    members = [{ ...MINA, email: '' }, { ...MINA, email: 'no address' }, JUN, { ...JUN, email: 'JUN@acme.test' }, { ...MINA, email: 'help+token@ACME.test' }]
    expect((await run({ to: 'group' })).en).toBe('A mail goes to jun@acme.test. Left out: no address, help+token@ACME.test.')
    expect(queued.map(({ to }) => to.map(({ address }) => address))).toEqual([['jun@acme.test']])
    expect((await run({ to: 'address', address: 'help@acme.test' })).en).toBe('Not sent: no mail can go to help@acme.test.')
    expect(queued).toHaveLength(1)
  })
  it('says why nothing was sent', async () => {
    expect((await run({}, { ...FACTS, customer: { ...FACTS.customer, identities: [] } })).ko).toContain('보내지 않았습니다')
    expect((await run({ to: 'assignee' }, { ...FACTS, ticket: { ...FACTS.ticket, assigneeId: null } })).ko).toContain('보내지 않았습니다')
  })
})
