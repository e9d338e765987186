import { z, type Route } from 'adapters-sdk'

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly format?: string
  readonly maximum?: number
}

/** Bodies that a route's schema takes, with `id` wherever a number or a list of numbers may stand; several where the schema has a choice. */
export function sampleBodies(route: Route, id: number): unknown[] {
  const { body } = route.spec
  if (!body) return [undefined]
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema
  return (schema.anyOf ?? schema.oneOf ?? [schema]).map((choice) => sample(choice, id))
}

function sample(schema: Schema, id: number): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return sample(choices.find((choice) => choice.type === 'integer' || choice.type === 'number') ?? choices.find((choice) => choice.type !== 'object') ?? choices[0]!, id)
  if (schema.type === 'integer' || schema.type === 'number') return Math.min(id, schema.maximum ?? id)
  if (schema.type === 'boolean') return true
  if (schema.type === 'null') return null
  if (schema.type === 'array') return [sample(schema.items ?? {}, id)]
  if (schema.type === 'object') return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, sample(property, id)]))
  if (schema.format === 'email') return `x${id}@customer.example`
  return `abc${id}`
}
