import type { Events, Jobs } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import { POLICY_KEPT_MS, type SlaPolicies } from './sla-policies.js'
import type { SlaDocument } from './sla-policy.js'

export const RECOUNT = 'sla.recount'

/** What an administrator does with hours and promises. */
export class SlaEditor {
  constructor(
    readonly db: ScopedDb,
    readonly policies: SlaPolicies,
    readonly events: Events,
    readonly jobs: Jobs,
    readonly now: () => number,
  ) {}

  async read(): Promise<{ document: SlaDocument; version: number; timeZone: string }> {
    const { document, version, calendar } = await this.policies.read()
    return { document, version, timeZone: calendar.timeZone }
  }

  write(document: SlaDocument, version: number): Promise<void> {
    return this.db.transaction(async () => {
      await this.policies.write(document, version)
      await this.events.publish('sla.changed', {})
      await this.jobs.enqueue(RECOUNT, null)
      // Once more when nobody can hold the old one in memory any more.
      await this.jobs.enqueue(RECOUNT, null, { runAt: this.now() + 2 * POLICY_KEPT_MS })
    })
  }
}
