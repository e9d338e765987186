import { CONTRACT_ITEMS, route, z, type Route } from 'adapters-sdk'
import type { Bills } from './bills.js'
import { chargeView } from './estimate-routes.js'

const usageView = z.object({ users: z.object({ chat: z.number(), ticket: z.number(), phone: z.number() }), chats: z.number(), kakaoChats: z.number(), tickets: z.number(), phoneSeconds: z.number() })
const billView = z.object({
  service: z.object({ code: z.string(), name: z.string(), type: z.enum(['consultation', 'issue']), state: z.enum(['in_use', 'suspended', 'terminated']) }),
  items: z.array(z.enum(CONTRACT_ITEMS)),
  usage: usageView,
  charges: z.array(chargeView),
  total: z.number(),
})
const query = z.object({
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'YYYY-MM'),
  service: z.string().max(100).optional(),
  type: z.enum(['consultation', 'issue']).optional(),
})

export function billRoutes(bills: Bills): Route[] {
  return [
    route({ kind: 'organisation', method: 'GET', path: '/billing', permission: 'organisation', summary: 'What the services of the organisation cost in a month', query, response: z.object({ items: z.array(billView), total: z.number() }) }, async (input) => {
      const { month, service, type } = input.query
      const items = await bills.ofMonth(month, { code: service, type })
      return { items: items.map((bill) => ({ ...bill, items: [...bill.items], charges: [...bill.charges] })), total: items.reduce((sum, bill) => sum + bill.total, 0) }
    }),
  ]
}
