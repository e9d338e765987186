import { AppError } from 'adapters-sdk'
import type { ScopedDb } from '../../tenancy/index.js'

export interface StormSettingValues {
  /** So many messages by machine to one address because of one customer, within so many minutes. */
  readonly most: number
  readonly minutes: number
  readonly version: number
}
/** More than a lively conversation needs, and less than anybody bears. */
const DEFAULT: StormSettingValues = { most: 10, minutes: 60, version: 0 }

export class StormSettings {
  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  async read(): Promise<StormSettingValues> {
    return (await this.db.one<StormSettingValues>('select s.most, s.minutes, s.version from {storm_setting} s')) ?? DEFAULT
  }

  /** `version`: the one that was seen. */
  change({ most, minutes, version }: StormSettingValues): Promise<StormSettingValues> {
    return this.db.transaction(async () => {
      const set = { most, minutes, updated_at: this.now() }
      const written = version === 0 ? await this.db.insertIgnore('storm_setting', set) : await this.db.update('storm_setting', { ...set, version: version + 1 }, 'version = :version', { version })
      if (written === 0) throw new AppError('storm.settings_changed')
      return this.read()
    })
  }
}
