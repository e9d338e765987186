import { CONTRACT_ITEMS, ROLES, route, z, type Route } from 'adapters-sdk'
import type { ExportLog } from '../export-log/index.js'
import { cursorQuery, decodeCursor, pageOf } from '../http/index.js'
import type { BillEntries } from './bill-entries.js'
import { billSheet, entrySheet } from './bill-sheets.js'
import type { Bills } from './bills.js'
import { chargeView, monthSchema } from './views.js'

const usageView = z.object({ users: z.object({ chat: z.number(), ticket: z.number(), phone: z.number() }), meters: z.record(z.string(), z.number()) })
const billView = z.object({
  service: z.object({ code: z.string(), name: z.string(), type: z.enum(['consultation', 'issue']), state: z.enum(['in_use', 'suspended', 'terminated']) }),
  items: z.array(z.enum(CONTRACT_ITEMS)),
  usage: usageView,
  charges: z.array(chargeView),
  total: z.number(),
})
const entryView = z.object({ reference: z.string(), name: z.string(), quantity: z.number(), at: z.string(), until: z.string().nullable(), roles: z.array(z.enum(ROLES)) })
const query = z.object({ month: monthSchema, service: z.string().max(100).optional(), type: z.enum(['consultation', 'issue']).optional() })
const params = z.object({ code: z.string().max(100), charge: z.string().max(100) })
const common = { kind: 'organisation', method: 'GET', permission: 'organisation' } as const
const STEP = 1000
const TITLE = { ko: '요금 현황', en: 'Billing' }

/** What is charged (TEN-5), each figure with what it counts (TEN-13), both to look at and as Excel files. */
export function billRoutes(bills: Bills, entries: BillEntries, exports: ExportLog): Route[] {
  return [
    route({ ...common, path: '/billing', summary: 'What the services of the organisation cost in a month', query, response: z.object({ items: z.array(billView), total: z.number() }) }, async (input) => {
      const { month, service, type } = input.query
      const items = await bills.ofMonth(month, { code: service, type })
      return { items: items.map((bill) => ({ ...bill, items: [...bill.items], charges: [...bill.charges] })), total: items.reduce((sum, bill) => sum + bill.total, 0) }
    }),
    route({ ...common, path: '/billing/export', summary: 'The same as an Excel file', query }, async (input) => {
      const { month, service, type } = input.query
      await exports.record(TITLE, input.query)
      return billSheet(month, await bills.ofMonth(month, { code: service, type }), input.caller.language)
    }),
    route({ ...common, path: '/billing/:code/:charge', summary: 'What a figure of a bill counts, one by one', params, query: z.object({ month: monthSchema, ...cursorQuery }), response: z.object({ items: z.array(entryView), next: z.string().nullable() }) }, async (input) => {
      const { month, cursor, limit } = input.query
      const after = cursor === undefined ? 0 : decodeCursor(cursor)[0]!
      const page = pageOf((await entries.read({ ...input.params, month, after, limit: limit + 1 })).items, limit, (entry) => [entry.id])
      return { ...page, items: page.items.map(({ id: _, at, until, roles, ...rest }) => ({ ...rest, at: new Date(at).toISOString(), until: until === null ? null : new Date(until).toISOString(), roles: [...roles] })) }
    }),
    route({ ...common, path: '/billing/:code/:charge/export', summary: 'The same as an Excel file', params, query: z.object({ month: monthSchema }) }, async (input) => {
      const read = (after: number) => entries.read({ ...input.params, month: input.query.month, after, limit: STEP })
      const first = await read(0)
      await exports.record(TITLE, { ...input.params, ...input.query })
      const rows = async function* () {
        for (let page = first.items; page.length > 0; page = page.length < STEP ? [] : (await read(page.at(-1)!.id)).items) yield* page
      }
      return entrySheet(input.query.month, first, rows(), input.caller.language)
    }),
  ]
}
