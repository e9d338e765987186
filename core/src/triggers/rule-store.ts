import { fromJson, type TicketState } from 'adapters-sdk'
import { toTree } from '../conditions/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import { compileTrigger } from './compile-trigger.js'
import { RuleSet } from './rule-set.js'
import type { TriggerDefinition, TriggerState } from './trigger-definition.js'
import type { TriggerParts } from './trigger-parts.js'

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

/** Services whose triggers are kept at hand. */
const CACHE = 200
const REVISION = "coalesce((select x.revision from {trigger_revision} x), 0) as revision, coalesce((select x.stamp from {trigger_revision} x), '') as stamp"

/** The triggers of the running service, read and compiled once per revision. */
export class RuleStore {
  readonly #sets = new Map<number, { readonly parts: number; readonly stamp: string; readonly set: RuleSet }>()

  constructor(
    readonly db: ScopedDb,
    readonly parts: TriggerParts,
  ) {}

  /** null when this event was handled before. */
  async forEvent(eventKey: string): Promise<RuleSet | null> {
    const now = (await this.db.one<{ revision: number; stamp: string; handled: number }>(`select ${REVISION}, (select count(*) from {trigger_evaluation} e where e.event_key = :eventKey) as handled`, { eventKey }))!
    if (Number(now.handled) > 0) return null
    const scope = currentScope()
    if (scope.kind !== 'service') throw new Error('Triggers belong to a service.')
    const known = this.#sets.get(scope.serviceId)
    if (known?.parts === this.parts.revision && known.stamp === now.stamp) return known.set
    return this.#read(scope.serviceId, now)
  }

  /** One statement, so that the triggers are those of the revision that it says. */
  async #read(serviceId: number, now: { revision: number; stamp: string }): Promise<RuleSet> {
    const parts = this.parts.revision
    const rows = await this.db.all<RuleRow & { revision: number; stamp: string }>(`select r.*, ${REVISION} from {trigger_rule} r where r.state <> 'off' order by r.position, r.id`)
    const rules = rows.flatMap((row) => (row.state === 'off' ? [] : [{ id: row.id, title: row.title, version: row.version, state: row.state, broken: row.broken, compiled: compileTrigger(row.id, row.version, toDefinition(row), this.parts) }]))
    const { revision, stamp } = rows[0] ?? now
    const set = new RuleSet(Number(revision), rules)
    this.#sets.delete(serviceId)
    this.#sets.set(serviceId, { parts, stamp, set })
    if (this.#sets.size > CACHE) this.#sets.delete(this.#sets.keys().next().value!)
    return set
  }
}

export function toDefinition(row: Pick<RuleRow, 'events' | 'conditions' | 'actions' | 'wait_state' | 'wait_minutes'>): TriggerDefinition {
  const wait = row.wait_state === null || row.wait_minutes === null ? null : { state: row.wait_state, minutes: row.wait_minutes }
  return { events: fromJson(row.events), conditions: toTree(fromJson(row.conditions)), actions: fromJson(row.actions), wait }
}
