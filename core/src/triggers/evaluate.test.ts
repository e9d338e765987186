import type { Changes, TriggerFacts } from 'adapters-sdk'
import { describe, expect, it } from 'vitest'
import { toTree, type ConditionDefinition, type ConditionNode, type ConditionValue } from '../conditions/index.js'
import { compileTrigger } from './compile-trigger.js'
import { coreConditions } from './core-conditions.js'
import { coreEvents } from './core-parts.js'
import { evaluate, explain, seenIn } from './evaluate.js'
import { TriggerParts } from './trigger-parts.js'

const parts = new TriggerParts()
parts.add('core', { events: coreEvents, conditions: coreConditions })

function facts(over: { subject?: string; text?: string | null; groupId?: number | null; changes?: Changes; email?: string } = {}): TriggerFacts {
  return {
    event: 'ticket.created',
    ticket: { id: 1, number: 'T1', subject: over.subject ?? '', state: 'unassigned', priority: 'normal', channel: 'email', inboxId: 1, customerId: 1, groupId: over.groupId ?? null, assigneeId: null, intakeTypeId: null, handlingTypeId: null, tags: [], createdAt: Date.UTC(2024, 0, 1), updatedAt: 0 },
    customer: { id: 1, number: 'U1', name: '', identities: over.email ? [{ scheme: 'email', address: over.email }] : [] },
    message: over.text === null ? null : { id: 1, text: over.text ?? '', from: null, automatic: false, attachments: 2 },
    changes: over.changes ?? {},
    inboxAddress: null,
    now: 0,
  }
}
const compileTree = (conditions: ConditionNode) => compileTrigger(1, 1, { events: ['ticket.created'], conditions, actions: [] }, parts)
const compile = (must: ConditionDefinition[], any: ConditionDefinition[] = []) => compileTree(toTree({ must, any }))
function holds(target: string, op: string, value: ConditionValue, over: Parameters<typeof facts>[0]): boolean {
  const trigger = compile([{ target, op, value }])
  expect(trigger.defects).toEqual([])
  return evaluate(trigger, facts(over)).held
}

/** What the ledger shows of a trigger that met these facts. */
function shown(trigger: ReturnType<typeof compile>, met: TriggerFacts) {
  const { held, asked } = evaluate(trigger, met)
  return { held, conditions: explain(trigger.written, asked, seenIn(met)) }
}

