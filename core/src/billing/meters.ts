import type { ContractItem, Localized, Manifest } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'

/** What is charged by its number. */
export interface Meter {
  readonly code: string
  readonly item: ContractItem
  readonly name: Localized
}

/** The installation's meters and those that its plugins declare; of two with one code the first stays. */
export class Meters {
  constructor(
    readonly db: ScopedDb,
    readonly declared: () => readonly Manifest['meters'][number][],
  ) {}

  async all(): Promise<readonly Meter[]> {
    const rows = await this.db.all<{ code: string; item: ContractItem; ko: string; en: string }>('select e.code, e.item, e.name_ko as ko, e.name_en as en from meter e order by e.position')
    const meters = new Map<string, Meter>(rows.map(({ code, item, ko, en }) => [code, { code, item, name: { ko, en } }]))
    for (const meter of this.declared()) if (!meters.has(meter.code)) meters.set(meter.code, meter)
    return [...meters.values()]
  }
}
