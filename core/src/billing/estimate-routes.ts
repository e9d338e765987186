import { CONTRACT_ITEMS, route, z, type Route } from 'adapters-sdk'
import { chargeables } from './chargeables.js'
import { chargesOf, totalOf } from './charge.js'
import type { Meters } from './meters.js'
import type { Prices } from './prices.js'
import { chargeableView, chargeView, monthSchema } from './views.js'

const count = z.number().int().min(0).max(1_000_000_000).default(0)
const usage = z.object({ users: z.object({ chat: count, ticket: count, phone: count }), meters: z.record(z.string().max(100), count) })
const priceView = z.object({ code: z.string(), validFrom: z.string(), steps: z.array(z.object({ above: z.number(), thousandths: z.number() })) })

/** The prices there were and will be, and everything that can have one. */
const priceList = z.object({ items: z.array(priceView), codes: z.array(chargeableView) })
export const priceStepsSchema = z
  .array(z.object({ above: z.number().int().min(0).max(1_000_000_000), thousandths: z.number().int().min(0).max(1_000_000_000_000) }))
  .min(1)
  .max(10)
  .refine((steps) => steps[0]?.above === 0 && steps.every((step, at) => at === 0 || step.above > steps[at - 1]!.above), 'Steps go up, the first from 0')
const newPrice = z.object({
  fromMonth: monthSchema,
  steps: priceStepsSchema,
})

/** What a contract would cost in a month, before it is concluded (TEN-3), and the prices it is counted from (TEN-4). */
export function estimateRoutes(prices: Prices, meters: Meters, now: () => number): Route[] {
  const list = async () => ({ items: (await prices.all()).map((price) => ({ ...price, steps: [...price.steps] })), codes: chargeables(await meters.all()) })
  return [
    route({ kind: 'organisation', method: 'GET', path: '/prices', permission: 'organisation', summary: 'The price table', response: priceList }, list),
    route({ kind: 'organisation', method: 'PUT', path: '/prices/:code', permission: 'operator', summary: 'Set a price from a month to come on', params: z.object({ code: z.string().max(100) }), body: newPrice, response: priceList }, async ({ params, body }) => {
      await prices.set(params.code, body.fromMonth, body.steps)
      return list()
    }),
    route(
      { kind: 'organisation', method: 'POST', path: '/estimate', permission: 'organisation', summary: 'The monthly cost of contract items for an expected usage', body: z.object({ items: z.array(z.enum(CONTRACT_ITEMS)).max(50), usage }), response: z.object({ charges: z.array(chargeView), total: z.number() }) },
      async ({ body }) => {
        const charges = chargesOf(chargeables(await meters.all()), await prices.ofMonth(new Date(now()).toISOString().slice(0, 7)), new Set([...body.items, 'ticket']), body.usage)
        return { charges, total: totalOf(charges) }
      },
    ),
  ]
}
