import type { TicketState } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'

export interface RelatedTicket { readonly number: string; readonly subject: string; readonly state: TicketState }

/** What ties a ticket to people and to other tickets, as its page shows it. */
export class TicketRelations {
  constructor(readonly db: ScopedDb) {}

  async of(id: number, mergedIntoId: number | null) {
    const columns = 't.number, t.subject, t.state'
    const [followers, links, merged, mergedInto] = await Promise.all([
      // Those who are agents here still.
      this.db.all<{ id: number; name: string }>('select p.id, p.name from {ticket_follower} f join {member} p on p.id = f.member_id join {agent} a on a.member_id = f.member_id where f.ticket_id = :id order by f.id', { id }),
      this.db.all<RelatedTicket>(`select ${columns} from {ticket_link} l join {ticket} t on t.id = case when l.ticket_id = :id then l.other_id else l.ticket_id end where (l.ticket_id = :id or l.other_id = :id) and (t.merged_into_id is null or t.merged_into_id <> :id) order by l.id`, { id }),
      this.db.all<RelatedTicket>(`select ${columns} from {ticket} t where t.merged_into_id = :id order by t.merged_at, t.id`, { id }),
      mergedIntoId === null ? Promise.resolve(undefined) : this.db.one<RelatedTicket>(`select ${columns} from {ticket} t where t.id = :mergedIntoId`, { mergedIntoId }),
    ])
    return { followers, links, merged, mergedInto: mergedInto ?? null }
  }
}