describe('conditions', () => {
  it('TRG-1: compare texts after width, composition, case and spacing are evened out', () => {
    expect(holds('ticket.subject', 'contains', '무통장입금', { subject: '[문의] 무통장입금 확인'.normalize('NFD') })).toBe(true)
    expect(holds('ticket.subject', 'is', 'refund abc', { subject: '  ＲＥＦＵＮＤ\n ABC ' })).toBe(true)
    expect(holds('ticket.subject', 'is', 'STRASSE', { subject: 'Straße' })).toBe(true)
    expect(holds('ticket.subject', 'contains', 'ΟΔΟΣ', { subject: 'οδος 5' })).toBe(true)
    expect(holds('ticket.subject', 'starts_with', '환불', { subject: '환불 요청' })).toBe(true)
    expect(holds('ticket.subject', 'ends_with', '환불', { subject: '환불 요청' })).toBe(false)
    expect(holds('ticket.subject', 'contains_any', ['취소', '환불'], { subject: '환불 요청' })).toBe(true)
    expect(holds('ticket.subject', 'contains_none', ['취소', '환불'], { subject: '환불 요청' })).toBe(false)
  })

  it('TRG-1: an empty value makes "is not", "does not contain" and "absent" true, and nothing else', () => {
    for (const op of ['is_not', 'not_contains']) expect(holds('customer.email', op, 'a@example.com', {})).toBe(true)
    expect(holds('customer.email', 'absent', null, {})).toBe(true)
    for (const op of ['is', 'contains', 'starts_with']) expect(holds('customer.email', op, 'a@example.com', {})).toBe(false)
    expect(holds('customer.email', 'present', null, {})).toBe(false)
    expect(holds('message.attachments', 'ne', 3, { text: null })).toBe(true)
    expect(holds('message.attachments', 'le', 3, { text: null })).toBe(false)
    expect(holds('ticket.group', 'is_not', 7, {})).toBe(true)
    expect(holds('ticket.group', 'none_of', [7], {})).toBe(true)
  })

  it('TRG-1: compare numbers, times, flags and choices, whether written as number or text', () => {
    expect(holds('message.attachments', 'ge', 2, {})).toBe(true)
    expect(holds('message.attachments', 'gt', '2', {})).toBe(false)
    expect(holds('ticket.createdAt', 'before', '2024-01-02T00:00:00Z', {})).toBe(true)
    expect(holds('ticket.createdAt', 'after', '2024-01-02T00:00:00+09:00', {})).toBe(false)
    expect(holds('message.automatic', 'is', false, {})).toBe(true)
    expect(compile([{ target: 'ticket.createdAt', op: 'after', value: '2024-01-02T00:00' }]).defects).toMatchObject([{ code: 'wrong_value' }])
    expect(holds('ticket.subject', 'contains_any', '취소, 환불', { subject: '환불 요청' })).toBe(true)
    expect(holds('ticket.group', 'any_of', 7, { groupId: 7 })).toBe(true)
    expect(holds('ticket.group', 'is', '7', { groupId: 7 })).toBe(true)
    expect(holds('ticket.group', 'any_of', [6, '7'], { groupId: 7 })).toBe(true)
  })

  it('TRG-3: changed, changed to and changed from look at what the event changed', () => {
    const changes = { state: { before: 'unassigned', after: 'in_progress' }, groupId: { before: null, after: 7 } }
    expect(holds('ticket.state', 'changed', null, { changes })).toBe(true)
    expect(holds('ticket.state', 'changed_to', 'in_progress', { changes })).toBe(true)
    expect(holds('ticket.state', 'changed_from', 'solved', { changes })).toBe(false)
    expect(holds('ticket.group', 'changed_to', 7, { changes })).toBe(true)
    expect(holds('ticket.priority', 'changed', null, { changes })).toBe(false)
  })

  it('TRG-1: all of must and one of any; the last one shown is the one that decided', () => {
    const is = (value: string): ConditionDefinition => ({ target: 'ticket.subject', op: 'contains', value })
    expect(shown(compile([]), facts())).toEqual({ held: true, conditions: [] })
    expect(shown(compile([is('a'), is('x'), is('b')]), facts({ subject: 'ab' }))).toEqual({
      held: false,
      conditions: [{ target: 'ticket.subject', op: 'contains', value: 'a', seen: 'ab', held: true }, { target: 'ticket.subject', op: 'contains', value: 'x', seen: 'ab', held: false }],
    })
    expect(evaluate(compile([is('a')], [is('x'), is('b')]), facts({ subject: 'ab' })).held).toBe(true)
    expect(evaluate(compile([is('a')], [is('x'), is('y')]), facts({ subject: 'ab' })).held).toBe(false)
  })

  it('TRG-1: groups hold groups: all of them, any of them, not; an empty group asks nothing', () => {
    const is = (value: string): ConditionDefinition => ({ target: 'ticket.subject', op: 'contains', value })
    const held = (conditions: ConditionNode, subject: string) => evaluate(compileTree(conditions), facts({ subject })).held
    const tree: ConditionNode = { any: [{ all: [is('a'), { not: is('b') }] }, { not: { any: [is('a'), is('b'), is('c')] } }] }
    expect(['a', 'ab', 'b', 'c', 'd', 'ac'].map((subject) => held(tree, subject))).toEqual([true, false, false, false, true, true])
    expect([held({ any: [] }, 'x'), held({ all: [{ any: [] }, is('x')] }, 'x'), held({ not: { all: [] } }, 'x')]).toEqual([true, true, false])
    expect(shown(compileTree({ not: { any: [is('x'), is('a')] } }), facts({ subject: 'a' })).conditions.map(({ value, held }) => [value, held])).toEqual([['x', false], ['a', true]])
  })

  it('TRG-1: contains all; the last days and longer ago', () => {
    expect(holds('ticket.subject', 'contains_all', ['환불', '취소'], { subject: '취소와 환불' })).toBe(true)
    expect(holds('ticket.subject', 'contains_all', ['환불', '취소'], { subject: '환불' })).toBe(false)
    const at = (op: string, days: number, now: number) => evaluate(compile([{ target: 'ticket.createdAt', op, value: days }]), { ...facts(), now }).held
    const [day, created] = [86_400_000, Date.UTC(2024, 0, 1)]
    expect([at('within_days', 7, created + 7 * day), at('within_days', 7, created + 7 * day + 1), at('older_days', 7, created + 7 * day + 1)]).toEqual([true, false, true])
    expect(compile([{ target: 'ticket.createdAt', op: 'within_days', value: 0 }]).defects).toMatchObject([{ code: 'wrong_value' }])
  })

  it('TRG-6: what was not asked about yet when an event was kept has no value', () => {
    const old = facts({ text: 'x', email: 'a@example.com' })
    const unknown = coreConditions.filter((condition) => condition.read(old) === null).map(({ target }) => target)
    expect(unknown).toEqual(expect.arrayContaining(['time.businessHours', 'sla.first.state', 'sla.solve.minutes', 'ticket.dueAt', 'ticket.replies', 'ticket.followUp', 'ticket.stateSince', 'message.kind', 'message.to', 'customer.firstTicket']))
    expect(holds('time.businessHours', 'is', true, {})).toBe(false)
    expect(holds('sla.first.state', 'is_not', 'missed', {})).toBe(true)
    // A trigger has just put it into its state.
    expect(coreConditions.find(({ target }) => target === 'ticket.stateSince')!.read({ ...old, now: 7, changes: { state: { before: 'solved', after: 'closed' } } })).toBe(7)
  })

  it('keeps only the beginning of a long text that it saw', () => {
    const [seen] = shown(compile([{ target: 'message.text', op: 'present', value: null }]), facts({ text: 'x'.repeat(10_000) })).conditions
    expect(String(seen!.seen)).toHaveLength(201)
  })
})

