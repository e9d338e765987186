import { AppError, type Language } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import { missingReferences } from '../conditions/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'
import { compileTrigger, type CompiledTrigger } from './compile-trigger.js'
import { TIME_PASSED } from './core-parts.js'
import { describeAtField, describeDefect, type Defect } from './defect.js'
import { toDefinition, type RuleRow } from './rule-store.js'
import { same } from './same.js'
import type { TriggerDefinition, TriggerState, TriggerWait } from './trigger-definition.js'
import type { TriggerParts } from './trigger-parts.js'
import type { TriggerVersions, VersionKind } from './trigger-versions.js'

export interface TriggerInput extends TriggerDefinition {
  readonly title: string
  readonly state: TriggerState
}
export interface StoredTrigger extends TriggerInput {
  readonly id: number
  readonly position: number
  readonly broken: string | null
  readonly version: number
  readonly updatedAt: number
}

/** TRG-1: managers write, order and remove the triggers of the running service. */
export class TriggerEditor {
  constructor(
    readonly db: ScopedDb,
    readonly parts: TriggerParts,
    readonly versions: TriggerVersions,
    readonly events: EventOutbox,
    readonly now: () => number,
  ) {}

  /** In order, each with what is wrong with it now. */
  async list(language: Language): Promise<StoredTrigger[]> {
    const rows = await this.db.all<RuleRow>('select r.* from {trigger_rule} r order by r.position, r.id')
    const compiled = rows.map((row) => compileTrigger(row.id, row.version, toDefinition(row), this.parts))
    const missing = await missingReferences(this.db, compiled)
    return rows.map((row, index) => {
      const defect = compiled[index]!.defects[0] ?? missing.get(row.id)?.[0]
      return { id: row.id, title: row.title, position: row.position, state: row.state, ...toDefinition(row), broken: defect ? describeDefect(defect)[language] : null, version: row.version, updatedAt: row.updated_at }
    })
  }

  async get(id: number, language: Language): Promise<StoredTrigger> {
    const found = (await this.list(language)).find((trigger) => trigger.id === id)
    if (!found) throw new AppError('trigger.not_found')
    return found
  }

  create(input: TriggerInput, language: Language, kind: VersionKind = 'created'): Promise<StoredTrigger> {
    return this.db.transaction(async () => {
      await this.requireSound(input, language)
      const last = await this.db.one<{ position: number | null }>('select max(r.position) as position from {trigger_rule} r')
      const waits = { wait_from: this.now(), waited_until: this.now() }
      const [id] = await this.db.insert('trigger_rule', { ...toColumns(input), ...waits, position: (last?.position ?? 0) + 1, created_at: this.now(), updated_at: this.now() })
      return this.#saved(id!, kind, language)
    })
  }

  change(id: number, version: number, input: TriggerInput, language: Language, kind: VersionKind = 'changed'): Promise<StoredTrigger> {
    return this.db.transaction(async () => {
      await this.#write(id, version, input, language)
      return this.#saved(id, kind, language)
    })
  }

  /** As it was at version `to`, as a new version. */
  restore(id: number, version: number, to: number, language: Language): Promise<StoredTrigger> {
    return this.db.transaction(async () => {
      await this.#write(id, version, await this.versions.get(id, to), language)
      return this.#saved(id, 'restored', language, to)
    })
  }

  remove(id: number): Promise<void> {
    return this.db.transaction(async () => {
      if ((await this.db.update('trigger_rule', { state: 'off', version: new SqlExpression('version + 1') }, 'id = :id', { id })) === 0) throw new AppError('trigger.not_found')
      await this.versions.keep(id, 'removed')
      await this.db.delete('trigger_rule', 'id = :id', { id })
      await this.#publish()
    })
  }

  /** `expected`: the order that its writer saw. */
  order(ids: readonly number[], expected: readonly number[]): Promise<void> {
    return this.db.transaction(async () => {
      // Held, so that two who put them in order take turns. Sorted here: whoever waited for the rows gets them as they are now in the order they had.
      const rows = await this.db.all<{ id: number; position: number }>(`select r.id, r.position from {trigger_rule} r order by r.id ${this.db.engine === 'postgres' ? 'for update' : ''}`)
      const now = rows.toSorted((a, b) => a.position - b.position || a.id - b.id)
      if (now.map((row) => row.id).join() !== expected.join()) throw new AppError('trigger.order_changed')
      const positions = new Map(rows.map((row) => [row.id, row.position]))
      if (rows.length !== ids.length || new Set(ids).size !== ids.length || !ids.every((id) => positions.has(id))) throw new AppError('trigger.order_changed')
      for (const [index, id] of ids.entries()) if (positions.get(id) !== index + 1) await this.db.update('trigger_rule', { position: index + 1 }, 'id = :id', { id })
      await this.versions.revision.next()
      await this.#publish()
    })
  }

  async #write(id: number, version: number, input: TriggerInput, language: Language): Promise<void> {
    const row = await this.db.one<RuleRow>('select r.* from {trigger_rule} r where r.id = :id', { id })
    if (!row) throw new AppError('trigger.not_found')
    // A broken one can be switched off without being repaired first.
    if (input.state !== 'off' || !same(whole(toDefinition(row)), whole(input))) await this.requireSound(input, language)
    // What ran out before somebody asked for it is left alone.
    const waits: Record<string, number> = row.state === 'off' || !same(toDefinition(row).wait, waitOf(input)) ? { wait_from: this.now(), waited_until: this.now() } : {}
    const written = await this.db.update('trigger_rule', { ...toColumns(input), ...waits, broken: null, version: new SqlExpression('version + 1'), updated_at: this.now() }, 'id = :id and version = :version', { id, version })
    if (written === 0) throw new AppError('trigger.changed_meanwhile', {}, { now: (await this.get(id, language)).version })
  }

  async #saved(id: number, kind: VersionKind, language: Language, restoredFrom?: number): Promise<StoredTrigger> {
    await this.versions.keep(id, kind, restoredFrom === undefined ? {} : { restoredFrom })
    await this.#publish()
    return this.get(id, language)
  }

  #publish(): Promise<void> {
    return this.events.publish('settings.changed', { what: 'triggers' })
  }

  /** Refuses what could not work as it is written. */
  async requireSound(input: TriggerInput, language: Language): Promise<void> {
    const compiled: CompiledTrigger = compileTrigger(0, 0, input, this.parts)
    const missing = (await missingReferences(this.db, [compiled])).get(0) ?? []
    const defects: Defect[] = [...compiled.defects, ...missing]
    if (defects.length > 0) throw new AppError('trigger.invalid', {}, { errors: defects.map((defect) => ({ path: `body.${defect.path}`, message: describeAtField(defect)[language] })) })
  }
}

function toColumns(input: TriggerInput): Record<string, string | number | null> {
  const wait = waitOf(input)
  return { title: input.title, state: input.state, events: JSON.stringify(input.events), conditions: JSON.stringify(input.conditions), actions: JSON.stringify(input.actions), wait_state: wait?.state ?? null, wait_minutes: wait?.minutes ?? null }
}

function waitOf({ events, wait }: TriggerDefinition): TriggerWait | null {
  return events.includes(TIME_PASSED) ? (wait ?? null) : null
}

function whole(definition: TriggerDefinition): unknown {
  return [definition.events, definition.conditions, definition.actions, waitOf(definition)]
}
