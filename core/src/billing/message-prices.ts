import type { Manifest } from 'adapters-sdk'
import { dayIn } from '../platform/index.js'
import type { Prices } from './prices.js'

/** What one message costs today, in thousandths of a won, by channel: as much as its plugin counts per case. */
export async function messagePrices(prices: Prices, plugins: readonly Pick<Manifest, 'channel' | 'meters'>[], now: number): Promise<ReadonlyMap<string, number>> {
  const list = await prices.ofMonth(dayIn('Asia/Seoul', now).slice(0, 7))
  const each = (code: string) => list.get(code)?.find((step) => step.above === 0)?.thousandths ?? 0
  return new Map(plugins.flatMap(({ channel, meters }) => (channel ? [[channel.id, meters.filter((meter) => meter.code.endsWith('.case')).reduce((sum, meter) => sum + each(meter.code), 0)] as const] : [])))
}
