import type { Answer } from '../../api/types.js'

export type CustomerRecord = Answer<'getApiSServiceCustomersNumber'>
export type CustomerKind = CustomerRecord['values'][number]['kind']
export const CUSTOMER_KINDS: readonly CustomerKind[] = ['name', 'login', 'email', 'phone', 'userKey']

export function valuesOf(record: CustomerRecord, kind: CustomerKind): string[] {
  return record.values.filter((one) => one.kind === kind).map((one) => one.value)
}
