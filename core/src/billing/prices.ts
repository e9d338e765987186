import { AppError } from 'adapters-sdk'
import { monthAfter } from '../platform/index.js'
import { systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import { chargeables } from './chargeables.js'
import type { PriceList, PriceStep } from './charge.js'
import type { Meters } from './meters.js'

export interface Price {
  readonly code: string
  /** The first day of the months it holds for. */
  readonly validFrom: string
  readonly steps: readonly PriceStep[]
}
const FURTHEST_ZONE = 14 * 3_600_000

interface Row { readonly code: string; readonly valid_from: string; readonly above: number; readonly thousandths: number }

/** The price table of the installation: data, so that the operator changes it without a release. */
export class Prices {
  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly meters: Meters,
    readonly now: () => number,
  ) {}

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

  /** From a month that has not begun in any time zone yet: what was billed stays as it was billed. */
  async set(code: string, fromMonth: string, steps: readonly PriceStep[]): Promise<void> {
    if (!chargeables(await this.meters.all()).some((one) => one.code === code)) throw new AppError('billing.unknown_price', { code })
    const earliest = monthAfter(new Date(this.now() + FURTHEST_ZONE).toISOString().slice(0, 7))
    if (fromMonth < earliest) throw new AppError('billing.price_too_early', { month: earliest })
    const validFrom = `${fromMonth}-01`
    await systemScope('set a price of the installation', () =>
      this.system.transaction(async () => {
        await this.system.run('delete from price where code = :code and valid_from = :validFrom', { code, validFrom })
        for (const step of steps) await this.system.insert('price', { code, valid_from: validFrom, above: step.above, thousandths: step.thousandths })
      }),
    )
  }
}
