import { AppError, CONTRACT_ITEMS, fromJson, type ContractItem, type Events } from 'adapters-sdk'
import { dayAfter, dayIn, startOfDay } from '../platform/index.js'
import { currentScope, SqlExpression, type ScopedDb } from '../tenancy/index.js'
import { ALWAYS_ON, differences, OPERATOR_ONLY, type ServiceType } from './contract-rules.js'

export interface ContractedService {
  readonly id: number
  readonly type: ServiceType
  readonly timeZone: string
}
export interface ConcludedContract {
  readonly at: number
  readonly kind: 'concluded' | 'changed' | 'operator'
  readonly items: readonly ContractItem[]
  /** Whoever concluded it; empty: the installation. */
  readonly member: string
}

/** What the running service has contracted. Read from the database on every call, so that a change holds at once on every node. */
export class Contracts {
  constructor(
    readonly db: ScopedDb,
    readonly events: Events,
    readonly now: () => number,
  ) {}

  async isActive(item: ContractItem): Promise<boolean> {
    return (await this.active()).has(item)
  }

  /** For whoever asks about several at once. */
  async active(): Promise<ReadonlySet<ContractItem>> {
    const rows = await this.db.all<{ item: string }>('select c.item from {contract_item} c where c.active = 1')
    // Tickets cannot be switched off.
    return new Set<ContractItem>([ALWAYS_ON, ...CONTRACT_ITEMS.filter((item) => rows.some((row) => row.item === item))])
  }

  /** Says so to plugins only when something changed. */
  async set(item: ContractItem, active: boolean): Promise<void> {
    await this.db.transaction(async () => {
      const row = { active: active ? 1 : 0, changed_at: this.now() }
      const written =
        (await this.db.insertIgnore('contract_item', { item, ...row })) ||
        (await this.db.update('contract_item', row, 'item = :item and active <> :active', { item, active: row.active }))
      if (written) await this.events.publish('contract.changed', { item, active })
    })
  }

  /** The first contract of a new service. */
  async conclude(type: ServiceType, items: readonly ContractItem[]): Promise<void> {
    const chosen = new Set<ContractItem>([ALWAYS_ON, ...items])
    differences(type, new Set([ALWAYS_ON]), chosen, false)
    await this.db.transaction(async () => {
      for (const item of chosen) await this.set(item, true)
      await this.#record('concluded', chosen)
    })
  }

  /** TEN-3: once a day in the service's time zone, of two at once the second is the next one; what only the operator switches does not count. */
  async change(service: ContractedService, items: readonly ContractItem[], byOperator: boolean): Promise<void> {
    const wanted = new Set(items)
    await this.db.transaction(async () => {
      // Whoever else changes the contract waits here.
      await this.db.update('service', { name: new SqlExpression('name') }, 'id = :id', { id: service.id })
      const changed = differences(service.type, await this.active(), wanted, byOperator)
      if (changed.length === 0) return
      const counts = changed.some((item) => item !== OPERATOR_ONLY)
      if (counts) await this.#assertFirstToday(service.timeZone)
      for (const item of changed) await this.set(item, wanted.has(item))
      await this.#record(counts ? 'changed' : 'operator', wanted)
    })
  }

  /** When the contract can be changed next; null: now. */
  async changeableFrom(timeZone: string): Promise<number | null> {
    const row = await this.db.one<{ last: number | null }>("select max(c.created_at) as last from {contract_change} c where c.kind = 'changed'")
    if (row?.last == null || dayIn(timeZone, row.last) !== dayIn(timeZone, this.now())) return null
    return startOfDay(timeZone, dayAfter(dayIn(timeZone, row.last)))
  }

  /** Every contract the service had, the newest first. */
  async history(): Promise<ConcludedContract[]> {
    const rows = await this.db.all<{ created_at: number; kind: ConcludedContract['kind']; items: unknown; who: string | null }>(
      'select c.created_at, c.kind, c.items, m.name as "who" from {contract_change} c left join {member} m on m.id = c.member_id order by c.created_at desc, c.id desc',
    )
    return rows.map((row) => ({ at: row.created_at, kind: row.kind, items: fromJson<ContractItem[]>(row.items), member: row.who ?? '' }))
  }

  /** Every item that was on at some time between the two. */
  async between(from: number, to: number): Promise<ReadonlySet<ContractItem>> {
    const until = (await this.history()).filter((contract) => contract.at < to)
    const start = until.findIndex((contract) => contract.at <= from)
    const contracts = start < 0 ? until : until.slice(0, start + 1)
    // A service older than the history has what it has.
    return contracts.length === 0 ? this.active() : new Set([ALWAYS_ON, ...contracts.flatMap((contract) => contract.items)])
  }

  async #assertFirstToday(timeZone: string): Promise<void> {
    const possible = await this.changeableFrom(timeZone)
    if (possible === null) return
    const at = new Date(possible)
    const time = `${dayIn(timeZone, possible)} ${at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })}`
    throw new AppError('contract.once_a_day', { time, zone: timeZone }, { possibleAt: at.toISOString() })
  }

  async #record(kind: ConcludedContract['kind'], items: ReadonlySet<ContractItem>): Promise<void> {
    const inOrder = CONTRACT_ITEMS.filter((item) => items.has(item))
    await this.db.insert('contract_change', { kind, items: JSON.stringify(inOrder), member_id: currentScope().cause.actorId ?? null, created_at: this.now() })
  }
}
