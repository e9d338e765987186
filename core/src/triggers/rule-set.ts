import type { CompiledTrigger } from './compile-trigger.js'
import { CHANGED } from './core-parts.js'
import type { TicketEvent } from './ports.js'
import type { TriggerState } from './trigger-definition.js'

/** A trigger as an event meets it. */
export interface Rule {
  readonly id: number
  readonly title: string
  readonly version: number
  readonly state: Exclude<TriggerState, 'off'>
  /** What is stored in the column: the defect found last. */
  readonly broken: string | null
  readonly compiled: CompiledTrigger
}

/** The triggers of a service at one revision, in order; without those that are off. */
export class RuleSet {
  readonly #concerned = new Map<string, readonly Rule[]>()

  constructor(
    readonly revision: number,
    readonly rules: readonly Rule[],
  ) {}

  /** Those that an event of this name can let run: it is theirs, or they listen to changes, which others may make. */
  concernedBy(event: string): readonly Rule[] {
    let rules = this.#concerned.get(event)
    if (!rules) this.#concerned.set(event, (rules = this.rules.filter(({ compiled: { events } }) => events.has(event) || events.has(CHANGED))))
    return rules
  }
}

/** Whether the event itself concerns the trigger, apart from what it changed. */
export function hears(rule: Rule, event: TicketEvent): boolean {
  return rule.compiled.events.has(event.name) && (event.only === undefined || event.only === rule.id)
}
