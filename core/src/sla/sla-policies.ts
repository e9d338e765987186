import { AppError, fromJson } from 'adapters-sdk'
import { currentServiceId, type ScopedDb } from '../tenancy/index.js'
import type { BusinessCalendar } from './business-calendar.js'
import { calendarOf, FIRST_DOCUMENT, slaDocument, type SlaDocument } from './sla-policy.js'

export interface SlaPolicy { readonly document: SlaDocument; readonly version: number; readonly calendar: BusinessCalendar }

/** How long another process may go on with what it knew; whoever changes a policy has every open ticket looked at again after it. */
export const POLICY_KEPT_MS = 5000

/** What each service promises, kept in memory since every change of a ticket asks. */
export class SlaPolicies {
  readonly #known = new Map<number, { readonly policy: SlaPolicy; readonly at: number }>()

  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  async current(): Promise<SlaPolicy> {
    const service = currentServiceId()
    const known = this.#known.get(service)
    if (known && this.now() - known.at < POLICY_KEPT_MS) return known.policy
    const policy = await this.read()
    this.#known.set(service, { policy, at: this.now() })
    return policy
  }

  async read(): Promise<SlaPolicy> {
    const row = await this.db.one<{ document: unknown; version: number | null; time_zone: string }>('select p.document, p.version, v.time_zone from {service} v left join {sla_policy} p on p.service_id = v.id where v.id = :service')
    const document = row?.document == null ? FIRST_DOCUMENT : slaDocument.parse(fromJson(row.document))
    return { document, version: row?.version ?? 0, calendar: calendarOf(document, row!.time_zone) }
  }

  /** `version`: the one that was edited; somebody else's newer one is not overwritten. */
  async write(document: SlaDocument, version: number): Promise<void> {
    const values = { document: JSON.stringify(document), version: version + 1, updated_at: this.now() }
    const written = version === 0 ? await this.db.insertIgnore('sla_policy', values) : await this.db.update('sla_policy', values, 'version = :version', { version })
    if (written !== 1) throw new AppError('sla.changed_meanwhile', {}, { now: (await this.read()).version })
    this.forget(currentServiceId())
  }

  /** After a change here or in another process. */
  forget(serviceId: number): void {
    this.#known.delete(serviceId)
  }
}
