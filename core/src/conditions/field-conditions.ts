import type { ConditionType, Ticket, TriggerCondition } from 'adapters-sdk'
import type { ConditionPart } from './compile-conditions.js'

/** As fields know them; a value is what `Ticket` has under the field's code. */
const TYPES: Readonly<Record<string, ConditionType>> = { text: 'text', long_text: 'text', email: 'text', number: 'number', date: 'time', drop_down: 'choice', radio: 'choice', checkbox: 'options', file: 'number', consent: 'flag' }
const TARGET = /^field\.([a-z_]+)\.([a-z][a-z0-9_]*)$/

export interface AskableField { readonly kind: string; readonly code: string; readonly name: string; readonly options: readonly string[] }
export type FieldCondition = TriggerCondition & Required<Pick<ConditionPart, 'asks'>>

/** What is asked about a field, from the target alone: `field.<kind>.<code>`. Whether the service has it is looked up with the other references. */
export function fieldCondition(target: string): FieldCondition | undefined {
  const [, kind, code] = TARGET.exec(target) ?? []
  const type = kind && Object.hasOwn(TYPES, kind) ? TYPES[kind] : undefined
  if (!type || !kind || !code) return undefined
  const field = `field.${code}` as const
  return { target, type, label: { ko: `필드: ${code}`, en: `Field: ${code}` }, field, asks: `${kind}.${code}`, read: ({ ticket }) => valueOf(kind, ticket[field]) }
}

/** The same with its words, for the editor. */
export function offeredFields(fields: readonly AskableField[]): FieldCondition[] {
  return fields.flatMap(({ kind, code, name, options }) => {
    const part = fieldCondition(`field.${kind}.${code}`)
    const choices = options.map((option) => ({ value: option, label: { ko: option, en: option } }))
    return part ? [{ ...part, label: { ko: `필드: ${name}`, en: `Field: ${name}` }, ...(choices.length > 0 && { choices }) }] : []
  })
}

function valueOf(kind: string, value: Ticket[`field.${string}`] | undefined): string | number | boolean | null {
  if (value === undefined || value === null) return null
  if (kind === 'date') return Date.parse(String(value))
  if (Array.isArray(value)) return kind === 'file' ? value.length : value.join('\n')
  return value as string | number | boolean
}
