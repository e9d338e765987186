import type { Manifest, Permission } from 'adapters-sdk'
import type { ContractedPlugin } from '../billing/index.js'
import type { ServicePluginGate } from './plugin-gate.js'
import type { PluginHost } from './plugin-host.js'

/** Those that belong to a contract item, are for this type of service and are not switched off by hand in the running service. */
export async function contractedPlugins(host: PluginHost, gate: ServicePluginGate, type: Manifest['services'][number]): Promise<ContractedPlugin[]> {
  const found = await Promise.all(
    host.plugins.map(async ({ id, manifest: { contract, services, channel, console } }) => {
      if (!contract || !services.includes(type) || !(await gate.state(id)).switchedOn) return []
      return [{ item: contract.item, channel: channel?.label ?? null, panels: (console?.panels ?? []).map(({ title, permission }) => ({ title, permission: permission as Permission })) }]
    }),
  )
  return found.flat()
}
