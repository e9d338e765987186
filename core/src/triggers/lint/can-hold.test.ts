import type { Changes, TriggerFacts } from 'adapters-sdk'
import { expect, it } from 'vitest'
import { canHold, type ConditionDefinition, type ConditionNode } from '../../conditions/index.js'
import { compileTrigger } from '../compile-trigger.js'
import { coreConditions } from '../core-conditions.js'
import { coreEvents } from '../core-parts.js'
import { evaluate } from '../evaluate.js'
import { TriggerParts } from '../trigger-parts.js'

const parts = new TriggerParts()
parts.add('core', { events: coreEvents, conditions: coreConditions })
const compile = (conditions: ConditionNode) => compileTrigger(1, 1, { events: ['ticket.created'], conditions, actions: [] }, parts)
const holds = (conditions: ConditionNode) => {
  const { defects, conditions: root } = compile(conditions)
  expect(defects).toEqual([])
  return canHold(root)
}
const ask = (target: string, op: string, value: ConditionDefinition['value'] = null): ConditionDefinition => ({ target, op, value })

/** The same sequence for a seed. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

const TEXTS = ['', 'a', 'b', 'ab', 'ba', 'aa', 'bb', 'aba', 'bab', 'abb', 'baa', 'aab', 'bba', 'abab', 'baba', 'abba', 'baab', 'aabb', 'bbaa', 'abaab', 'ababb']
const PRIORITIES = ['low', 'high', 'urgent'] as const
const NUMBERS = [null, 0, 1, 1.5, 2, 2.5, 3, 4]
const TAGS = [[], ['x'], ['y'], ['x', 'y'], ['z'], ['x', 'z'], ['y', 'z'], ['x', 'y', 'z']]

const GOODS = ['Shoes, red', 'Hat', 'Sock']

const ticket = { id: 1, number: 'T1', subject: '', state: 'unassigned', priority: 'normal', channel: 'email', inboxId: 1, customerId: 1, groupId: null, assigneeId: null, intakeTypeId: null, handlingTypeId: null, tags: [], createdAt: 0, updatedAt: 0 } as const
const facts = (over: object, message: object = {}, changes: Changes = {}): TriggerFacts => ({ event: 'ticket.created', ticket: { ...ticket, ...over }, customer: { id: 1, number: 'U1', name: '', identities: [] }, message: { id: 1, text: '', from: null, automatic: false, attachments: 0, ...message }, changes, inboxAddress: null, now: 0 })

/** Every ticket of a small world, one target at a time. */
const WORLDS: Readonly<Record<string, readonly TriggerFacts[]>> = {
  'ticket.subject': TEXTS.map((subject) => facts({ subject })),
  'ticket.priority': PRIORITIES.flatMap((priority) => [facts({ priority }), ...PRIORITIES.filter((before) => before !== priority).map((before) => facts({ priority }, {}, { priority: { before, after: priority } }))]),
  'message.attachments': NUMBERS.map((attachments) => facts({}, { attachments })),
  'message.automatic': [true, false].map((automatic) => facts({}, { automatic })),
  'ticket.tags': TAGS.flatMap((tags) => [facts({ tags }), facts({ tags }, {}, { tags: { before: [], after: tags } })]),
  'field.checkbox.goods': [[], ...TAGS.map((_, bits) => GOODS.filter((_name, at) => (bits >> at) % 2 === 1))].flatMap((goods) => [facts({ 'field.goods': goods }), facts({}), facts({ 'field.goods': goods }, {}, { 'field.goods': { before: null, after: goods } })]),
}
const OPERATORS: Readonly<Record<string, readonly (readonly [op: string, value: (pick: (below: number) => number) => ConditionDefinition['value']])[]>> = {
  'ticket.subject': [...['is', 'is_not', 'contains', 'not_contains', 'starts_with', 'ends_with'].map((op) => [op, (pick: (below: number) => number) => TEXTS[1 + pick(8)]!] as const), ...['contains_any', 'contains_all', 'contains_none'].map((op) => [op, (pick: (below: number) => number) => [TEXTS[1 + pick(6)]!, TEXTS[1 + pick(6)]!]] as const), ['present', () => null], ['absent', () => null]],
  'ticket.priority': [...['is', 'is_not', 'changed_to', 'changed_from'].map((op) => [op, (pick: (below: number) => number) => PRIORITIES[pick(3)]!] as const), ...['any_of', 'none_of'].map((op) => [op, (pick: (below: number) => number) => [PRIORITIES[pick(3)]!, PRIORITIES[pick(3)]!]] as const), ['changed', () => null], ['present', () => null]],
  'message.attachments': [...['eq', 'ne', 'lt', 'gt', 'le', 'ge'].map((op) => [op, (pick: (below: number) => number) => 1 + pick(3)] as const), ['present', () => null], ['absent', () => null]],
  'message.automatic': [['is', (pick) => pick(2) === 0]],
  'field.checkbox.goods': [...['any_of', 'all_of', 'none_of'].map((op) => [op, (pick: (below: number) => number) => [GOODS[pick(3)]!, GOODS[pick(3)]!]] as const), ['present', () => null], ['absent', () => null], ['changed', () => null]],
  'ticket.tags': [...['any_of', 'all_of', 'none_of'].map((op) => [op, (pick: (below: number) => number) => [['x', 'y', 'z'][pick(3)]!, ['x', 'y', 'z'][pick(3)]!]] as const), ['present', () => null], ['absent', () => null], ['changed', () => null]],
}

