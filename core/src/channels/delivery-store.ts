import { AppError, fromJson, type Deliveries, type DeliveryState, type Identity, type QueuedMessage } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import { NEVER, type StormBreaker } from './storms/storm-breaker.js'

export interface DeliveryRow {
  id: number; service_id: number; organisation_id: number; inbox_id: number; ticket_id: number | null; message_id: number | null; recipients: unknown; subject: string; html: string; /** 2: a notice. */ automatic: number; files_of_id: number | null
  state: DeliveryState; attempts: number; external_id: string | null; created_at: number
}
export interface Recipients { readonly to: readonly Identity[]; readonly cc: readonly Identity[] }

/** Messages on their way out: a row first, written in the transaction that causes it. */
export class DeliveryStore implements Deliveries {
  constructor(
    readonly db: ScopedDb,
    readonly events: EventOutbox,
    readonly now: () => number,
    readonly wake: () => void,
    readonly storms: StormBreaker,
  ) {}

  async enqueue(message: QueuedMessage): Promise<number | null> {
    const now = this.now()
    const inbox = await this.db.one('select b.id from {inbox} b where b.id = :id', { id: message.inboxId })
    if (!inbox) throw new AppError('inbox.not_found')
    const recipients: Recipients = { to: message.to, cc: message.cc ?? [] }
    const row = {
      inbox_id: message.inboxId, ticket_id: message.ticketId, message_id: message.messageId ?? null, receipt_key: message.key ?? null, recipients: JSON.stringify(recipients),
      subject: message.subject.slice(0, 998), html: message.html, automatic: message.automatic ? (message.notice ? 2 : 1) : 0, files_of_id: message.filesOf ?? null, next_at: message.notBefore ?? now, created_at: now, updated_at: now,
    }
    const storm = message.automatic ? await this.storms.holds(message) : null
    if (storm !== null) row.next_at = NEVER
    let id: number | undefined
    if (message.key === undefined) [id] = await this.db.insert('delivery', row)
    else if ((await this.db.insertIgnore('delivery', row)) === 1) id = (await this.db.one<{ id: number }>('select d.id from {delivery} d where d.receipt_key = :key', { key: message.key }))?.id
    if (id !== undefined && message.automatic) await this.storms.count(id, message, storm)
    this.db.afterCommit(this.wake)
    return id ?? null
  }

  /** An agent's decision about a message that failed or may have been sent. */
  resend(id: number): Promise<void> {
    return this.#decide(id, (row) => this.setState(row, 'queued', null, null, { next_at: this.now() }))
  }

  settle(id: number, state: 'sent' | 'failed'): Promise<void> {
    return this.#decide(id, (row) => this.setState(row, state, null, null))
  }

  /** Changes the state and says so: on the ticket and to the consoles. */
  async setState(row: Pick<DeliveryRow, 'id' | 'ticket_id'>, state: DeliveryState, errorCode: string | null, detail: string | null, extra: Readonly<Record<string, string | number | null>> = {}): Promise<void> {
    await this.db.update('delivery', { state, error_code: errorCode, error_detail: detail?.slice(0, 1000) ?? null, lease_until: null, updated_at: this.now(), ...extra }, 'id = :id', { id: row.id })
    if (row.ticket_id === null) return
    const ticket = await this.db.one<{ number: string; subject: string }>('select t.number, d.subject from {ticket} t join {delivery} d on d.id = :id where t.id = :ticketId', { id: row.id, ticketId: row.ticket_id })
    if (!ticket) return
    if (state !== 'queued' || errorCode === null) await this.events.publish('delivery.changed', { ticketId: row.ticket_id, number: ticket.number, deliveryId: row.id, state })
    if (state === 'failed' || state === 'unknown') {
      const { cause } = currentScope()
      await this.db.insert('ticket_event', { ticket_id: row.ticket_id, type: 'delivery', origin: cause.origin, actor_id: cause.actorId ?? null, chain: cause.chain, data: JSON.stringify({ deliveryId: row.id, subject: ticket.subject, state, errorCode, detail }), created_at: this.now() })
    }
  }

  /** Keeps everybody else from it until the transaction ends; SQLite has one writer at a time already. */
  async hold(id: number): Promise<void> {
    if (this.db.engine === 'postgres') await this.db.all('select d.id from {delivery} d where d.id = :id for update', { id })
  }

  #decide(id: number, act: (row: DeliveryRow) => Promise<void>): Promise<void> {
    return this.db.transaction(async () => {
      // Of two who decide at once the second must see what the first did, or the message goes out twice.
      await this.hold(id)
      const row = await this.db.one<DeliveryRow>('select d.* from {delivery} d where d.id = :id', { id })
      if (!row) throw new AppError('delivery.not_found')
      if (row.state !== 'failed' && row.state !== 'unknown') throw new AppError('delivery.wrong_state', {}, { state: row.state })
      await act(row)
      this.db.afterCommit(this.wake)
    })
  }
}

export function recipientsOf(row: Pick<DeliveryRow, 'recipients'>): Recipients {
  return fromJson<Recipients>(row.recipients)
}
