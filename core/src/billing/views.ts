import { CONTRACT_ITEMS, z } from 'adapters-sdk'

export const localizedView = z.object({ ko: z.string(), en: z.string() })
export const chargeableView = z.object({ code: z.string(), item: z.enum(CONTRACT_ITEMS), unit: z.enum(['user', 'case', 'second', 'service']), name: localizedView })
export const chargeView = chargeableView.extend({ quantity: z.number(), amount: z.number() })
export const monthSchema = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'YYYY-MM')
