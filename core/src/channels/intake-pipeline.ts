import type { InboundEvent, InboundMessage, InboundReceipt, Part } from 'adapters-sdk'
import type { CustomerStore } from '../customers/index.js'
import type { DiskFiles } from '../files/index.js'
import type { StoredFile, TicketIntake } from '../tickets/index.js'
import { inScope, type ScopedDb } from '../tenancy/index.js'
import type { RegisteredChannel } from './channel-registry.js'
import type { Conversations } from './conversations.js'
import type { DeliveryReceipts } from './delivery-receipts.js'
import { AlreadyDone, type IntakeStore, type RawRow } from './intake-store.js'

export interface PipelineDependencies {
  readonly db: ScopedDb
  readonly files: DiskFiles
  readonly customers: CustomerStore
  readonly tickets: TicketIntake
  readonly conversations: Conversations
  readonly receipts: DeliveryReceipts
  readonly store: IntakeStore
}
interface Outcome { readonly ticketId: number | null; readonly skipped: string | null }

/**
 * One raw fact, parsed, becomes tickets and messages in one transaction together with its mark, so that a process killed anywhere
 * leaves it either untouched or done: deduplicate, customer, conversation, append or create, triggers, commit.
 */
export class IntakePipeline {
  constructor(readonly deps: PipelineDependencies) {}

  async run(raw: RawRow, channel: RegisteredChannel, events: readonly InboundEvent[]): Promise<void> {
    const { db, store, customers } = this.deps
    // Files are on disk before the transaction, so that it is short; one that fails leaves files that nobody names.
    const files = new Map<InboundEvent, StoredFile[]>()
    for (const event of events) if (event.kind === 'message') files.set(event, await this.#storeFiles(event.parts))
    const scope = { kind: 'service', organisationId: raw.organisation_id, serviceId: raw.service_id, cause: { origin: 'channel', chain: `raw:${raw.id}`, depth: 0 } } as const
    await inScope(scope, () =>
      db.transaction(async () => {
        await store.hold(raw.id)
        let duplicates = 0
        const outcomes: Outcome[] = []
        for (const event of events) {
          const unseen = db.insertIgnore('inbound_fact', { inbox_id: raw.inbox_id, kind: event.kind, external_id: event.externalId.slice(0, 500), raw_id: raw.id })
          // Whose it is is asked in the same breath: it is seldom a duplicate.
          const sender = event.kind === 'message' ? customers.look(event.from) : null
          const [first] = await Promise.all([unseen, sender])
          if (first === 0) duplicates++
          else if (event.kind === 'message') outcomes.push(await this.#message(event, sender!, raw, channel, files.get(event) ?? []))
          else if (event.kind === 'receipt') outcomes.push(await this.#receipt(event, raw))
          else outcomes.push({ ticketId: null, skipped: `intake.not_taken: ${event.kind}` })
        }
        const ticketId = outcomes.find((outcome) => outcome.ticketId !== null)?.ticketId ?? null
        const done = outcomes.some((outcome) => outcome.skipped === null)
        if (done) await store.settle(raw.id, 'imported', null, ticketId)
        else if (duplicates > 0) await store.settle(raw.id, 'duplicate', 'intake.same_message', null)
        else await store.settle(raw.id, 'skipped', outcomes.map((outcome) => outcome.skipped).join('; ') || 'intake.empty', ticketId)
      }),
    ).catch((error: unknown) => {
      // Whoever took it before and was only slow has done it meanwhile.
      if (!(error instanceof AlreadyDone)) throw error
    })
  }

  async #message(event: InboundMessage, sender: ReturnType<CustomerStore['look']>, raw: RawRow, channel: RegisteredChannel, files: readonly StoredFile[]): Promise<Outcome> {
    const { customers, tickets, conversations } = this.deps
    if (event.automatic === 'own') return { ticketId: null, skipped: 'intake.own_message' }
    const known = await conversations.find(raw.inbox_id, event)
    // Backscatter would fill the queue. Other machines' mails open a quiet ticket: nothing is dropped.
    if (known === null && event.automatic === 'bounce') return { ticketId: null, skipped: 'intake.unknown_bounce' }
    const customer = await customers.findOrCreate(event.from, sender)
    const { ticketId, messageId, threadId } = await tickets.receive({ message: event, files, customer, inboxId: raw.inbox_id, channel: channel.id, rawId: raw.id, ticketId: known })
    await conversations.remember(raw.inbox_id, threadId, messageId, event.conversationKey, [event.externalId, ...(event.aliases ?? [])])
    return { ticketId, skipped: null }
  }

  async #receipt(event: InboundReceipt, raw: RawRow): Promise<Outcome> {
    const ticketId = await this.deps.receipts.apply(raw.inbox_id, event)
    return ticketId === undefined ? { ticketId: null, skipped: 'intake.unknown_receipt' } : { ticketId, skipped: null }
  }

  async #storeFiles(parts: readonly Part[]): Promise<StoredFile[]> {
    const stored: StoredFile[] = []
    for (const part of parts) {
      if (part.type !== 'attachment') continue
      const { file, bytes } = await this.deps.files.store(part.content)
      stored.push({ name: part.name, mediaType: part.mediaType, bytes, file, inlineId: part.inlineId ?? null })
    }
    return stored
  }
}

