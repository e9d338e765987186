import type { ContractItem } from 'adapters-sdk'
import type { Contracts } from '../contracts/index.js'
import type { OpenedService, ServiceDirectory, ServiceScopes } from '../organisations/index.js'
import { monthAfter, startOfDay } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { chargeables, type Chargeable } from './chargeables.js'
import { chargesOf, totalOf, type Charge, type PriceList, type Usage } from './charge.js'
import { agentsBetween, chargedUsers, type Presence } from './charged-users.js'
import type { Metering } from './metering.js'
import type { Meters } from './meters.js'
import type { Prices } from './prices.js'

export interface Bill {
  readonly service: Pick<OpenedService, 'code' | 'name' | 'type' | 'state'>
  readonly items: readonly ContractItem[]
  readonly usage: Usage
  readonly charges: readonly Charge[]
  readonly total: number
}
/** Everything that a bill is counted from. */
export interface MonthlyFacts {
  readonly from: number
  readonly to: number
  readonly items: ReadonlySet<ContractItem>
  readonly agents: ReadonlyMap<number, Presence>
  readonly meters: Readonly<Record<string, number>>
  readonly prices: PriceList
  readonly chargeables: readonly Chargeable[]
}

/** What each service of the organisation costs in a month, or has cost in the running one so far (TEN-5). */
export class Bills {
  constructor(
    readonly db: ScopedDb,
    readonly contracts: Contracts,
    readonly scopes: ServiceScopes,
    readonly directory: ServiceDirectory,
    readonly metering: Metering,
    readonly meters: Meters,
    readonly prices: Prices,
  ) {}

  async ofMonth(month: string, only: { readonly code?: string | undefined; readonly type?: string | undefined }): Promise<Bill[]> {
    const bills: Bill[] = []
    for (const { code, type } of await this.directory.list()) {
      if ((only.code !== undefined && only.code !== code) || (only.type !== undefined && only.type !== type)) continue
      const bill = await this.scopes.open(code, async (service) => {
        const facts = await this.facts(service, month)
        return facts && { service: { code, name: service.name, type: service.type, state: service.state }, ...billFor(facts, facts.items) }
      })
      if (bill) bills.push(bill)
    }
    return bills
  }

  /** Of the service whose scope is open. Null: it was not there yet, or no longer; a suspended one keeps its contract and is charged. */
  async facts(service: Pick<OpenedService, 'timeZone'>, month: string): Promise<MonthlyFacts | null> {
    const [from, to] = [startOfDay(service.timeZone, `${month}-01`), startOfDay(service.timeZone, `${monthAfter(month)}-01`)]
    const row = (await this.db.one<{ since: number; ended: number | null }>('select v.created_at as since, v.terminated_at as ended from {service} v where v.id = :service'))!
    if (row.since >= to || (row.ended !== null && row.ended < from)) return null
    return {
      from,
      to,
      items: await this.contracts.between(from, to),
      agents: await agentsBetween(this.db, from, to),
      meters: await this.metering.ofMonth(month),
      prices: await this.prices.ofMonth(month),
      chargeables: chargeables(await this.meters.all()),
    }
  }
}

/** The bill of what happened in a month, as it was under other items too. */
export function billFor(facts: MonthlyFacts, items: ReadonlySet<ContractItem>): Omit<Bill, 'service'> {
  const usage: Usage = { users: chargedUsers(facts.agents.values(), items), meters: facts.meters }
  const charges = chargesOf(facts.chargeables, facts.prices, items, usage)
  return { items: [...items], usage, charges, total: totalOf(charges) }
}
