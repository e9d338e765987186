import { CONTRACT_ITEMS, type ContractItem, type Events } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'

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
    return new Set<ContractItem>(['ticket', ...CONTRACT_ITEMS.filter((item) => rows.some((row) => row.item === item))])
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
}
