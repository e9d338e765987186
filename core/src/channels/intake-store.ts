import type { RawInbound } from 'adapters-sdk'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'

export interface RawRow {
  id: number; service_id: number; organisation_id: number; inbox_id: number; external_id: string; headers: unknown; body: Uint8Array | null; file: string | null; bytes: number; attempts: number; received_at: number
}
export type RawState = 'stored' | 'imported' | 'duplicate' | 'skipped' | 'quarantined'

export class AlreadyDone extends Error {}

/** Raw facts from outside: stored before they are acknowledged, kept until they are accounted for. */
export class IntakeStore {
  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  /** One durable transaction for all. */
  add(inboxId: number, raw: readonly RawInbound[]): Promise<number[]> {
    return this.db.insert(
      'raw_inbound',
      raw.map((fact) => ({
        inbox_id: inboxId,
        external_id: fact.externalId.slice(0, 500),
        headers: JSON.stringify(fact.headers),
        body: fact.body instanceof Uint8Array ? fact.body : null,
        file: fact.body instanceof Uint8Array ? null : fact.body.file,
        bytes: fact.body instanceof Uint8Array ? fact.body.length : fact.body.bytes,
        received_at: fact.receivedAt,
      })),
    )
  }

  /** Keeps everybody else from it until the transaction ends, which fails with `AlreadyDone` where somebody was faster. */
  async hold(id: number): Promise<void> {
    await this.db.later(
      this.db.update('raw_inbound', { state: 'stored' }, "id = :id and state = 'stored'", { id }).then((held) => {
        if (held !== 1) throw new AlreadyDone()
      }),
    )
  }

  async settle(id: number, state: RawState, reason: string | null, ticketId: number | null): Promise<void> {
    await this.db.later(this.db.update('raw_inbound', { state, reason: reason?.slice(0, 1000) ?? null, ticket_id: ticketId, lease_until: null, handled_at: this.now() }, "id = :id and state = 'stored'", { id }))
  }

  /** Tried again when its lease ends. */
  async postpone(id: number, until: number, reason: string): Promise<void> {
    await this.db.update('raw_inbound', { lease_until: until, reason: reason.slice(0, 1000) }, "id = :id and state = 'stored'", { id })
  }

  /** Nothing was tried: the attempt does not count. */
  async putBack(id: number, until: number, reason: string): Promise<void> {
    await this.db.update('raw_inbound', { lease_until: until, reason, attempts: new SqlExpression('attempts - 1') }, "id = :id and state = 'stored'", { id })
  }

  /** `received = imported + duplicate + skipped + quarantined + stored`, at any time (EML-9). */
  async ledger(): Promise<Record<RawState | 'received', number>> {
    const rows = await this.db.all<{ state: RawState; count: number }>('select r.state, count(*) as count from {raw_inbound} r group by r.state')
    const ledger = { received: 0, stored: 0, imported: 0, duplicate: 0, skipped: 0, quarantined: 0 }
    for (const { state, count } of rows) {
      ledger[state] = count
      ledger.received += count
    }
    return ledger
  }
}
