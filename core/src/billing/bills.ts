import type { ContractItem } from 'adapters-sdk'
import type { Contracts } from '../contracts/index.js'
import type { OpenedService, ServiceDirectory, ServiceScopes } from '../organisations/index.js'
import { monthAfter, startOfDay } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { chargesOf, totalOf, type Charge, type Usage } from './charge.js'
import { chargedUsers, rolesBetween } from './charged-users.js'
import type { Metering } from './metering.js'
import type { Prices } from './prices.js'

export interface Bill {
  readonly service: Pick<OpenedService, 'code' | 'name' | 'type' | 'state'>
  readonly items: readonly ContractItem[]
  readonly usage: Usage
  readonly charges: readonly Charge[]
  readonly total: number
}

/** What each service of the organisation costs in a month, or has cost in the running one so far (TEN-5). */
export class Bills {
  constructor(
    readonly db: ScopedDb,
    readonly contracts: Contracts,
    readonly scopes: ServiceScopes,
    readonly directory: ServiceDirectory,
    readonly metering: Metering,
    readonly prices: Prices,
  ) {}

  async ofMonth(month: string, only: { readonly code?: string | undefined; readonly type?: string | undefined }): Promise<Bill[]> {
    const bills: Bill[] = []
    for (const { code, type } of await this.directory.list()) {
      if ((only.code !== undefined && only.code !== code) || (only.type !== undefined && only.type !== type)) continue
      const bill = await this.scopes.open(code, (service) => this.#of(service, month))
      if (bill) bills.push(bill)
    }
    return bills
  }

  /** Null: the service was not there yet. */
  async #of(service: OpenedService, month: string): Promise<Bill | null> {
    const [from, to] = [startOfDay(service.timeZone, `${month}-01`), startOfDay(service.timeZone, `${monthAfter(month)}-01`)]
    const row = await this.db.one<{ since: number }>('select v.created_at as since from {service} v where v.id = :service')
    if (row!.since >= to) return null
    const items = await this.contracts.between(from, to)
    const metered = await this.metering.ofMonth(month)
    const usage: Usage = { users: chargedUsers(await rolesBetween(this.db, from, to), items), chats: metered.chat, kakaoChats: metered.kakao, tickets: metered.ticket, phoneSeconds: metered.phone }
    const charges = chargesOf(await this.prices.ofMonth(month), items, usage)
    const { code, name, type, state } = service
    return { service: { code, name, type, state }, items: [...items], usage, charges, total: totalOf(charges) }
  }
}
