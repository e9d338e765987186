import type { LocationQuery } from 'vue-router'

/** What single fields of a ticket and its customer can be asked for, in the order in which the form shows them. */
export const WORD_FIELDS = ['number', 'subject', 'customerName', 'customerEmail', 'customerPhone', 'customerId', 'customerNumber'] as const
export const CHOICE_FIELDS = ['state', 'priority', 'group', 'assignee', 'channel', 'intakeType', 'handlingType'] as const
export const FIELDS = [...WORD_FIELDS, ...CHOICE_FIELDS, 'from', 'to'] as const
export type AskedField = (typeof FIELDS)[number]
/** A search as its address holds it; days as `2026-11-01`. */
export type Asked = { readonly q: string; readonly sort: 'newest' | 'best' } & Readonly<Record<AskedField, string>>

const first = (value: unknown): string => (typeof value === 'string' ? value : Array.isArray(value) && typeof value[0] === 'string' ? value[0] : '').slice(0, 200)

export function askedIn(query: LocationQuery): Asked {
  return { q: first(query.q), sort: query.sort === 'best' ? 'best' : 'newest', ...(Object.fromEntries(FIELDS.map((field) => [field, first(query[field])])) as Record<AskedField, string>) }
}

/** What belongs into the address: nothing for what is not asked. */
export function addressOf({ sort, ...asked }: Asked): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value.trim() !== '')), ...(sort === 'best' ? { sort } : {}) }
}

export function usedFields(asked: Asked): AskedField[] {
  return FIELDS.filter((field) => asked[field].trim() !== '')
}

export function isBlank(asked: Asked): boolean {
  return asked.q.trim() === '' && usedFields(asked).length === 0
}

/** The server's query: whole days as the person's clock has them. */
export function parametersOf(asked: Asked, more: Readonly<Record<string, string>> = {}): string {
  const { from, to, sort: _, ...rest } = asked
  const day = (text: string, days: number): string | null => {
    const [year, month, date] = text.split('-').map(Number)
    const time = new Date(year ?? NaN, (month ?? NaN) - 1, (date ?? NaN) + days)
    return Number.isNaN(time.getTime()) ? null : new Date(time.getTime() - days).toISOString()
  }
  const all = { ...rest, createdFrom: from && day(from, 0), createdTo: to && day(to, 1), ...more }
  return new URLSearchParams(Object.entries(all).flatMap(([name, value]) => (value && value.trim() !== '' ? [[name, value]] : []))).toString()
}
