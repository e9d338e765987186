import { fromJson, type TicketState } from 'adapters-sdk'
import { toTree } from '../conditions/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { compileTrigger, type CompiledTrigger } from './compile-trigger.js'
import type { TriggerDefinition, TriggerState } from './trigger-definition.js'
import type { TriggerParts } from './trigger-parts.js'

/** A trigger as an event meets it. */
export interface Rule {
  readonly id: number
  readonly title: string
  readonly version: number
  readonly state: TriggerState
  /** What is stored in the column: the defect found last. */
  readonly broken: string | null
  /** null: it is off. */
  readonly compiled: CompiledTrigger | null
}
export interface RuleRow {
  readonly id: number
  readonly title: string
  readonly position: number
  readonly state: TriggerState
  readonly events: unknown
  readonly conditions: unknown
  readonly actions: unknown
  readonly wait_state: TicketState | null
  readonly wait_minutes: number | null
  readonly broken: string | null
  readonly version: number
  readonly updated_at: number
}

const CACHE = 10_000

/** The triggers of the running service. What stands in them is read and compiled once per version. */
export class RuleStore {
  readonly #compiled = new Map<number, CompiledTrigger>()
  #revision = -1

  constructor(
    readonly db: ScopedDb,
    readonly parts: TriggerParts,
  ) {}

  /** In order; null when this event was handled before. */
  async forEvent(eventKey: string): Promise<Rule[] | null> {
    const rows = await this.db.all<{ id: number; title: string; version: number; state: TriggerState; broken: string | null; handled: number }>(
      'select r.id, r.title, r.version, r.state, r.broken, (select count(*) from {trigger_evaluation} e where e.event_key = :eventKey) as handled from {trigger_rule} r order by r.position, r.id',
      { eventKey },
    )
    if (rows.some((row) => row.handled > 0)) return null
    await this.#compileMissing(rows.filter((row) => row.state !== 'off'))
    return rows.map((row) => ({ id: row.id, title: row.title, version: row.version, state: row.state, broken: row.broken, compiled: row.state === 'off' ? null : (this.#compiled.get(row.id) ?? null) }))
  }

  compile(row: RuleRow): CompiledTrigger {
    return compileTrigger(row.id, row.version, toDefinition(row), this.parts)
  }

  async #compileMissing(wanted: readonly { id: number; version: number }[]): Promise<void> {
    if (this.#revision !== this.parts.revision || this.#compiled.size > CACHE) this.#compiled.clear()
    this.#revision = this.parts.revision
    const ids = wanted.filter((rule) => this.#compiled.get(rule.id)?.version !== rule.version).map((rule) => rule.id)
    if (ids.length === 0) return
    const rows = await this.db.all<RuleRow>('select r.* from {trigger_rule} r where r.id in (:ids)', { ids })
    for (const row of rows) this.#compiled.set(row.id, this.compile(row))
  }
}

export function toDefinition(row: Pick<RuleRow, 'events' | 'conditions' | 'actions' | 'wait_state' | 'wait_minutes'>): TriggerDefinition {
  const wait = row.wait_state === null || row.wait_minutes === null ? null : { state: row.wait_state, minutes: row.wait_minutes }
  return { events: fromJson(row.events), conditions: toTree(fromJson(row.conditions)), actions: fromJson(row.actions), wait }
}
