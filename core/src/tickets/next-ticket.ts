import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { TicketCommands } from './ticket-commands.js'

/** Enough that somebody’s looking at some of them matters to nobody. */
const CANDIDATES = 50

/** TKT-20: takes the next ticket for the acting member: urgent ones first, then the oldest, none that somebody else is on. */
export class NextTicket {
  constructor(
    readonly db: ScopedDb,
    readonly commands: TicketCommands,
    /** Whether another member looks at it or writes on it. */
    readonly isOn: (number: string, exceptMember: number) => boolean,
  ) {}

  take(): Promise<{ number: string | null }> {
    return this.db.transaction(async () => {
      const me = currentScope().cause.actorId ?? 0
      const groups = (await this.db.all<{ group_id: number }>('select k.group_id from {agent_group_member} k where k.member_id = :me order by k.id', { me })).map((row) => row.group_id)
      if (groups.length === 0) return { number: null }
      // Of two at once each gets another one.
      const locked = this.db.engine === 'postgres' ? 'for update skip locked' : ''
      const rows = await this.db.all<{ number: string; group_id: number | null }>(
        `select t.number, t.group_id from {ticket} t where t.state = 'unassigned' and t.merged_into_id is null and (t.group_id is null or t.group_id in (:groups))
         order by case t.priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end, t.created_at, t.id limit ${CANDIDATES} ${locked}`,
        { groups },
      )
      const row = rows.find((candidate) => !this.isOn(candidate.number, me))
      if (!row) return { number: null }
      await this.commands.take(row.number, row.group_id ?? groups[0]!)
      return { number: row.number }
    })
  }
}
