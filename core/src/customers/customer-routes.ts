import { Reply, route, z, type Route } from 'adapters-sdk'
import { ifMatch } from '../http/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { CustomerMerges } from './customer-merges.js'
import { shown, type CustomerRecord, type CustomerRecords } from './customer-records.js'
import { searchCustomers } from './customer-search.js'
import { VALUE_KINDS } from './customer-value.js'

const byNumber = z.object({ service: z.string(), number: z.string().max(40) })
const value = z.object({ kind: z.enum(VALUE_KINDS), value: z.string().min(1).max(1000) })
const values = z.array(value).max(50).default([])
const view = z.object({
  id: z.number(), number: z.string(), name: z.string(), version: z.number(),
  values: z.array(z.object({ kind: z.enum(VALUE_KINDS), value: z.string(), identity: z.boolean() })),
  merged: z.array(z.object({ number: z.string(), name: z.string(), at: z.string(), by: z.string().nullable() })),
})
const reply = (record: CustomerRecord) => new Reply(shown(record), { headers: { ETag: `"${record.version}"` } })

/** Customers as whoever works on tickets sees and changes them (CUS-3). */
export function customerRoutes({ db, records, merges }: { db: ScopedDb; records: CustomerRecords; merges: CustomerMerges }): Route[] {
  const shared = { kind: 'console', permission: 'tickets' } as const
  return [
    route({ ...shared, method: 'GET', path: '/customers', summary: 'Customers by a part of their name, number, address or key', query: z.object({ query: z.string().max(200) }), response: z.object({ items: z.array(view) }) }, async ({ query }) => ({
      items: (await searchCustomers(db, records, query.query)).map(shown),
    })),
    route({ ...shared, method: 'GET', path: '/customers/:number', summary: 'What is known of a customer; a merged one leads to whom it is part of. Its version is its ETag, for If-Match', params: byNumber, response: view }, async ({ params }) => reply(await records.get(params.number))),
    route({ ...shared, method: 'PATCH', path: '/customers/:number', summary: 'Add values to a customer and take values away', params: byNumber, body: z.object({ add: values, remove: values }), response: view }, async ({ params, body, headers }) =>
      reply(await records.change(params.number, body, ifMatch(headers))),
    ),
    route({ ...shared, method: 'POST', path: '/customers/:number/merge', summary: 'Make another customer part of this one; nothing is overwritten', params: byNumber, body: z.object({ other: z.string().max(40), otherVersion: z.number().int() }), response: view }, async ({ params, body, headers }) =>
      reply(await merges.merge(params.number, body.other, ifMatch(headers), body.otherVersion)),
    ),
    route({ ...shared, method: 'POST', path: '/customers/:number/undo-merge', summary: 'Take a merged customer out again', params: byNumber, response: view }, async ({ params }) => reply(await merges.undo(params.number))),
  ]
}
