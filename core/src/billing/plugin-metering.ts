import type { Manifest, Metering as MeteringPort } from 'adapters-sdk'
import { TICKETS_HANDLED, type Metering } from './metering.js'

const LONGEST_REFERENCE = 200

/** What a plugin counts: nothing but what its manifest declares, and never what the core counts. */
export class PluginMetering implements MeteringPort {
  readonly #meters: ReadonlySet<string>

  constructor(
    readonly metering: Metering,
    readonly manifest: Pick<Manifest, 'id' | 'meters'>,
    readonly now: () => number,
  ) {
    this.#meters = new Set(manifest.meters.map(({ code }) => code).filter((code) => code !== TICKETS_HANDLED))
  }

  record({ meter, reference, at, quantity = 1 }: Parameters<MeteringPort['record']>[0]): Promise<void> {
    if (!this.#meters.has(meter)) throw new Error(`The plugin ${this.manifest.id} has no meter ${meter}: its manifest declares what it counts.`)
    if (!Number.isSafeInteger(quantity) || quantity < 0) throw new RangeError(`${meter} counts in whole numbers from 0 on, not ${quantity}.`)
    if (reference === '' || reference.length > LONGEST_REFERENCE) throw new RangeError(`A reference of ${meter} has 1 to ${LONGEST_REFERENCE} characters.`)
    if (!Number.isSafeInteger(at) || at < 0 || at > this.now()) throw new RangeError(`What is counted has happened: ${at} is no time up to now.`)
    return this.metering.record(meter, reference, quantity, at)
  }
}
