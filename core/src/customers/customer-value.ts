import { AppError } from 'adapters-sdk'
import { normaliseAddress } from './normalise-address.js'

export const VALUE_KINDS = ['name', 'login', 'email', 'phone', 'userKey'] as const
/** What a customer can have several of (CUS-1). */
export type ValueKind = (typeof VALUE_KINDS)[number]
export interface CustomerValue { readonly kind: ValueKind; readonly value: string }

/** How an address by which a channel knows somebody shows in the record. */
export const KIND_OF_SCHEME = { email: 'email', phone: 'phone', handle: 'login', opaque: 'userKey' } as const satisfies Record<string, ValueKind>

const LOOKS_RIGHT: Partial<Record<ValueKind, RegExp>> = { email: /^[^\s@]+@[^\s@]+$/, phone: /^\+?\d{3,20}$/ }

/** One spelling for each value; null: it is none of its kind. */
export function cleanValue(kind: ValueKind, value: string): string | null {
  const text = kind === 'email' || kind === 'phone' ? normaliseAddress({ scheme: kind, address: value }) : value.normalize('NFC').trim().replace(/\s+/g, ' ')
  return text !== '' && text.length <= 320 && (LOOKS_RIGHT[kind]?.test(text) ?? true) ? text : null
}

export function requireValue({ kind, value }: CustomerValue): CustomerValue {
  const clean = cleanValue(kind, value)
  if (clean === null) throw new AppError('customer.invalid_value', { value: value.slice(0, 60) })
  return { kind, value: clean }
}
