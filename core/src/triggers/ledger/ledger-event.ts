import { fromJson } from 'adapters-sdk'
import { explain } from '../evaluate.js'
import type { TriggerResult } from '../ledger.js'
import type { Missed } from '../missed.js'
import { NOT_LISTENING } from '../trigger-run.js'
import type { TriggerVersion } from '../trigger-versions.js'
import { inRunOrder } from './run-order.js'

/** One event as the ledger keeps it. */
export interface LedgerEvent {
  readonly id: number
  readonly key: string
  readonly event: string
  readonly at: number
  readonly ticketId: number
  /** The only trigger that it concerned. */
  readonly only: number | null
  /** Which triggers there were; null: not kept then, only when it was. */
  readonly revision: number | null
  /** Those that ran, or could not when it was their turn, as it happened. */
  readonly ran: readonly TriggerResult[]
  /** From before only groups were kept: those whose conditions did not hold. */
  readonly named: readonly TriggerResult[]
  readonly missed: Missed | null
}
export interface LedgerRow { id: number; ticket_id: number; event_key: string; event_name: string; only_id: number | null; rules_revision: number | null; results: unknown; missed: unknown; created_at: number }

export const LEDGER_COLUMNS = 'e.id, e.ticket_id, e.event_key, e.event_name, e.only_id, e.rules_revision, e.results, e.missed, e.created_at'

export function toLedgerEvent(row: LedgerRow): LedgerEvent {
  const results = fromJson<TriggerResult[]>(row.results).filter(wasAsked)
  const missing = (result: TriggerResult) => result.state === 'not_matched' && !result.reason
  return {
    id: row.id, key: row.event_key, event: row.event_name, at: row.created_at, ticketId: row.ticket_id, only: row.only_id, revision: row.rules_revision,
    ran: inRunOrder(results.filter((result) => !missing(result))), named: results.filter(missing), missed: fromJson<Missed | null>(row.missed),
  }
}

/** What did not listen, or was off, was named too before it followed from the versions. */
function wasAsked({ state, reason }: TriggerResult): boolean {
  return state !== 'off' && reason?.en !== NOT_LISTENING.en
}

/** How many triggers were asked whose conditions did not hold. */
export function missedCount({ named, missed }: LedgerEvent): number {
  return named.length + (missed?.groups.reduce((sum, { ids }) => sum + ids.length, 0) ?? 0)
}

export function missedIds({ named, missed }: LedgerEvent): number[] {
  return [...named.map(({ triggerId }) => triggerId), ...(missed?.groups.flatMap(({ ids }) => ids) ?? [])]
}

/** The triggers of `versions` whose conditions did not hold, with what each condition saw. */
export function missedOf({ named, missed, revision }: LedgerEvent, versions: ReadonlyMap<number, readonly TriggerVersion[]>): TriggerResult[] {
  const grouped = missed?.groups.flatMap(({ at, asked, wokenBy, ids }) =>
    ids.flatMap((triggerId): TriggerResult[] => {
      const version = versions.get(triggerId)?.findLast((one) => one.revision <= revision!)
      if (!version) return []
      return [{ triggerId, title: version.title, version: version.version, state: 'not_matched', conditions: explain(version.conditions, asked, missed.seen[at]!), actions: [], reason: null, ...(wokenBy !== undefined && { wokenBy }) }]
    }),
  )
  return [...named.filter(({ triggerId }) => versions.has(triggerId)), ...(grouped ?? [])]
}
