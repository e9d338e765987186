import { CONTRACT_ITEMS, fromJson, type ContractItem, type Localized, type Permission, type Role } from 'adapters-sdk'
import { permits } from '../access/index.js'
import { ALWAYS_ON, itemsOf, type Contracts } from '../contracts/index.js'
import type { OpenedService } from '../organisations/index.js'
import { dayIn, monthBefore } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { billFor, type Bills } from './bills.js'

/** What a plugin shows in the running service as soon as its contract item is there. */
export interface ContractedPlugin {
  readonly item: ContractItem
  readonly channel: Localized | null
  readonly panels: readonly { readonly title: Localized; readonly permission: Permission }[]
}
interface Change<T> { readonly appear: readonly T[]; readonly vanish: readonly T[] }
export interface WhatIf {
  readonly menus: Change<Localized>
  readonly channels: Change<Localized>
  readonly roles: Change<Role>
  /** Agents who have something of it today. */
  readonly losing: readonly { readonly login: string; readonly name: string; readonly menus: readonly Localized[]; readonly roles: readonly Role[]; readonly everything: boolean }[]
  /** The last three whole months, as far as the service was there: what they cost and what they would have cost. */
  readonly months: readonly { readonly month: string; readonly total: number; readonly would: number }[]
}

/** The item without which a role opens nothing. */
const ITEM_OF_ROLE: Partial<Record<Role, ContractItem>> = { 'manager.phone': 'telticket', 'agent.phone': 'telticket', 'manager.chat': 'chat', 'agent.chat': 'chat', 'callback.assign': 'callback' }
const MONTHS = 3

/** Looks at a contract before it is concluded (TEN-13). */
export class WhatIfs {
  constructor(
    readonly db: ScopedDb,
    readonly contracts: Contracts,
    readonly bills: Bills,
    readonly plugins: (type: OpenedService['type']) => Promise<readonly ContractedPlugin[]>,
    readonly now: () => number,
  ) {}

  /** For the service whose scope is open. */
  async of(service: OpenedService, wanted: readonly ContractItem[]): Promise<WhatIf> {
    const before = await this.contracts.active()
    const after = new Set([ALWAYS_ON, ...itemsOf(service.type).filter((item) => wanted.includes(item))])
    const on = new Set(CONTRACT_ITEMS.filter((item) => after.has(item) && !before.has(item)))
    const off = new Set(CONTRACT_ITEMS.filter((item) => before.has(item) && !after.has(item)))
    const plugins = await this.plugins(service.type)
    const change = <T>(of: (items: ReadonlySet<ContractItem>) => readonly T[]): Change<T> => ({ appear: of(on), vanish: of(off) })
    return {
      menus: change((items) => plugins.filter(({ item }) => items.has(item)).flatMap(({ panels }) => panels.map(({ title }) => title))),
      channels: change((items) => plugins.flatMap(({ item, channel }) => (channel && items.has(item) ? [channel] : []))),
      roles: change((items) => rolesFor(items)),
      losing: await this.#losing(service, off, plugins),
      months: await this.#months(service, after),
    }
  }

  async #losing(service: OpenedService, off: ReadonlySet<ContractItem>, plugins: readonly ContractedPlugin[]): Promise<WhatIf['losing']> {
    if (off.size === 0) return []
    const panels = plugins.filter(({ item }) => off.has(item)).flatMap((plugin) => plugin.panels)
    const gone = new Set(rolesFor(off))
    const agents = await this.db.all<{ login: string; name: string; roles: unknown; admin: number }>('select m.login, m.name, a.roles, m.organisation_admin as admin from {agent} a join {member} m on m.id = a.member_id where m.disabled_at is null order by m.name, m.id')
    return agents.flatMap(({ login, name, roles: granted, admin }) => {
      const held = fromJson<Role[]>(granted)
      const grants = { organisationAdmin: admin === 1, operator: false, roles: held, serviceType: service.type, serviceState: service.state }
      const menus = panels.filter(({ permission }) => permits(grants, permission)).map(({ title }) => title)
      const roles = held.filter((role) => gone.has(role))
      // Phone brings tickets along, which stay.
      const everything = held.length > 0 && held.every((role) => gone.has(role) && !role.endsWith('.phone'))
      return menus.length + roles.length > 0 ? [{ login, name, menus, roles, everything }] : []
    })
  }

  async #months(service: OpenedService, items: ReadonlySet<ContractItem>): Promise<WhatIf['months']> {
    const months: { month: string; total: number; would: number }[] = []
    for (let month = dayIn(service.timeZone, this.now()).slice(0, 7); months.length < MONTHS; ) {
      month = monthBefore(month)
      const facts = await this.bills.facts(service, month)
      if (!facts) break
      const would = billFor(facts, items).charges.reduce((sum, charge) => sum + (items.has(charge.item) ? charge.amount : 0), 0)
      months.push({ month, total: billFor(facts, facts.items).total, would })
    }
    return months
  }
}

function rolesFor(items: ReadonlySet<ContractItem>): Role[] {
  return (Object.keys(ITEM_OF_ROLE) as Role[]).filter((role) => items.has(ITEM_OF_ROLE[role]!))
}
