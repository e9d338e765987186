import type { ScopedDb } from '../tenancy/index.js'
import type { PriceList, PriceStep } from './charge.js'

export interface Price {
  readonly code: string
  /** The first day of the months it holds for. */
  readonly validFrom: string
  readonly steps: readonly PriceStep[]
}
interface Row { readonly code: string; readonly valid_from: string; readonly above: number; readonly thousandths: number }

/** The price table of the installation: data, so that the operator changes it without a release. */
export class Prices {
  constructor(readonly db: ScopedDb) {}

  /** Every price there was and will be, the newest first. */
  async all(): Promise<Price[]> {
    const rows = await this.db.all<Row>('select p.code, p.valid_from, p.above, p.thousandths from price p order by p.code, p.valid_from desc, p.above')
    const prices: { code: string; validFrom: string; steps: PriceStep[] }[] = []
    for (const { code, valid_from: validFrom, ...step } of rows) {
      const last = prices.at(-1)
      if (last?.code === code && last.validFrom === validFrom) last.steps.push(step)
      else prices.push({ code, validFrom, steps: [step] })
    }
    return prices
  }

  /** A month is charged at the prices of its first day. */
  async ofMonth(month: string): Promise<PriceList> {
    const list = new Map<string, readonly PriceStep[]>()
    for (const { code, validFrom, steps } of await this.all()) if (validFrom <= `${month}-01` && !list.has(code)) list.set(code, steps)
    return list
  }
}
