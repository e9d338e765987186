import { missingReferences } from '../conditions/index.js'
import type { GatheredEvent } from '../events/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'
import { compileTrigger } from './compile-trigger.js'
import { describeDefect } from './defect.js'
import { toDefinition, type RuleRow } from './rule-store.js'
import type { TriggerParts } from './trigger-parts.js'
import type { TriggerVersions } from './trigger-versions.js'

/** TRG-7: what names something that was deleted is switched off with it, in the same transaction: a ticket never goes to nobody. */
export class LostReferences {
  constructor(
    readonly db: ScopedDb,
    readonly parts: TriggerParts,
    readonly versions: TriggerVersions,
    readonly now: () => number,
  ) {}

  async follow(events: readonly GatheredEvent[]): Promise<void> {
    if (events.some(({ name, payload }) => name === 'agent.changed' || (name === 'settings.changed' && payload['what'] !== 'triggers'))) await this.#switchOff()
  }

  async #switchOff(): Promise<void> {
    const rows = await this.db.all<RuleRow>("select r.* from {trigger_rule} r where r.state <> 'off' order by r.id")
    const lost = await missingReferences(this.db, rows.map((row) => compileTrigger(row.id, row.version, toDefinition(row), this.parts)))
    for (const [id, [defect]] of lost) {
      const reason = describeDefect(defect!)
      await this.db.update('trigger_rule', { state: 'off', broken: `${defect!.code}:${defect!.detail}`.slice(0, 500), version: new SqlExpression('version + 1'), updated_at: this.now() }, 'id = :id', { id })
      await this.versions.keep(id, 'switched_off', { reason })
    }
  }
}
