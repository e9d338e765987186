import type { RuleInput } from './trigger-host.js'

/** The same numbers for the same seed. */
export function seeded(seed: number): { below(limit: number): number; one<T>(list: readonly T[]): T } {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, one: (list) => list[below(list.length)]! }
}
export type Random = ReturnType<typeof seeded>

export const EVENTS = ['ticket.created', 'customer.replied', 'agent.replied', 'ticket.changed', 'ticket.handed_over'] as const
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
const TAGS = ['vip', 'refund', 'late'] as const
export const WORDS = ['무통장입금', 'refund', '배송', 'hello'] as const

/** Something that may stand in a service that has a text field `order`: conditions nested at will, results of every kind. */
export function randomRule(random: Random, groups: readonly number[], agents: readonly number[]): Omit<RuleInput, 'must' | 'any'> & { conditions: unknown } {
  const leaf = (): unknown =>
    random.one<() => unknown>([
      () => ({ target: 'ticket.priority', op: random.one(['is', 'is_not', 'changed_to', 'changed_from']), value: random.one(PRIORITIES) }),
      () => ({ target: 'ticket.priority', op: 'changed', value: null }),
      () => ({ target: 'ticket.tags', op: random.one(['any_of', 'none_of', 'all_of']), value: [random.one(TAGS)] }),
      () => ({ target: 'ticket.subject', op: random.one(['contains', 'not_contains']), value: random.one(WORDS) }),
      () => ({ target: 'message.text', op: random.one(['contains', 'not_contains']), value: random.one(WORDS) }),
      () => ({ target: 'ticket.group', op: random.one(['is', 'is_not', 'changed_to']), value: String(random.one(groups)) }),
      () => ({ target: 'field.text.order', op: random.one(['is', 'changed', 'absent']), value: random.one(WORDS) }),
      () => ({ target: 'ticket.state', op: random.one(['is', 'is_not']), value: random.one(['unassigned', 'in_progress', 'solved']) }),
    ])()
  const tree = (depth: number): unknown => {
    if (depth === 0 || random.below(3) === 0) return leaf()
    const kind = random.one(['all', 'any', 'not'])
    return kind === 'not' ? { not: tree(depth - 1) } : { [kind]: Array.from({ length: 1 + random.below(3) }, () => tree(depth - 1)) }
  }
  const action = () =>
    random.one<() => readonly [string, Readonly<Record<string, unknown>>]>([
      () => ['ticket.priority', { priority: random.one(PRIORITIES) }],
      () => ['ticket.state', { state: random.one(['in_progress', 'on_hold', 'solved', 'closed']) }],
      () => ['ticket.tags', { add: [random.one(TAGS)], remove: [random.one(TAGS)] }],
      () => ['ticket.note', { html: '<p>#{ticket.title}</p>' }],
      () => ['ticket.assign', { groupId: random.one(groups), how: random.one(['none', 'turn', 'random', 'least']) }],
      () => ['ticket.assign', { groupId: groups[0], how: 'agent', agentId: random.one(agents) }],
      () => ['probe.mail', { subject: '#{ticket.title} #{group.name}' }],
      () => ['ticket.field', { field: 'text.order', value: random.one([...WORDS, '']) }],
      () => ['probe.fail', {}],
    ])()
  return {
    title: `rule ${random.below(1000)}`,
    state: random.one(['on', 'on', 'on', 'shadow', 'off']),
    events: [...new Set([random.one(EVENTS), random.one(EVENTS), random.one(EVENTS)])],
    conditions: random.below(4) === 0 ? { all: [] } : { all: [tree(3)] },
    actions: Array.from({ length: 1 + random.below(3) }, action),
  }
}
