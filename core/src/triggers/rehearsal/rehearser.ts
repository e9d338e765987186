import type { Changes, QueuedMessage, Ticket, TriggerFacts } from 'adapters-sdk'
import { missingReferences } from '../../conditions/index.js'
import type { PluginGate } from '../../http/index.js'
import { currentScope, inScope, type Scope } from '../../tenancy/index.js'
import type { CompiledTrigger } from '../compile-trigger.js'
import type { Defect } from '../defect.js'
import type { KeptEvent, TriggerResult } from '../ledger.js'
import type { RuleSet } from '../rule-set.js'
import { same } from '../same.js'
import { differ } from '../ticket-changes.js'
import { notListening, TriggerRun } from '../trigger-run.js'
import { RehearsalHost, type RehearsalHostDependencies } from './rehearsal-host.js'

export interface RehearserDependencies extends RehearsalHostDependencies { readonly gate: PluginGate }

/** Where a ticket would stand otherwise than it stood, by field. */
type Apart = Readonly<Record<string, { readonly rehearsed: unknown; readonly happened: unknown }>>

/** What must be known of the events before to go on. */
export interface Carried {
  readonly tickets: Readonly<Record<string, Apart>>
  readonly turns: readonly (readonly [group: number, place: number])[]
}
export interface Replayed {
  readonly results: readonly TriggerResult[]
  readonly messages: ReadonlyMap<string, readonly QueuedMessage[]>
}

const NOT_CARRIED: readonly string[] = ['id', 'updatedAt']

/** TRG-6: one event after the other meets the triggers again, on the facts of then and on what they would have made of the ticket before. Nothing is done: its scope is frozen. */
export class Rehearser {
  readonly #apart: Map<number, Apart>
  readonly #turns: Map<number, number>
  readonly #scope: Scope
  #broken: Promise<Map<number, Defect>> | undefined

  constructor(
    readonly deps: RehearserDependencies,
    readonly rules: RuleSet,
    carried: Carried,
  ) {
    this.#apart = new Map(Object.entries(carried.tickets).map(([id, apart]) => [Number(id), apart]))
    this.#turns = new Map(carried.turns)
    this.#scope = { ...currentScope(), frozen: new Map() }
  }

  get carried(): Carried {
    return { tickets: Object.fromEntries(this.#apart), turns: [...this.#turns] }
  }

  async replay(kept: KeptEvent): Promise<Replayed> {
    const { cause } = this.#scope
    return inScope({ ...this.#scope, cause: { ...cause, depth: kept.depth } }, async () => {
      const facts = this.#factsOf(kept)
      const happened = new Map(kept.results.map((result) => [result.triggerId, result]))
      const host = new RehearsalHost(this.deps, facts.ticket, happened, this.#turns, facts.now)
      const run = new TriggerRun({ ...kept.event, changes: facts.changes }, this.rules.concernedBy(kept.event.name), facts, host)
      for (const [id, defect] of await (this.#broken ??= this.#defects())) run.markBroken(id, defect)
      const ran = await run.run()
      this.#carry(kept, host.current)
      // Also why one that ran then would not run now.
      const missed = this.rules.rules.filter(({ id }) => kept.results.some(({ triggerId }) => triggerId === id) && !ran.some(({ triggerId }) => triggerId === id)).map((rule) => run.resultOf(rule.id) ?? notListening(rule))
      return { results: [...ran, ...missed], messages: host.messages }
    })
  }

  async #defects(): Promise<Map<number, Defect>> {
    const compiled = this.rules.rules.map((rule) => rule.compiled)
    const missing = await missingReferences(this.deps.db, compiled)
    const defects = new Map<number, Defect>()
    for (const trigger of compiled) {
      const defect = trigger.defects[0] ?? missing.get(trigger.id)?.[0] ?? (await this.#pluginOff(trigger))
      if (defect) defects.set(trigger.id, defect)
    }
    return defects
  }

  async #pluginOff(trigger: CompiledTrigger): Promise<Defect | undefined> {
    for (const owner of trigger.plugins) if (!(await this.deps.gate.allows(owner))) return { code: 'plugin_off', detail: owner, path: 'conditions' }
    return undefined
  }

  /** Those of then; a field that the triggers would have left otherwise is so until somebody sets it. */
  #factsOf({ facts }: KeptEvent): TriggerFacts {
    const apart = this.#apart.get(facts.ticket.id)
    if (!apart) return facts
    const ticket: Record<string, unknown> = { ...facts.ticket }
    const changes: Record<string, { before: unknown; after: unknown }> = { ...facts.changes }
    for (const [field, { rehearsed, happened }] of Object.entries(apart)) {
      const change = changes[field]
      if (!change && !differ(ticket[field], happened)) ticket[field] = rehearsed
      if (!change || differ(change.before, happened)) continue
      if (differ(rehearsed, change.after)) changes[field] = { before: rehearsed, after: change.after }
      else delete changes[field]
    }
    return { ...facts, ticket: ticket as unknown as Ticket, changes }
  }

  #carry({ facts, results }: KeptEvent, rehearsed: Ticket): void {
    const happened = after(facts.ticket, results)
    const apart = Object.fromEntries(
      ([...new Set([...Object.keys(rehearsed), ...Object.keys(happened)])] as (keyof Ticket)[]).filter((field) => !NOT_CARRIED.includes(field) && differ(rehearsed[field], happened[field])).map((field) => [field, { rehearsed: rehearsed[field] ?? null, happened: happened[field] ?? null }]),
    )
    if (Object.keys(apart).length > 0) this.#apart.set(facts.ticket.id, apart)
    else this.#apart.delete(facts.ticket.id)
  }
}

/** How the triggers that ran left the ticket: each change follows the one that left the field as it found it. */
function after(ticket: Ticket, results: readonly TriggerResult[]): Ticket {
  const left: Record<string, unknown> = { ...ticket }
  const made = results.flatMap(({ actions }) => actions.map(({ changes }): Changes => changes ?? {}))
  for (const field of new Set(made.flatMap((changes) => Object.keys(changes)))) {
    const open = made.map((changes) => changes[field]).filter((change) => change !== undefined)
    for (let next = open.findIndex(follows); next >= 0; next = open.findIndex(follows)) left[field] = open.splice(next, 1)[0]!.after
    function follows({ before }: Changes[string]): boolean {
      return same(before, left[field] ?? null)
    }
  }
  return left as unknown as Ticket
}
