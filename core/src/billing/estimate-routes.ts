import { CONTRACT_ITEMS, route, z, type Route } from 'adapters-sdk'
import { chargesOf, totalOf } from './charge.js'
import type { Prices } from './prices.js'

const count = z.number().int().min(0).max(1_000_000_000).default(0)
const usage = z.object({ users: z.object({ chat: count, ticket: count, phone: count }), chats: count, kakaoChats: count, tickets: count, phoneSeconds: count })
export const chargeView = z.object({ code: z.string(), item: z.enum(CONTRACT_ITEMS), unit: z.enum(['user', 'case', 'second', 'service']), quantity: z.number(), amount: z.number() })
const priceView = z.object({ code: z.string(), validFrom: z.string(), steps: z.array(z.object({ above: z.number(), thousandths: z.number() })) })

/** What a contract would cost in a month, before it is concluded (TEN-3), and the prices it is counted from (TEN-4). */
export function estimateRoutes(prices: Prices, now: () => number): Route[] {
  return [
    route({ kind: 'organisation', method: 'GET', path: '/prices', permission: 'organisation', summary: 'The price table', response: z.object({ items: z.array(priceView) }) }, async () => ({
      items: (await prices.all()).map((price) => ({ ...price, steps: [...price.steps] })),
    })),
    route(
      { kind: 'organisation', method: 'POST', path: '/estimate', permission: 'organisation', summary: 'The monthly cost of contract items for an expected usage', body: z.object({ items: z.array(z.enum(CONTRACT_ITEMS)).max(50), usage }), response: z.object({ charges: z.array(chargeView), total: z.number() }) },
      async ({ body }) => {
        const charges = chargesOf(await prices.ofMonth(new Date(now()).toISOString().slice(0, 7)), new Set([...body.items, 'ticket']), body.usage)
        return { charges, total: totalOf(charges) }
      },
    ),
  ]
}
