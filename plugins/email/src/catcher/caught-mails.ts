import { fromJson, type Db } from 'adapters-sdk'

export interface CaughtMail {
  readonly id: number
  readonly sender: string
  readonly recipients: readonly string[]
  readonly subject: string
  readonly bytes: number
  readonly receivedAt: number
}
interface Row { readonly id: number; readonly sender: string; readonly recipients: unknown; readonly subject: string; readonly bytes: number; readonly received_at: number }

const COLUMNS = 'id, sender, recipients, subject, bytes, received_at'
/** Older ones make room: the catcher is for trying out, not an archive. */
const KEPT = 500

/** Mails of the running service that were caught instead of sent. */
export class CaughtMails {
  constructor(private readonly db: Db) {}

  async add(mail: Omit<CaughtMail, 'id' | 'bytes'> & { readonly inboxId: number; readonly raw: Uint8Array }): Promise<void> {
    const { inboxId, sender, recipients, subject, raw, receivedAt } = mail
    await this.db.insert('email_caught', { inbox_id: inboxId, sender, recipients: JSON.stringify(recipients), subject, raw, bytes: raw.length, received_at: receivedAt })
    const oldest = await this.db.one<{ id: number }>('select c.id from {email_caught} c order by c.id desc limit 1 offset :kept', { kept: KEPT })
    if (oldest) await this.db.delete('email_caught', 'id <= :oldest', { oldest: oldest.id })
  }

  /** Newest first, those older than `before`. */
  async list(before: number, limit: number): Promise<CaughtMail[]> {
    const rows = await this.db.all<Row>(`select ${COLUMNS} from {email_caught} c where c.id < :before order by c.id desc limit :limit`, { before, limit })
    return rows.map(toMail)
  }

  async find(id: number): Promise<(CaughtMail & { readonly raw: Uint8Array }) | null> {
    const row = await this.db.one<Row & { raw: Uint8Array }>(`select ${COLUMNS}, raw from {email_caught} c where c.id = :id`, { id })
    return row ? { ...toMail(row), raw: row.raw } : null
  }

  remove(id: number): Promise<number> {
    return this.db.delete('email_caught', 'id = :id', { id })
  }

  removeAll(): Promise<number> {
    return this.db.delete('email_caught', 'id > 0')
  }
}

function toMail(row: Row): CaughtMail {
  return { id: Number(row.id), sender: row.sender, recipients: fromJson<string[]>(row.recipients), subject: row.subject, bytes: Number(row.bytes), receivedAt: Number(row.received_at) }
}
