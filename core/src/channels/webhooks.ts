import { AppError, type RawRequest } from 'adapters-sdk'
import type { Context, Middleware } from 'koa'
import { readBytes } from '../http/index.js'
import type { ChannelRegistry } from './channel-registry.js'
import type { InboundGate } from './inbound-gate.js'
import type { InboxStore } from './inbox-store.js'

const MAX_BYTES = 10 * 1024 * 1024

/** `/hooks/<plugin>/<inbox key>`: the key opens the inbox's scope; 2xx only after the facts are stored. What customers write is taken in even while the plugin is switched off. */
export function webhooks(deps: { channels: ChannelRegistry; inboxes: InboxStore; gate: InboundGate; now: () => number }): Middleware {
  return async (context, next) => {
    const match = /^\/hooks\/([a-z][a-z0-9]*)\/([\w-]+)$/.exec(context.path)
    if (!match) return next()
    const tenant = await deps.inboxes.findByHookKey(match[2]!)
    const channel = tenant ? deps.channels.get(tenant.channel) : undefined
    const webhook = channel?.webhook
    if (!tenant || !channel || channel.plugin !== match[1] || !webhook) throw new AppError('http.not_found')
    const request = await toRawRequest(context, deps.now())
    const inbox = deps.gate.open(tenant)
    await inbox.run(async () => {
      const handle = deps.inboxes.handle(channel, await deps.inboxes.row(tenant.inboxId))
      const challenge = await webhook.respond?.(request, handle)
      if (challenge) {
        context.status = challenge.status
        for (const [name, value] of Object.entries(challenge.headers ?? {})) context.set(name, value)
        context.body = challenge.body
        return
      }
      if ((await webhook.verify(request, handle)) !== 'ok') throw new AppError('http.forbidden')
      const result = await inbox.sink.push(webhook.split(request), AbortSignal.timeout(30_000))
      if (result.stored) {
        context.status = 204
        return
      }
      context.status = 503
      context.set('Retry-After', String(Math.ceil(result.retryAfterMs / 1000)))
    })
  }
}

async function toRawRequest(context: Context, receivedAt: number): Promise<RawRequest> {
  const flat = (values: Readonly<Record<string, string | string[] | undefined>>) =>
    Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value[0]! : value]])))
  return { method: context.method, path: context.path, query: flat(context.query), headers: flat(context.headers), body: await readBytes(context.req, MAX_BYTES), receivedAt }
}
