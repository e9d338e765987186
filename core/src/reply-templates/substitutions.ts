import { fieldCode, SUBSTITUTION_CODES, type Localized, type SubstitutionValues } from 'adapters-sdk'
import type { Categories } from '../categories/index.js'
import type { CustomerStore } from '../customers/index.js'
import type { Fields, TicketForm } from '../fields/index.js'
import type { ScopedDb } from '../tenancy/index.js'

interface TicketFacts {
  number: string; subject: string; created_at: number; intake_type_id: number | null; text: string | null
  service_name: string; language: 'ko' | 'en'; time_zone: string; agent_name: string | null; group_name: string | null
}

/** What stands behind `#{…}` for a ticket: one answer for replies, notices by trigger and whatever else is written about it. */
export class Substitutions {
  constructor(
    readonly db: ScopedDb,
    readonly customers: CustomerStore,
    readonly categories: Categories,
    readonly fields: Fields,
    readonly form: TicketForm,
  ) {}

  async of(ticketId: number): Promise<SubstitutionValues> {
    const row = await this.db.one<TicketFacts>(
      `select t.number, t.subject, t.created_at, t.intake_type_id, m.text, s.name as service_name, s.language, s.time_zone, coalesce(nullif(p.nickname, ''), p.name) as agent_name, g.name as group_name
       from {ticket} t join {service} s on s.id = :service left join {message} m on m.id = t.last_message_id left join {member} p on p.id = t.assignee_id left join {agent_group} g on g.id = t.group_id where t.id = :ticketId`,
      { ticketId },
    )
    if (!row) throw new Error(`Ticket ${ticketId} is not in this service.`)
    const [customer, paths, filled] = [await this.customers.ofTicket(ticketId), await this.categories.paths(row.intake_type_id === null ? [] : [row.intake_type_id]), await this.form.filled(ticketId)]
    const address = (schemes: readonly string[]) => customer?.identities.find((identity) => schemes.includes(identity.scheme))?.address ?? ''
    const files = filled.flatMap((field) => (field.kind === 'file' ? (field.value as readonly number[]) : []))
    const names = new Map(files.length === 0 ? [] : (await this.db.all<{ id: number; name: string }>('select a.id, a.name from {attachment} a where a.id in (:files)', { files })).map(({ id, name }) => [id, name]))
    const words = (value: unknown): string => (Array.isArray(value) ? value.map((one) => names.get(one as number) ?? String(one)).join(', ') : value === true ? YES[row.language] : String(value))
    return {
      'content': row.text ?? '',
      'ticket.number': row.number,
      'ticket.title': row.subject,
      'ticket.intakeType': paths.get(row.intake_type_id ?? 0)?.path ?? '',
      'ticket.createdAt': new Intl.DateTimeFormat(row.language, { dateStyle: 'medium', timeStyle: 'short', timeZone: row.time_zone }).format(row.created_at),
      'customer.name': customer?.name ?? '',
      'customer.id': address(['opaque', 'handle']) || (customer?.number ?? ''),
      'customer.email': address(['email']),
      'customer.phone': address(['phone']),
      'agent.nickname': row.agent_name ?? '',
      'group.name': row.group_name ?? '',
      'service.name': row.service_name,
      'helpcenter.url': '',
      ...Object.fromEntries(filled.map((field) => [fieldCode(field.code), words(field.value)])),
    }
  }

  /** Every code there is, the service's own fields behind the others. */
  async codes(): Promise<{ code: string; label: Localized }[]> {
    const own = await this.fields.list()
    return [...Object.entries(SUBSTITUTION_CODES).map(([code, label]) => ({ code, label })), ...own.map((field) => ({ code: fieldCode(field.code), label: { ko: field.name, en: field.name } }))]
  }
}

const YES = { ko: '동의', en: 'yes' } as const
