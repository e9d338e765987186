import { AppError, fromJson, type Jobs, type Permission, type Priority, type TicketState } from 'adapters-sdk'
import { newChain, type Logger } from '../platform/index.js'
import { withCause, type ScopedDb } from '../tenancy/index.js'
import type { AttachmentStore, TicketCommands, TicketReplies, TicketWriter } from '../tickets/index.js'
import type { StoredAction } from './bulk-action.js'
import { BULK_JOB, rightsFor, type ItemState } from './bulk-store.js'

export interface BulkDependencies {
  readonly db: ScopedDb
  readonly writer: TicketWriter
  readonly commands: TicketCommands
  readonly replies: TicketReplies
  readonly attachments: AttachmentStore
  readonly jobs: Jobs
  /** Whether the member holds the right in the running service now. */
  readonly may: (memberId: number, permission: Permission) => Promise<boolean>
  readonly log: Logger
  readonly now: () => number
}

interface Earlier { readonly groupId: number | null; readonly assigneeId: number | null; readonly priority: Priority; readonly state: TicketState; /** The ticket's version once it was changed. */ readonly version: number }
interface ItemRow { id: number; number: string; earlier: unknown }

/** A job gives way to others after this long and goes on behind them. */
const SLICE_MS = 10_000
const BATCH = 20

/** Does what a bulk action says, ticket by ticket: each in a transaction with the mark that it is done, so that it is done once. */
export class BulkWorker {
  constructor(readonly deps: BulkDependencies) {}

  async run(id: number, signal: AbortSignal): Promise<void> {
    const { db, jobs, now } = this.deps
    const until = Date.now() + SLICE_MS
    for (;;) {
      const bulk = await db.one<{ member_id: number; action: unknown }>("select b.member_id, b.action from {bulk} b where b.id = :id and b.state = 'running'", { id })
      if (!bulk) return
      const items = await db.all<ItemRow>(`select i.id, i.number, i.earlier from {bulk_item} i where i.bulk_id = :id and i.state = 'waiting' order by i.id limit ${BATCH}`, { id })
      if (items.length === 0) return void (await db.update('bulk', { state: 'done', finished_at: now() }, "id = :id and state = 'running'", { id }))
      for (const item of items) {
        if (signal.aborted) throw new Error('the process stops; the next one goes on')
        await this.#item(id, item, bulk.member_id, fromJson<StoredAction>(bulk.action))
      }
      if (Date.now() > until) return jobs.enqueue(BULK_JOB, { id })
    }
  }

  async #item(bulkId: number, item: ItemRow, memberId: number, action: StoredAction): Promise<void> {
    const { db, log } = this.deps
    const cause = { origin: 'agent', actorId: memberId, chain: newChain(), depth: 0 } as const
    try {
      await db.transaction(() =>
        withCause(cause, async () => {
          // Claimed first: another node that runs the same waits here and then finds it done. A cancelled one is left alone.
          if ((await db.update('bulk_item', { state: 'done' }, "id = :id and state = 'waiting' and exists (select 1 from {bulk} b where b.id = :bulkId and b.state = 'running')", { id: item.id, bulkId })) === 0) return
          for (const permission of rightsFor(action)) if (!(await this.deps.may(memberId, permission))) throw new AppError('bulk.right_lost')
          const { state, earlier } = await this.#act(item, action)
          if (state !== 'done' || earlier) await db.update('bulk_item', { state, earlier: earlier ? JSON.stringify(earlier) : null }, 'id = :id', { id: item.id })
        }),
      )
    } catch (error) {
      if (!(error instanceof AppError)) log.error({ err: error, bulkId, ticket: item.number }, 'a ticket of a bulk action failed')
      await db.update('bulk_item', { state: 'failed', code: error instanceof AppError ? error.code : 'http.internal' }, "id = :id and state = 'waiting'", { id: item.id })
    }
  }

  async #act(item: ItemRow, action: StoredAction): Promise<{ readonly state: ItemState; readonly earlier?: Earlier }> {
    const { attachments, commands, replies, writer } = this.deps
    if (action.type === 'reply') {
      await replies.reply(item.number, { html: action.html, outcome: action.outcome, attachments: await attachments.again(action.attachments ?? []), cc: [], keepDraft: true })
      return { state: 'done' }
    }
    const before = await this.#ticket(item.number)
    if (action.type === 'undo') {
      const { version, ...values } = fromJson<Earlier>(item.earlier)
      if (before.version !== version) throw new AppError('ticket.edited_meanwhile')
      await writer.change(before.id, values, 'bulk_undone')
      return { state: 'done' }
    }
    if (action.groupId !== undefined) await commands.handOver(item.number, action.groupId, action.assigneeId ?? null)
    if (action.priority !== undefined || action.state !== undefined) await commands.change(item.number, { priority: action.priority, state: action.state })
    const after = await this.#ticket(item.number)
    if (after.version === before.version) return { state: 'unchanged' }
    return { state: 'done', earlier: { groupId: before.group_id, assigneeId: before.assignee_id, priority: before.priority, state: before.state, version: after.version } }
  }

  async #ticket(number: string) {
    const ticket = await this.deps.writer.find(number)
    const row = ticket ? await this.deps.writer.row(ticket.id) : undefined
    if (!row) throw new AppError('ticket.not_found')
    return row
  }
}
