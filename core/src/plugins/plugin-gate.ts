import type { ContractItem, Manifest, ServiceType } from 'adapters-sdk'
import type { PluginGate } from '../http/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'

export interface GateState {
  /** It is for this type of service, and the contract item that it belongs to is concluded, or it belongs to none. */
  readonly contracted: boolean
  /** Not switched off by hand. */
  readonly switchedOn: boolean
}

/** Whether a plugin is on for the running service. Read on every question, so that a change holds from the next request on, on every node. */
export class ServicePluginGate implements PluginGate {
  readonly #admitted = new Map<string, { readonly item: ContractItem | undefined; readonly services: readonly ServiceType[] }>()

  constructor(readonly db: ScopedDb) {}

  admit({ id, contract, services }: Manifest): void {
    this.#admitted.set(id, { item: contract?.item, services })
  }

  async allows(owner: string): Promise<boolean> {
    if (owner === 'core') return true
    if (!this.#admitted.has(owner)) return false
    // What belongs to an organisation has no service that could have switched it off.
    if (currentScope().kind !== 'service') return true
    const { contracted, switchedOn } = await this.state(owner)
    return contracted && switchedOn
  }

  async state(plugin: string): Promise<GateState> {
    const { item, services } = this.#admitted.get(plugin) ?? { item: undefined, services: [] }
    const row = await this.db.one<{ type: ServiceType; contracted: number | null; switched: number | null }>(
      'select v.type, (select c.active from {contract_item} c where c.item = :item) as contracted, (select p.enabled from {service_plugin} p where p.plugin = :plugin) as switched from {service} v where v.id = :service',
      { item: item ?? '', plugin },
    )
    // An item is off unless it was chosen; tickets are always on.
    const concluded = item === undefined || item === 'ticket' || row?.contracted === 1
    return { contracted: concluded && row !== undefined && services.includes(row.type), switchedOn: row?.switched !== 0 }
  }

  async switch(plugin: string, enabled: boolean, now: number): Promise<void> {
    const row = { enabled: enabled ? 1 : 0, changed_at: now }
    await this.db.transaction(async () => {
      if ((await this.db.insertIgnore('service_plugin', { plugin, ...row })) === 0) await this.db.update('service_plugin', row, 'plugin = :plugin', { plugin })
    })
  }
}
