import type { Manifest } from 'adapters-sdk'
import type { PluginGate } from '../http/index.js'
import { Guarded } from './guarded.js'
import type { HostRegistries } from './host-registries.js'
import { ProvidedPorts } from './provided-ports.js'
import type { Registration } from './registration.js'

/** Hands a registration to the host, all of it or nothing: whatever can be refused is asked for first. */
export function commit(manifest: Manifest, registration: Registration, host: HostRegistries, gate: PluginGate): void {
  const { id, channel, permissions } = manifest
  if (channel && host.channels.get(channel.id)) throw new Error(`Another plugin has the channel ${channel.id} already.`)
  for (const token of registration.provided.keys()) {
    const permission = ProvidedPorts.permissionFor(token)
    const provider = host.ports.providerOf(token)
    if (permission && !permissions.includes(permission)) throw new Error(`Providing ${String(token)} needs the permission ${permission}.`)
    if (provider !== undefined) throw new Error(`${String(token)} is provided by the plugin ${provider} already.`)
  }
  const guarded = new Guarded(id, gate)
  host.routes.add(id, registration.routes.map((route) => guarded.route(route)))

  // From here on nothing can clash: names begin with the plugin's id, and those were compared with each other.
  host.errors.add(registration.errors)
  if (channel && registration.channel) host.channels.add({ plugin: id, id: channel.id, label: channel.label, secrets: channel.secrets, ...registration.channel })
  for (const { event, id: name, listener } of registration.listeners) host.jobs.listen(event, name, guarded.listener(event, listener), guarded.concerns(listener))
  for (const { name, handler } of registration.jobs) host.jobs.handle(name, guarded.job(handler))
  for (const { name, permission } of registration.topics) host.topics.add(id, name, permission)
  for (const source of registration.performance) host.performance.add(id, source)
  host.triggers.add(id, { events: registration.events, conditions: registration.conditions, actions: registration.actions.map((action) => guarded.action(action)) })
  for (const [token, port] of registration.provided) if (ProvidedPorts.permissionFor(token)) host.ports.set(token, id, port)
}
