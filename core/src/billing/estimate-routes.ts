import { CONTRACT_ITEMS, route, z, type Route } from 'adapters-sdk'
import { chargesOf, totalOf } from './charge.js'
import type { Prices } from './prices.js'

const count = z.number().int().min(0).max(1_000_000_000).default(0)
const usage = z.object({ users: z.object({ chat: count, ticket: count, phone: count }), chats: count, kakaoChats: count, tickets: count, phoneSeconds: count })
export const chargeView = z.object({ code: z.string(), item: z.enum(CONTRACT_ITEMS), unit: z.enum(['user', 'case', 'second', 'service']), quantity: z.number(), amount: z.number() })
const priceView = z.object({ code: z.string(), validFrom: z.string(), steps: z.array(z.object({ above: z.number(), thousandths: z.number() })) })

const priceList = z.object({ items: z.array(priceView) })
const newPrice = z.object({
  fromMonth: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'YYYY-MM'),
  steps: z
    .array(z.object({ above: z.number().int().min(0).max(1_000_000_000), thousandths: z.number().int().min(0).max(1_000_000_000_000) }))
    .min(1)
    .max(10)
    .refine((steps) => steps[0]?.above === 0 && steps.every((step, at) => at === 0 || step.above > steps[at - 1]!.above), 'Steps go up, the first from 0'),
})

/** What a contract would cost in a month, before it is concluded (TEN-3), and the prices it is counted from (TEN-4). */
export function estimateRoutes(prices: Prices, now: () => number): Route[] {
  const list = async () => ({ items: (await prices.all()).map((price) => ({ ...price, steps: [...price.steps] })) })
  return [
    route({ kind: 'organisation', method: 'GET', path: '/prices', permission: 'organisation', summary: 'The price table', response: priceList }, list),
    route({ kind: 'organisation', method: 'PUT', path: '/prices/:code', permission: 'operator', summary: 'Set a price from a month to come on', params: z.object({ code: z.string().max(100) }), body: newPrice, response: priceList }, async ({ params, body }) => {
      await prices.set(params.code, body.fromMonth, body.steps)
      return list()
    }),
    route(
      { kind: 'organisation', method: 'POST', path: '/estimate', permission: 'organisation', summary: 'The monthly cost of contract items for an expected usage', body: z.object({ items: z.array(z.enum(CONTRACT_ITEMS)).max(50), usage }), response: z.object({ charges: z.array(chargeView), total: z.number() }) },
      async ({ body }) => {
        const charges = chargesOf(await prices.ofMonth(new Date(now()).toISOString().slice(0, 7)), new Set([...body.items, 'ticket']), body.usage)
        return { charges, total: totalOf(charges) }
      },
    ),
  ]
}