function tree(target: string, pick: (below: number) => number, depth = 0): ConditionNode {
  if (depth === 3 || pick(3) === 0) {
    const [op, value] = OPERATORS[target]![pick(OPERATORS[target]!.length)]!
    return ask(target, op, value(pick))
  }
  const nodes = Array.from({ length: pick(3) + (depth === 0 ? 2 : 1) }, () => tree(target, pick, depth + 1))
  return [{ all: nodes }, { all: nodes }, { any: nodes }, { not: { all: nodes } }][pick(4)]!
}

it('TRG-7: what is said never to hold holds for no ticket of a small world, over 12,000 random trees', () => {
  const found: Record<string, number> = {}
  for (const target of Object.keys(WORLDS)) {
    for (let seed = 1; seed <= 2000; seed++) {
      const conditions = tree(target, random(seed * 7919))
      const compiled = compile(conditions)
      expect(compiled.defects).toEqual([])
      if (canHold(compiled.conditions)) continue
      found[target] = (found[target] ?? 0) + 1
      const held = WORLDS[target]!.find((world) => evaluate(compiled, world).held)
      expect(held, `${JSON.stringify(conditions)} holds for ${JSON.stringify(held)}`).toBeUndefined()
    }
  }
  for (const target of Object.keys(WORLDS)) expect(found[target], target).toBeGreaterThan(20)
})

it('TRG-7: finds what can never hold, also across groups and by opposite', () => {
  expect(holds({ all: [ask('ticket.subject', 'is', '환불'), ask('ticket.subject', 'contains', '취소')] })).toBe(false)
  expect(holds({ all: [ask('ticket.subject', 'contains', 'ＲＥＦＵＮＤ'), ask('ticket.subject', 'not_contains', 'fun')] })).toBe(false)
  expect(holds({ all: [ask('ticket.subject', 'starts_with', 'a'), ask('ticket.subject', 'starts_with', 'b')] })).toBe(false)
  expect(holds({ all: [ask('ticket.subject', 'contains_any', ['a', 'b']), ask('ticket.subject', 'contains_none', ['a', 'b', 'c'])] })).toBe(false)
  expect(holds({ all: [ask('ticket.state', 'is', 'solved'), { any: [ask('ticket.state', 'is', 'closed'), ask('ticket.state', 'changed_to', 'on_hold')] }] })).toBe(false)
  expect(holds({ all: [ask('ticket.state', 'is', 'solved'), ask('ticket.state', 'changed_from', 'solved')] })).toBe(false)
  expect(holds({ all: [ask('message.attachments', 'gt', 3), ask('message.attachments', 'lt', 2)] })).toBe(false)
  expect(holds({ all: [ask('ticket.createdAt', 'after', '2026-02-01T00:00:00Z'), ask('ticket.createdAt', 'before', '2026-01-01T00:00:00Z')] })).toBe(false)
  expect(holds({ all: [ask('ticket.tags', 'all_of', ['vip', 'kr']), ask('ticket.tags', 'none_of', ['kr'])] })).toBe(false)
  expect(holds({ not: { any: [ask('ticket.priority', 'is', 'high'), ask('ticket.priority', 'is_not', 'high')] } })).toBe(false)
  expect(holds({ not: { all: [] } })).toBe(false)
})

it('TRG-7: says nothing where it is not certain', () => {
  expect(holds({ all: [ask('ticket.subject', 'contains', 'a'), ask('ticket.subject', 'contains', 'b'), ask('ticket.subject', 'not_contains', 'c')] })).toBe(true)
  expect(holds({ all: [ask('ticket.createdAt', 'within_days', 1), ask('ticket.createdAt', 'older_days', 7)] })).toBe(true)
  expect(holds({ all: [ask('message.attachments', 'gt', 2), ask('message.attachments', 'lt', 3)] })).toBe(true)
  expect(holds({ all: [ask('ticket.state', 'changed_from', 'solved'), ask('ticket.state', 'is_not', 'solved')] })).toBe(true)
  expect(holds({ any: [] })).toBe(true)
})
