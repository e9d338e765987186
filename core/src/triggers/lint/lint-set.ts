import { setImmediate } from 'node:timers/promises'
import type { TicketSetting, TriggerCondition } from 'adapters-sdk'
import { areOpen, canHold, meet, waysToFail, waysToHold, type CompiledNode, type Known, type Ways } from '../../conditions/index.js'
import type { CompiledTrigger } from '../compile-trigger.js'
import { CHANGED, TIME_PASSED } from '../core-parts.js'
import { finding, type Finding } from './finding.js'
import { ringsOf } from './rings.js'

type Node = CompiledNode<TriggerCondition>
/** Members of a ring that are named. */
const SHOWN = 8
const BREATHE = 10
export interface LintedTrigger {
  readonly id: number
  readonly title: string
  /** Whether it acts: one that is off or in shadow does nothing to the others. */
  readonly acts: boolean
  readonly compiled: CompiledTrigger
}

/** TRG-7: what the triggers of a service, in their order, do to one another. `only`: what is found of that one. */
export async function lintSet(triggers: readonly LintedTrigger[], only?: number): Promise<Map<number, Finding[]>> {
  const looked = triggers.filter(({ compiled }) => compiled.defects.length === 0).map(understood)
  const loops = loopsOf(looked.filter(({ acts }) => acts))
  const found = new Map<number, Finding[]>()
  const earlier = new Map<string, Linted[]>()
  for (const [at, trigger] of looked.entries()) {
    // A thousand that do the same take seconds; others get their turn between.
    if (at % BREATHE === BREATHE - 1) await setImmediate()
    if (only === undefined || trigger.id === only) {
      const never = neverHolds(trigger.compiled.conditions, 'conditions')
      const loop = loops.get(trigger)
      found.set(trigger.id, [...never, ...(loop ? [finding('loop', 'actions', loop)] : []), ...(never.some(({ path }) => path === 'conditions') ? [] : shadowed(trigger, earlier))])
    }
    if (trigger.acts) for (const key of trigger.marks) earlier.set(key, [...(earlier.get(key) ?? []), trigger])
  }
  return found
}
interface Linted extends LintedTrigger {
  readonly sets: readonly TicketSetting[]
  /** What is certain of a ticket once it ran. */
  readonly leaves: Known
  readonly holds: Ways<TriggerCondition>
  readonly fails: Ways<TriggerCondition>
  /** The ticket's fields that it asks about. */
  readonly asks: ReadonlySet<string>
  readonly does: readonly string[]
  /** Under which later ones look for it: the fields that it leaves certain, and what it does. */
  readonly marks: ReadonlySet<string>
}

function understood(trigger: LintedTrigger): Linted {
  const { conditions, actions } = trigger.compiled
  const sets = settings(trigger.compiled)
  const leaves = known(sets)
  const does = actions.map(({ action, params }) => JSON.stringify([action.type, params]))
  return { ...trigger, sets, leaves, holds: waysToHold(conditions), fails: waysToFail(conditions), asks: new Set(fieldsOf(conditions)), does, marks: new Set([...Object.keys(leaves), ...does]) }
}

function fieldsOf(node: Node): string[] {
  if (node.kind === 'condition') return node.condition.part.field === undefined ? [] : [node.condition.part.field]
  return node.kind === 'not' ? fieldsOf(node.node) : node.nodes.flatMap(fieldsOf)
}

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

/** By trigger, the ring that it is in: triggers whose changes wake one another and leave something else each time. */
function loopsOf(triggers: readonly Linted[]): Map<Linted, string> {
  const listening = triggers.filter(({ compiled }) => compiled.events.has(CHANGED))
  // Many leave the same.
  const woken = new Map<string, Linted[]>()
  const wakes = ({ sets, leaves }: Linted): readonly Linted[] => {
    if (sets.length === 0) return []
    const key = JSON.stringify(Object.entries(leaves).sort())
    let others = woken.get(key)
    if (!others) woken.set(key, (others = listening.filter((other) => areOpen(other.holds, leaves))))
    return others
  }
  const loops = new Map<Linted, string>()
  for (const ring of ringsOf(triggers, wakes)) {
    if (settles(ring)) continue
    const members = new Set(ring)
    const inOrder = triggers.filter((one) => members.has(one))
    const words = [...inOrder.slice(0, SHOWN), inOrder[0]!].map(({ title }) => `“${title}”`)
    if (inOrder.length > SHOWN) words.splice(SHOWN, 0, '…')
    for (const member of ring) loops.set(member, words.join(' → '))
  }
  return loops
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
function shadowed(trigger: Linted, earlier: ReadonlyMap<string, readonly Linted[]>): Finding[] {
  const { compiled, does } = trigger
  if (compiled.events.has(TIME_PASSED)) return []
  const runsFirst = (other: Linted): boolean => [...compiled.events].every((event) => other.compiled.events.has(event)) && !meet(trigger.holds, other.fails)
  const leaving = new Set([...trigger.asks].flatMap((field) => earlier.get(field) ?? []))
  const blocking = [...leaving].find((other) => !areOpen(trigger.holds, other.leaves) && runsFirst(other))
  if (blocking) return [finding('blocked', 'conditions', `“${blocking.title}”`)]
  const doing = does.length === 0 ? [] : (earlier.get(does[0]!) ?? [])
  const same = doing.find((other) => does.every((one) => other.does.includes(one)) && runsFirst(other))
  return same ? [finding('repeated', 'actions', `“${same.title}”`)] : []
}
