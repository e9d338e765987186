import { AppError, fromJson, type Capabilities, type Language } from 'adapters-sdk'
import type { CustomerStore } from '../customers/index.js'
import type { FilledField } from '../fields/index.js'
import { readTags } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { lastSender } from './last-sender.js'
import type { InboxFacts, TicketFields, TicketSorting } from './ports.js'
import type { TicketLists } from './ticket-lists.js'
import type { TicketRelations } from './ticket-relations.js'
import type { TicketRow } from './ticket-rows.js'
import type { TicketMessages } from './ticket-messages.js'

interface EventRow { id: number; type: string; origin: string; actor_id: number | null; actor_name: string | null; data: unknown; created_at: number }

/** As many of the newest messages come with the ticket. */
const PAGE = 50

/** Everything the console shows of one ticket. */
export class TicketDetail {
  constructor(
    readonly db: ScopedDb,
    readonly customers: CustomerStore,
    readonly messages: TicketMessages,
    readonly lists: TicketLists,
    readonly inboxes: InboxFacts,
    readonly sorting: TicketSorting,
    readonly fields: TicketFields,
    readonly relations: TicketRelations,
  ) {}

  async load(number: string, serviceCode: string, language: Language) {
    const row = await this.db.one<TicketRow & { group_name: string | null; assignee_name: string | null; inbox_name: string | null; inbox_address: string | null }>(
      `select t.*, g.name as group_name, p.name as assignee_name, b.name as inbox_name, b.address as inbox_address
       from {ticket} t left join {agent_group} g on g.id = t.group_id left join {member} p on p.id = t.assignee_id left join {inbox} b on b.id = t.inbox_id where t.number = :number`,
      { number },
    )
    if (!row) throw new AppError('ticket.not_found')
    const [customer, page, answerTo, events, history, capabilities, categories, asked, filled, relations] = await Promise.all([
      this.customers.ofTicket(row.id),
      this.messages.page(row.id, null, PAGE, serviceCode, language),
      lastSender(this.db, row.id),
      this.#events(row.id),
      this.lists.ofCustomer(row.customer_id, row.id),
      row.inbox_id === null ? Promise.resolve<Capabilities | null>(null) : this.inboxes.capabilities(row.inbox_id),
      this.sorting.paths([row.intake_type_id, row.handling_type_id].filter((id) => id !== null)),
      this.fields.asked({ intakeTypeId: row.intake_type_id, channel: row.channel }),
      this.fields.filled(row.id),
      this.relations.of(row.id, row.merged_into_id),
    ])
    return {
      ticket: {
        number: row.number,
        subject: row.subject,
        state: row.state,
        priority: row.priority,
        channel: row.channel,
        version: row.version,
        group: row.group_id === null ? null : { id: row.group_id, name: row.group_name ?? '' },
        assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
        intakeType: categories.get(row.intake_type_id ?? 0) ?? null,
        handlingType: categories.get(row.handling_type_id ?? 0) ?? null,
        customer: { number: customer!.number, name: customer!.name },
        inbox: row.inbox_id === null ? null : { id: row.inbox_id, name: row.inbox_name ?? '', address: row.inbox_address ?? '' },
        solveReason: row.solve_reason,
        reopened: row.reopened,
        tags: readTags(row.tags),
        isPart: row.merged_into_id !== null,
        ...relations,
        createdAt: time(row.created_at)!,
        updatedAt: time(row.updated_at)!,
        dueAt: time(row.due_at),
        solvedAt: time(row.solved_at),
        closedAt: time(row.closed_at),
      },
      customer: { number: customer!.number, name: customer!.name, identities: customer!.identities.map(({ scheme, address, displayName }) => ({ scheme, address, displayName: displayName ?? '' })) },
      fields: { asked: asked.filter((field) => field.kind !== 'consent'), filled: await this.#withFiles(filled, serviceCode), known: await this.fields.known(row.customer_id, asked, filled) },
      messages: page.items,
      earlierMessages: page.earlier,
      answerTo,
      events,
      history,
      capabilities,
    }
  }

  /** A file shows its name, not its id. */
  async #withFiles(filled: readonly FilledField[], serviceCode: string) {
    const ids = filled.flatMap((field) => (field.kind === 'file' ? (field.value as readonly number[]) : []))
    const rows = ids.length === 0 ? [] : await this.db.all<{ id: number; name: string; media_type: string; bytes: number }>('select a.id, a.name, a.media_type, a.bytes from {attachment} a where a.id in (:ids)', { ids })
    const files = new Map(rows.map((row) => [row.id, { id: row.id, name: row.name, mediaType: row.media_type, bytes: row.bytes, url: `/api/s/${serviceCode}/files/${row.id}` }]))
    return filled.map((field) => ({ ...field, files: field.kind === 'file' ? (field.value as readonly number[]).flatMap((id) => files.get(id) ?? []) : [] }))
  }

  async #events(ticketId: number) {
    const rows = await this.db.all<EventRow>(
      `select e.id, e.type, e.origin, e.actor_id, case when e.origin = 'agent' then p.name when e.origin = 'trigger' then r.title else null end as actor_name, e.data, e.created_at
       from {ticket_event} e left join {member} p on e.origin = 'agent' and p.id = e.actor_id left join {trigger_rule} r on e.origin = 'trigger' and r.id = e.actor_id where e.ticket_id = :ticketId order by e.id`,
      { ticketId },
    )
    return rows.map((row) => ({
      id: row.id,
      type: row.type,
      origin: row.origin,
      actor: row.actor_id === null || row.actor_name === null ? null : { id: row.actor_id, name: row.actor_name },
      data: fromJson<Record<string, unknown>>(row.data),
      createdAt: time(row.created_at)!,
    }))
  }
}

function time(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
