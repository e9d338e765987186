import type { Caller, PerformanceRow, PerformanceSource, Localized } from 'adapters-sdk'
import type { PluginGate } from '../http/index.js'
import { within, type Logger } from '../platform/index.js'

export interface PerformanceSection {
  readonly plugin: string
  readonly title: Localized
  readonly topic: string | null
  readonly rows: readonly PerformanceRow[]
}

/** How long the page waits for one plugin's numbers. */
const PATIENCE_MS = 3000

/** What plugins count of a member's day. */
export class PerformanceSources {
  readonly #sources: { readonly owner: string; readonly source: PerformanceSource }[] = []

  constructor(
    readonly gate: PluginGate,
    readonly log: Logger,
  ) {}

  add(owner: string, source: PerformanceSource): void {
    this.#sources.push({ owner, source })
  }

  /** One that fails or hangs is left out; the others are shown. */
  async today(caller: Caller, since: number): Promise<PerformanceSection[]> {
    const sections = await Promise.all(this.#sources.map(async ({ owner, source }) => {
      if (!caller.can(source.permission) || !(await this.gate.allows(owner))) return null
      try {
        const rows = await within(source.today(caller.memberId, since), AbortSignal.timeout(PATIENCE_MS), () => new Error('the numbers did not come in time'))
        return { plugin: owner, title: source.title, topic: source.topic ?? null, rows }
      } catch (error) {
        this.log.error({ err: error, plugin: owner }, 'a plugin could not count what a member did')
        return null
      }
    }))
    return sections.filter((section) => section !== null)
  }
}
