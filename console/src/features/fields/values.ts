import type { FilledField } from '../../api/types.js'

/** What is filled in, by code; deleted fields' codes may belong to others by now. */
export function valuesOf(filled: readonly FilledField[]): Record<string, unknown> {
  return Object.fromEntries(filled.filter((field) => !field.deleted).map(({ code, value }) => [code, value]))
}
