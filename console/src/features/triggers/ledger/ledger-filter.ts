import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { OUTCOMES } from './types.js'

export interface LedgerFilter {
  trigger: number | null
  ticket: string
  outcome: (typeof OUTCOMES)[number] | null
  event: string | null
  /** Days, as the person's clock has them. */
  from: string
  to: string
}
const DAY = /^\d{4}-\d\d-\d\d$/
const text = (value: LocationQuery[string] | undefined) => (typeof value === 'string' ? value : '')

export function filterOf(query: LocationQuery): LedgerFilter {
  const trigger = Number(text(query.trigger))
  const day = (name: 'from' | 'to') => (DAY.test(text(query[name])) ? text(query[name]) : '')
  return { trigger: Number.isSafeInteger(trigger) && trigger > 0 ? trigger : null, ticket: text(query.ticket), outcome: OUTCOMES.find((one) => one === query.outcome) ?? null, event: text(query.event) || null, from: day('from'), to: day('to') }
}

export function queryOf(filter: LedgerFilter): LocationQueryRaw {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null && value !== ''))
}

/** Whole days: until the beginning of the one behind. */
export function askedOf({ from, to, ticket, ...rest }: LedgerFilter, cursor: string | null): string {
  const end = to ? new Date(`${to}T00:00`) : null
  end?.setDate(end.getDate() + 1)
  const all = { ...rest, ticket: ticket.trim(), from: from && new Date(`${from}T00:00`).toISOString(), to: end?.toISOString(), cursor }
  return new URLSearchParams(Object.entries(all).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))).toString()
}
