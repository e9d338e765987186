import type { ScopedDb } from '../tenancy/index.js'

export interface RunningService {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly type: 'consultation' | 'issue'
  readonly state: 'in_use' | 'suspended' | 'terminated'
  readonly organisation: string
  readonly domain: string
  readonly language: 'ko' | 'en'
  readonly timeZone: string
}
export type ListedService = Omit<RunningService, 'organisation' | 'domain'>

const COLUMNS = 'v.id, v.code, v.name, v.type, v.state, v.language, v.time_zone as "timeZone"'

export class ServiceDirectory {
  constructor(readonly db: ScopedDb) {}

  /** The service whose scope is open. */
  async current(): Promise<RunningService> {
    const row = await this.db.one<RunningService>(`select ${COLUMNS}, o.name as organisation, o.domain from {service} v join organisation o on o.id = v.organisation_id where v.id = :service`)
    return row!
  }

  /** All of the organisation's. */
  list(): Promise<ListedService[]> {
    return this.db.all<ListedService>(`select ${COLUMNS} from {service} v order by v.name, v.id`)
  }
}
