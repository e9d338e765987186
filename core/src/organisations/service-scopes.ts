import { AppError } from 'adapters-sdk'
import { currentScope, inScope, type ScopedDb } from '../tenancy/index.js'

export interface OpenedService {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly type: 'consultation' | 'issue'
  readonly state: 'in_use' | 'suspended' | 'terminated'
  readonly language: 'ko' | 'en'
  readonly timeZone: string
}

/** The way from an organisation's scope into one of its own services, for what organisation admins decide about a service. */
export class ServiceScopes {
  constructor(readonly db: ScopedDb) {}

  /** Another organisation's code is not found, like one that nobody has. */
  async open<T>(code: string, work: (service: OpenedService) => Promise<T>): Promise<T> {
    const service = await this.db.one<OpenedService>('select v.id, v.code, v.name, v.type, v.state, v.language, v.time_zone as "timeZone" from {service} v where v.code = :code', { code })
    if (!service) throw new AppError('http.not_found')
    return inScope({ ...currentScope(), kind: 'service', serviceId: service.id }, () => work(service))
  }

  /** The same for what may be changed only while the service is in use. */
  openInUse<T>(code: string, work: (service: OpenedService) => Promise<T>): Promise<T> {
    return this.open(code, (service) => {
      assertInUse(service.state)
      return work(service)
    })
  }
}

export function assertInUse(state: OpenedService['state']): void {
  if (state !== 'in_use') throw new AppError('organisations.service_not_in_use')
}
