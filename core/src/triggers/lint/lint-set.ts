import type { TicketSetting, TriggerCondition } from 'adapters-sdk'
import { canHold, type CompiledNode, type Known } from '../../conditions/index.js'
import type { CompiledTrigger } from '../compile-trigger.js'
import { CHANGED, TIME_PASSED } from '../core-parts.js'
import { finding, type Finding } from './finding.js'

type Node = CompiledNode<TriggerCondition>
export interface LintedTrigger {
  readonly id: number
  readonly title: string
  /** Whether it acts: one that is off or in shadow does nothing to the others. */
  readonly acts: boolean
  readonly compiled: CompiledTrigger
}

/** TRG-7: what the triggers of a service, in their order, do to one another. */
export function lintSet(triggers: readonly LintedTrigger[]): Map<number, Finding[]> {
  const looked = triggers.filter(({ compiled }) => compiled.defects.length === 0).map((trigger) => ({ ...trigger, sets: settings(trigger.compiled) }))
  const loops = loopsOf(looked.filter(({ acts }) => acts))
  return new Map(
    looked.map((trigger, at) => {
      const never = neverHolds(trigger.compiled.conditions, 'conditions')
      const loop = loops.find((members) => members.some(({ id }) => id === trigger.id))
      return [trigger.id, [...never, ...(loop ? [finding('loop', 'actions', [...loop, loop[0]!].map(({ title }) => `“${title}”`).join(' → '))] : []), ...(never.some(({ path }) => path === 'conditions') ? [] : shadowed(trigger, looked.slice(0, at)))]]
    }),
  )
}
type Linted = LintedTrigger & { readonly sets: readonly TicketSetting[] }

function settings({ actions }: CompiledTrigger): TicketSetting[] {
  return actions.flatMap(({ action, params }) => action.sets?.(params) ?? [])
}

/** What is certain of a ticket once they are carried out: the last one counts. */
function known(sets: readonly TicketSetting[]): Known {
  const known: Record<string, string | number | null> = {}
  for (const { field, to } of sets) {
    if (to === undefined) delete known[field]
    else known[field] = to
  }
  return known
}

/** The smallest parts that can never hold: all of it, or a way of an *any* that is never gone. */
function neverHolds(node: Node, path: string): Finding[] {
  if (node.kind === 'condition') return canHold(node) ? [] : [finding('never_holds', path)]
  if (node.kind === 'not') return canHold(node) ? [] : [finding('never_holds', path)]
  const within = node.nodes.flatMap((one, index) => neverHolds(one, `${path}.${node.kind}.${index}`))
  return within.length === 0 && !canHold(node) ? [finding('never_holds', path)] : within
}

/** Rings of triggers whose changes wake one another and leave something else each time. */
function loopsOf(triggers: readonly Linted[]): Linted[][] {
  const wakes = new Map(triggers.map((one) => [one, one.sets.length === 0 ? [] : triggers.filter((other) => wakesIt(one, other))]))
  const rings: Linted[][] = []
  const placed = new Set<Linted>()
  for (const trigger of triggers) {
    if (placed.has(trigger)) continue
    const reached = reach(trigger, wakes)
    const ring = triggers.filter((other) => reached.has(other) && reach(other, wakes).has(trigger))
    for (const member of ring) placed.add(member)
    if (ring.length > 0 && !settles(ring)) rings.push(ring)
  }
  return rings
}

function wakesIt(one: Linted, other: Linted): boolean {
  return other.compiled.events.has(CHANGED) && canHold(other.compiled.conditions, known(one.sets))
}
function reach(from: Linted, wakes: ReadonlyMap<Linted, readonly Linted[]>): Set<Linted> {
  const reached = new Set<Linted>()
  const next = [...(wakes.get(from) ?? [])]
  for (let one = next.pop(); one; one = next.pop()) {
    if (reached.has(one)) continue
    reached.add(one)
    next.push(...(wakes.get(one) ?? []))
  }
  return reached
}
/** Whether a second time round changes nothing: every field is set to one and the same. */
function settles(ring: readonly Linted[]): boolean {
  const values = new Map<string, TicketSetting['to']>()
  for (const { field, to } of ring.flatMap(({ sets }) => sets)) {
    if (to === undefined || (values.has(field) && values.get(field) !== to)) return false
    values.set(field, to)
  }
  return true
}

/** Whether an earlier trigger runs whenever this one would, and makes it fail or does the same. */
function shadowed(trigger: Linted, earlier: readonly Linted[]): Finding[] {
  const { compiled } = trigger
  if (compiled.events.has(TIME_PASSED)) return []
  for (const other of earlier) {
    const first = other.acts && [...compiled.events].every((event) => other.compiled.events.has(event)) && !canHold<TriggerCondition>({ kind: 'all', nodes: [compiled.conditions, { kind: 'not', node: other.compiled.conditions }] })
    if (!first) continue
    if (other.sets.length > 0 && !canHold(compiled.conditions, known(other.sets))) return [finding('blocked', 'conditions', `“${other.title}”`)]
    const done = other.compiled.actions.map(({ action, params }) => JSON.stringify([action.type, params]))
    if (compiled.actions.length > 0 && compiled.actions.every(({ action, params }) => done.includes(JSON.stringify([action.type, params])))) return [finding('repeated', 'actions', `“${other.title}”`)]
  }
  return []
}
