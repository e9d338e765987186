import type { InboundMessage } from 'adapters-sdk'
import type { Vault } from '../platform/index.js'
import { currentServiceId, type ScopedDb } from '../tenancy/index.js'

const MAX_REFERENCES = 100

/** Which ticket a message belongs to: by the provider's conversation, by our signed token, by what it refers to; never by its subject. */
export class Conversations {
  constructor(
    readonly db: ScopedDb,
    readonly vault: Vault,
  ) {}

  async find(inboxId: number, event: Pick<InboundMessage, 'conversationKey' | 'references' | 'replyToken'>): Promise<number | null> {
    if (event.conversationKey !== undefined) {
      const row = await this.#lookUp(inboxId, [`key:${event.conversationKey}`])
      if (row !== null) return row
    }
    if (event.replyToken !== undefined) {
      const ticketId = await this.#fromToken(event.replyToken)
      if (ticketId !== null) return ticketId
    }
    const references = (event.references ?? []).slice(-MAX_REFERENCES)
    return references.length === 0 ? null : this.#lookUp(inboxId, references.map((reference) => `id:${reference.slice(0, 500)}`))
  }

  async remember(inboxId: number, ticketId: number, messageId: number | null, conversationKey: string | undefined, externalIds: readonly string[]): Promise<void> {
    const references = [...(conversationKey === undefined ? [] : [{ reference: `key:${conversationKey}`, message_id: null }]), ...externalIds.map((id) => ({ reference: `id:${id.slice(0, 500)}`, message_id: messageId }))]
    await this.db.later(this.db.insertIgnore('message_reference', references.map((reference) => ({ ...reference, inbox_id: inboxId, ticket_id: ticketId }))))
  }

  /** Lower case, since mail servers may change the case of an address. */
  token(ticketId: number): string {
    const id = ticketId.toString(36)
    return `t${id}-${this.vault.sign(`${currentServiceId()}:${id}`)}`
  }

  async #fromToken(token: string): Promise<number | null> {
    const match = /^t([0-9a-z]+)-([0-9a-f]{16})$/i.exec(token)
    if (!match) return null
    const id = match[1]!.toLowerCase()
    if (!this.vault.verify(`${currentServiceId()}:${id}`, match[2]!.toLowerCase())) return null
    const row = await this.db.one<{ id: number }>('select t.id from {ticket} t where t.id = :id', { id: parseInt(id, 36) })
    return row?.id ?? null
  }

  /** The newest reference that is known wins. */
  async #lookUp(inboxId: number, references: readonly string[]): Promise<number | null> {
    const rows = await this.db.all<{ reference: string; ticket_id: number }>('select r.reference, r.ticket_id from {message_reference} r where r.inbox_id = :inboxId and r.reference in (:references)', { inboxId, references })
    const byReference = new Map(rows.map((row) => [row.reference, row.ticket_id]))
    for (const reference of [...references].reverse()) {
      const ticketId = byReference.get(reference)
      if (ticketId !== undefined) return ticketId
    }
    return null
  }
}
