import { AppError, FileAnswer, fromJson, route, z, type Route } from 'adapters-sdk'
import type { DiskFiles } from '../files/index.js'
import { cursorQuery, decodeCursor, pageOf } from '../http/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { DeliveryStore } from './delivery-store.js'
import type { InboxStore } from './inbox-store.js'
import type { IntakeStore } from './intake-store.js'
import type { IntakeWorker } from './intake-worker.js'

const STATES = ['stored', 'imported', 'duplicate', 'skipped', 'quarantined'] as const
const byId = z.object({ service: z.string(), id: z.coerce.number().int() })

interface RawListRow { id: number; inbox_id: number; external_id: string; state: (typeof STATES)[number]; reason: string | null; bytes: number; received_at: number; ticket_number: string | null }

export function channelRoutes(deps: { db: ScopedDb; inboxes: InboxStore; intake: IntakeStore; worker: IntakeWorker; deliveries: DeliveryStore; files: DiskFiles }): Route[] {
  const { db, inboxes, intake, worker, deliveries, files } = deps
  const service = { kind: 'console', permission: 'service' } as const
  return [
    route(
      {
        ...service, method: 'GET', path: '/inboxes', permission: 'groups', summary: 'The connected accounts of the service',
        response: z.object({ items: z.array(z.object({ id: z.number(), channel: z.string(), address: z.string(), name: z.string(), state: z.enum(['active', 'paused', 'needs_reauth', 'disabled']), stateReason: z.string().nullable() })) }),
      },
      async () => ({ items: (await inboxes.rows()).map((row) => ({ id: row.id, channel: row.channel, address: row.address, name: row.name, state: row.state, stateReason: row.state_reason })) }),
    ),
    route(
      {
        ...service, method: 'GET', path: '/intake', summary: 'What was received, and what became of it', query: z.object({ state: z.enum(STATES).optional(), ...cursorQuery }),
        response: z.object({
          items: z.array(z.object({ id: z.number(), inboxId: z.number(), externalId: z.string(), receivedAt: z.string(), state: z.enum(STATES), reason: z.string().nullable(), bytes: z.number(), ticketNumber: z.string().nullable() })),
          next: z.string().nullable(),
          ledger: z.object({ received: z.number(), stored: z.number(), imported: z.number(), duplicate: z.number(), skipped: z.number(), quarantined: z.number() }),
        }),
      },
      async ({ query }) => {
        const before = query.cursor === undefined ? null : decodeCursor(query.cursor)[0]!
        const conditions = [query.state === undefined ? '' : 'and r.state = :state', before === null ? '' : 'and r.id < :before'].join(' ')
        const rows = await db.all<RawListRow>(
          `select r.id, r.inbox_id, r.external_id, r.state, r.reason, r.bytes, r.received_at, t.number as ticket_number from {raw_inbound} r left join {ticket} t on t.id = r.ticket_id where 1 = 1 ${conditions} order by r.id desc limit :limit`,
          { state: query.state ?? '', before: before ?? 0, limit: query.limit + 1 },
        )
        const page = pageOf(rows, query.limit, (row) => [row.id])
        return {
          items: page.items.map((row) => ({ id: row.id, inboxId: row.inbox_id, externalId: row.external_id, receivedAt: new Date(row.received_at).toISOString(), state: row.state, reason: row.reason, bytes: row.bytes, ticketNumber: row.ticket_number })),
          next: page.next,
          ledger: await intake.ledger(),
        }
      },
    ),
    route({ ...service, method: 'GET', path: '/intake/:id/raw', summary: 'The bytes of a received message', params: byId }, async ({ params }) => {
      const row = await db.one<{ body: Uint8Array | null; file: string | null; headers: unknown }>('select r.body, r.file, r.headers from {raw_inbound} r where r.id = :id', { id: params.id })
      if (!row) throw new AppError('intake.not_found')
      const type = fromJson<Record<string, string>>(row.headers)['content-type'] ?? 'application/octet-stream'
      return new FileAnswer(row.file === null ? (row.body ?? new Uint8Array()) : files.open(row.file), type.startsWith('text/html') ? 'text/plain' : type, `received-${params.id}`)
    }),
    route({ ...service, method: 'POST', path: '/intake/:id/replay', summary: 'Process a quarantined message again', params: byId, status: 202 }, async ({ params }) => {
      if (!(await db.one('select r.id from {raw_inbound} r where r.id = :id', { id: params.id }))) throw new AppError('intake.not_found')
      const changed = await db.update('raw_inbound', { state: 'stored', attempts: 0, lease_until: null, reason: null }, "id = :id and state = 'quarantined'", { id: params.id })
      if (changed === 0) throw new AppError('intake.not_replayable')
      db.afterCommit(() => worker.wake())
    }),
    route({ kind: 'console', permission: 'tickets', method: 'POST', path: '/deliveries/:id/resend', summary: 'Send again what failed or may have been sent', params: byId, body: z.object({ confirm: z.literal(true) }) }, ({ params }) => deliveries.resend(params.id)),
    route({ kind: 'console', permission: 'tickets', method: 'POST', path: '/deliveries/:id/settle', summary: 'Say what became of a message whose end nobody saw', params: byId, body: z.object({ state: z.enum(['sent', 'failed']) }) }, ({ params, body }) =>
      deliveries.settle(params.id, body.state),
    ),
  ]
}
