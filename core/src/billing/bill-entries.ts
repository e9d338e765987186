import { AppError, type Role } from 'adapters-sdk'
import type { OpenedService, ServiceScopes } from '../organisations/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { Bills, MonthlyFacts } from './bills.js'
import { usersOf, type Chargeable, type UserKind } from './chargeables.js'
import { chargedAs } from './charged-users.js'
import type { Contracts } from '../contracts/index.js'

/** One of what a figure of a bill counts: an agent, a ticket, a call, or the service itself. */
export interface BillEntry {
  /** The agent's log-in, the number of the ticket, what a plugin called its fact; empty for the service. */
  readonly reference: string
  /** The agent, or who concluded the contract. */
  readonly name: string
  readonly quantity: number
  readonly at: number
  /** When the agent ceased to be one in that month. */
  readonly until: number | null
  readonly roles: readonly Role[]
}
export interface EntriesWanted {
  readonly code: string
  readonly charge: string
  readonly month: string
  readonly after: number
  readonly limit: number
}
export interface Entries {
  readonly items: readonly (BillEntry & { readonly id: number })[]
  readonly charge: Chargeable
  readonly service: OpenedService
}

/** Opens a figure of a bill: what it counts, one by one, whose sum is the figure (TEN-13). */
export class BillEntries {
  constructor(
    readonly db: ScopedDb,
    readonly scopes: ServiceScopes,
    readonly contracts: Contracts,
    readonly bills: Bills,
  ) {}

  read({ code, charge: wanted, month, after, limit }: EntriesWanted): Promise<Entries> {
    return this.scopes.open(code, async (service) => {
      const facts = await this.bills.facts(service, month)
      const charge = facts?.chargeables.find((one) => one.code === wanted)
      if (!facts || !charge) throw new AppError('http.not_found')
      const users = usersOf(wanted)
      const metered = async () => (await this.bills.metering.facts(month, wanted, after, limit)).map((fact) => ({ ...fact, name: '', until: null, roles: [] }))
      const items = users ? await this.#agents(facts, users, after, limit) : charge.unit === 'service' ? await this.#contract(facts, charge, after) : await metered()
      return { items, charge, service }
    })
  }

  async #agents(facts: MonthlyFacts, kind: UserKind, after: number, limit: number): Promise<Entries['items']> {
    const ids = [...facts.agents].filter(([id, { roles }]) => id > after && chargedAs(roles, facts.items) === kind).map(([id]) => id).sort((a, b) => a - b).slice(0, limit)
    if (ids.length === 0) return []
    const members = new Map((await this.db.all<{ id: number; login: string; name: string }>('select m.id, m.login, m.name from {member} m where m.id in (:ids)', { ids })).map((member) => [member.id, member]))
    return ids.map((id) => {
      const { since, until, roles } = facts.agents.get(id)!
      return { id, reference: members.get(id)?.login ?? '', name: members.get(id)?.name ?? '', quantity: 1, at: since, until, roles: [...roles] }
    })
  }

  /** The contract that had the item first in that month. */
  async #contract({ from, to, items }: MonthlyFacts, { item }: Chargeable, after: number): Promise<Entries['items']> {
    if (after > 0 || !items.has(item)) return []
    const until = (await this.contracts.history()).filter((contract) => contract.at < to)
    const start = until.findIndex((contract) => contract.at <= from)
    const first = (start < 0 ? until : until.slice(0, start + 1)).findLast((contract) => contract.items.includes(item))
    return [{ id: 1, reference: '', name: first?.member ?? '', quantity: 1, at: first?.at ?? from, until: null, roles: [] }]
  }
}
