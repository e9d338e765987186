import { decodeCursor, pageOf } from '../http/index.js'
import type { EventOutbox } from '../events/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { NoticeKind } from './notice-kinds.js'
import { NOTICES_TOPIC } from './notice-writer.js'

interface NoticeRow { id: number; kind: NoticeKind; number: string; subject: string; actor_name: string | null; detail: string | null; created_at: number; read_at: number | null }
export interface NoticeView {
  readonly id: number
  readonly kind: NoticeKind
  readonly ticket: { readonly number: string; readonly subject: string }
  readonly actor: string | null
  readonly detail: string | null
  readonly createdAt: string
  readonly read: boolean
}

/** Whatever rang; what was only mailed is none of it. */
const RANG = '(n.read_at is null or n.read_at > n.created_at)'

/** The acting member's notices in the running service. */
export class NoticeList {
  constructor(
    readonly db: ScopedDb,
    readonly events: EventOutbox,
    readonly now: () => number,
  ) {}

  async page(limit: number, cursor: string | undefined): Promise<{ items: NoticeView[]; next: string | null }> {
    const before = cursor === undefined ? null : decodeCursor(cursor)[0]!
    const rows = await this.db.all<NoticeRow>(
      `select n.id, n.kind, t.number, t.subject, p.name as actor_name, n.detail, n.created_at, n.read_at
       from {notice} n join {ticket} t on t.id = n.ticket_id left join {member} p on p.id = n.actor_id
       where n.member_id = :me and ${RANG} ${before === null ? '' : 'and n.id < :before'} order by n.id desc limit :limit`,
      { me: me(), limit: limit + 1, ...(before === null ? {} : { before }) },
    )
    const page = pageOf(rows, limit, (row) => [row.id])
    return { next: page.next, items: page.items.map((row) => ({ id: row.id, kind: row.kind, ticket: { number: row.number, subject: row.subject }, actor: row.actor_name, detail: row.detail, createdAt: new Date(row.created_at).toISOString(), read: row.read_at !== null })) }
  }

  async unread(): Promise<number> {
    return (await this.db.one<{ count: number }>('select count(*) as count from {notice} n where n.member_id = :me and n.read_at is null', { me: me() }))!.count
  }

  /** All of a ticket, one, or all; the member's other windows hear of it. */
  async read(what: { readonly number?: string | undefined; readonly id?: number | undefined }): Promise<void> {
    const condition = what.id !== undefined ? 'and id = :id' : what.number !== undefined ? 'and ticket_id in (select t.id from {ticket} t where t.number = :number)' : ''
    await this.db.transaction(async () => {
      const changed = await this.db.update('notice', { read_at: this.now() }, `member_id = :me and read_at is null ${condition}`, { me: me(), id: what.id ?? 0, number: what.number ?? '' })
      if (changed > 0) await this.events.announce(NOTICES_TOPIC, { memberId: me() })
    })
  }
}

function me(): number {
  return currentScope().cause.actorId ?? 0
}
