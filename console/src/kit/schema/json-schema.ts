import type { Localized } from '../../i18n/i18n.js'

export type ChoiceList = 'groups' | 'agents' | 'channels' | 'intakeTypes' | 'handlingTypes' | 'fields'
export type Choices = Partial<Record<ChoiceList, readonly { readonly value: string | number; readonly label: string }[]>>

/** The part of JSON Schema that forms are drawn from; the words after `default` come from zod's `.meta({ … })`. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly enum?: readonly (string | number | null)[]
  readonly const?: string | number | boolean | null
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly default?: unknown
  readonly title?: Localized | string
  readonly description?: Localized | string
  readonly placeholder?: Localized | string
  /** Words for the values of `enum`. */
  readonly labels?: Readonly<Record<string, Localized | string>>
  readonly multiline?: boolean
  readonly secret?: boolean
  /** A list the console knows by name; the value is the id. */
  readonly choicesFrom?: ChoiceList
  /** Shown only while another field of the same object has this value, or one of these. */
  readonly showWhen?: Readonly<Record<string, unknown>>
}

export type FieldKind = 'text' | 'multiline' | 'html' | 'secret' | 'email' | 'url' | 'date' | 'number' | 'flag' | 'choice' | 'list' | 'group'

/** Without the `| null` around it: an empty field says that. */
export function unwrap(schema: JsonSchema): JsonSchema {
  const inner = (schema.anyOf ?? schema.oneOf)?.filter((one) => one.type !== 'null')
  if (inner?.length === 1 && inner[0]) return { ...inner[0], ...schema, anyOf: undefined, oneOf: undefined, type: inner[0].type }
  return schema
}

export function kindOf(schema: JsonSchema): FieldKind {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type
  if (schema.enum || schema.choicesFrom || optionsOf(schema).length) return type === 'array' ? 'list' : 'choice'
  if (type === 'boolean') return 'flag'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'array') return 'list'
  if (type === 'object') return 'group'
  if (schema.secret || schema.format === 'password') return 'secret'
  if (schema.format === 'html') return 'html'
  if (schema.multiline || schema.format === 'multiline') return 'multiline'
  if (schema.format === 'date') return 'date'
  return schema.format === 'email' ? 'email' : schema.format === 'uri' ? 'url' : 'text'
}

/** The values of an `enum`, or of an `anyOf` of constants. */
export function optionsOf(schema: JsonSchema): { readonly value: string | number; readonly title?: Localized | string }[] {
  if (schema.enum) return schema.enum.filter((value) => value !== null).map((value) => ({ value, title: schema.labels?.[String(value)] }))
  return (schema.anyOf ?? schema.oneOf ?? []).flatMap((one) => (typeof one.const === 'string' || typeof one.const === 'number' ? [{ value: one.const, title: one.title }] : []))
}

export function isShown(schema: JsonSchema, siblings: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(schema.showWhen ?? {}).every(([name, wanted]) => (Array.isArray(wanted) ? wanted.includes(siblings[name]) : siblings[name] === wanted))
}

/** A value with everything the schema has defaults for. */
export function withDefaults(schema: JsonSchema, value: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...value }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (filled[name] === undefined && property.default !== undefined) filled[name] = structuredClone(property.default)
    if (kindOf(unwrap(property)) === 'group') filled[name] = withDefaults(unwrap(property), (filled[name] ?? {}) as Record<string, unknown>)
  }
  return filled
}

/** What is sent: without what is not shown, and without what was left empty. */
export function pruned(schema: JsonSchema, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filled = withDefaults(schema, value)
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, property]): [string, unknown][] => {
      const entry = value[name]
      if (!isShown(property, filled)) return []
      if (kindOf(unwrap(property)) === 'group') return [[name, pruned(unwrap(property), (entry ?? {}) as Record<string, unknown>)]]
      return entry === '' || entry === null || entry === undefined ? [] : [[name, entry]]
    }),
  )
}
