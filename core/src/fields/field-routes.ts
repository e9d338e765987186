import { route, z, type Route } from 'adapters-sdk'
import { VALUE_KINDS } from '../customers/index.js'
import { FIELD_KINDS, FIELD_SIDES } from './field.js'
import type { Fields } from './fields.js'

const params = z.object({ id: z.coerce.number().int().positive() })
const line = (max: number) => z.string().max(max).transform((text) => text.normalize('NFC').trim())
const input = z.object({
  side: z.enum(FIELD_SIDES),
  kind: z.enum(FIELD_KINDS),
  code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  name: line(50).pipe(z.string().min(1)),
  help: line(500).default(''),
  placeholder: line(100).default(''),
  options: z.array(line(100).pipe(z.string().min(1))).max(200).default([]),
  phoneOnly: z.boolean().default(false),
  customerKind: z.enum(VALUE_KINDS).nullable().default(null),
})
export const fieldView = z.object({
  id: z.number(), side: z.enum(FIELD_SIDES), kind: z.enum(FIELD_KINDS), code: z.string(), name: z.string(), help: z.string(), placeholder: z.string(), options: z.array(z.string()).readonly(), phoneOnly: z.boolean(), customerKind: z.enum(VALUE_KINDS).nullable(), version: z.number(),
})
export const askedField = fieldView.extend({ required: z.boolean(), from: z.number().nullable() })
const answer = z.object({ field: fieldView })
const typeId = z.coerce.number().int().positive()

export function fieldRoutes(fields: Fields): Route[] {
  const managed = { kind: 'console', permission: 'service' } as const
  return [
    route({ kind: 'console', method: 'GET', path: '/fields', permission: 'groups', summary: 'Every field of the service', response: z.object({ items: z.array(fieldView) }) }, async () => ({ items: await fields.list() })),
    route(
      { kind: 'console', method: 'GET', path: '/fields/asked', permission: 'groups', summary: 'What is asked with an intake type, in order; without a channel also what only phone tickets are asked', query: z.object({ intakeTypeId: typeId.optional(), channel: z.string().max(50).optional() }), response: z.object({ items: z.array(askedField) }) },
      async ({ query }) => ({ items: await fields.asked(query.intakeTypeId ?? null, query.channel ?? null) }),
    ),
    route({ ...managed, method: 'PUT', path: '/fields/asked', summary: 'Say what an intake type asks of customers or agents, in order', status: 204, body: z.object({ intakeTypeId: z.number().int().nullable(), side: z.enum(FIELD_SIDES), items: z.array(z.object({ fieldId: z.number().int(), required: z.boolean() })).max(100), expected: z.array(z.number().int()).max(100) }) }, ({ body }) =>
      fields.arrange(body.intakeTypeId, body.side, body.items, body.expected),
    ),
    route({ ...managed, method: 'POST', path: '/fields', summary: 'Add a field', body: input, response: answer, status: 201 }, async ({ body }) => ({ field: await fields.create(body) })),
    route({ ...managed, method: 'PUT', path: '/fields/:id', summary: 'Change a field; its side and kind stay', params, body: input.extend({ version: z.number().int() }), response: answer }, async ({ params: { id }, body: { version, ...rest } }) => ({ field: await fields.change(id, rest, version) })),
    route({ ...managed, method: 'GET', path: '/fields/:id/use', summary: 'How many tickets have a value of a field', params, response: z.object({ tickets: z.number() }) }, async ({ params: { id } }) => ({ tickets: await fields.ticketsWith(id) })),
    route({ ...managed, method: 'DELETE', path: '/fields/:id', summary: 'Delete a field; tickets keep its values', params, status: 204 }, ({ params: { id } }) => fields.remove(id)),
  ]
}