describe('a trigger that does not fit its parts', () => {
  it('TRG-7: says where, and what', () => {
    const { defects } = compileTrigger(1, 1, {
      events: ['ticket.created', 'moon.rose'],
      conditions: toTree({
        must: [{ target: 'moon.phase', op: 'is', value: 'full' }, { target: 'ticket.subject', op: 'changed', value: null }, { target: 'ticket.priority', op: 'is', value: 'huge' }, { target: 'message.attachments', op: 'eq', value: 'two' }],
        any: [{ target: 'ticket.group', op: 'any_of', value: [] }, { target: 'ticket.group', op: 'is', value: 'sales' }],
      }),
      actions: [{ type: 'moon.howl', params: {} }],
    }, parts)
    expect(defects.map(({ code, path }) => [code, path])).toEqual([
      ['unknown_event', 'events.1'],
      ['unknown_target', 'conditions.all.0.target'],
      ['unknown_operator', 'conditions.all.1.op'],
      ['wrong_value', 'conditions.all.2.value'],
      ['wrong_value', 'conditions.all.3.value'],
      ['missing_value', 'conditions.all.4.any.0.value'],
      ['unknown_group', 'conditions.all.4.any.1.value'],
      ['unknown_action', 'actions.0.type'],
    ])
  })

  it('is refused by the registry when a plugin takes a name that is not its own', () => {
    expect(() => parts.add('moon', { events: [{ name: 'sun.rose', label: { ko: '', en: '' } }] })).toThrow('must begin with moon.')
    expect(() => parts.add('core', { events: coreEvents })).toThrow('registered twice')
  })
})
