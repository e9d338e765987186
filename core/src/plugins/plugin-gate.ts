import type { ContractItem, Manifest } from 'adapters-sdk'
import type { PluginGate } from '../http/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'

export interface GateState {
  /** The contract item that the plugin belongs to is concluded, or it belongs to none. */
  readonly contracted: boolean
  /** Not switched off by hand. */
  readonly switchedOn: boolean
}

/** Whether a plugin is on for the running service. Read on every question, so that a change holds from the next request on, on every node. */
export class ServicePluginGate implements PluginGate {
  readonly #items = new Map<string, ContractItem | undefined>()

  constructor(readonly db: ScopedDb) {}

  admit({ id, contract }: Manifest): void {
    this.#items.set(id, contract?.item)
  }

  async allows(owner: string): Promise<boolean> {
    if (owner === 'core') return true
    if (!this.#items.has(owner)) return false
    // What belongs to an organisation has no service that could have switched it off.
    if (currentScope().kind !== 'service') return true
    const { contracted, switchedOn } = await this.state(owner)
    return contracted && switchedOn
  }

  async state(plugin: string): Promise<GateState> {
    const item = this.#items.get(plugin)
    const row = await this.db.one<{ contracted: number | null; switched: number | null }>(
      'select (select c.active from {contract_item} c where c.item = :item) as contracted, (select p.enabled from {service_plugin} p where p.plugin = :plugin) as switched',
      { item: item ?? '', plugin },
    )
    // An item is off unless it was chosen; tickets are always on.
    return { contracted: item === undefined || item === 'ticket' || row?.contracted === 1, switchedOn: row?.switched !== 0 }
  }

  async switch(plugin: string, enabled: boolean, now: number): Promise<void> {
    const row = { enabled: enabled ? 1 : 0, changed_at: now }
    await this.db.transaction(async () => {
      if ((await this.db.insertIgnore('service_plugin', { plugin, ...row })) === 0) await this.db.update('service_plugin', row, 'plugin = :plugin', { plugin })
    })
  }
}
