import { AppError, type CustomerField, type OrganisationServices, type OtherService } from 'adapters-sdk'
import { currentScope, inScope, inTransaction, type ScopedDb } from '../tenancy/index.js'

interface Form {
  askedOfCustomers(ticket: Asking): Promise<readonly CustomerField[]>
  check(ticket: Asking, fields: Readonly<Record<string, unknown>>): Promise<void>
}
interface Asking { readonly intakeTypeId: number | null; readonly channel: string }

/** What a plugin reaches of the organisation's other services. */
export class PluginServices implements OrganisationServices {
  constructor(
    readonly plugin: string,
    readonly db: ScopedDb,
    readonly gate: { allows(plugin: string): Promise<boolean> },
    readonly form: Form,
    readonly categories: { intakePaths(): Promise<readonly { readonly id: number; readonly path: string }[]> },
  ) {}

  async list(): Promise<readonly OtherService[]> {
    const services = await this.db.all<OtherService>("select v.id, v.name, v.type from {service} v where v.state = 'in_use' and v.id <> :service order by v.name, v.id")
    const on: OtherService[] = []
    for (const service of services) if (await this.#in(service.id, () => this.gate.allows(this.plugin))) on.push(service)
    return on
  }

  async intakeTypes(serviceId: number): Promise<readonly { readonly id: number; readonly path: string }[]> {
    const listed = (await this.list()).some((service) => service.id === serviceId)
    return listed ? this.#in(serviceId, () => this.categories.intakePaths()) : []
  }

  async customerFields(serviceId: number, intakeTypeId: number | null, channel: string): Promise<readonly CustomerField[]> {
    const listed = (await this.list()).some((service) => service.id === serviceId)
    return listed ? this.#in(serviceId, () => this.form.askedOfCustomers({ intakeTypeId, channel })) : []
  }

  requireFields(serviceId: number, intakeTypeId: number | null, channel: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    return this.within(serviceId, () => this.form.check({ intakeTypeId, channel }, fields))
  }

  async within<T>(serviceId: number, work: () => Promise<T>): Promise<T> {
    if (inTransaction()) throw new Error('Another service cannot be entered inside a transaction of this one.')
    const known = await this.db.one("select v.id from {service} v where v.id = :serviceId and v.state <> 'terminated'", { serviceId })
    if (!known) throw new AppError('organisations.other_service_gone')
    return this.#in(serviceId, work)
  }

  #in<T>(serviceId: number, work: () => Promise<T>): Promise<T> {
    const { organisationId, cause } = currentScope()
    return inScope({ kind: 'service', organisationId, serviceId, cause: { origin: 'system', chain: cause.chain, depth: cause.depth } }, work)
  }
}
