import { CLOCK, DB } from 'adapters-sdk'

/** What visitors find on their page: rows of this plugin, always those of the running service. */
export class Answers {
  static inject = [DB, CLOCK]
  constructor(db, clock) {
    this.db = db
    this.clock = clock
  }

  /** Written once for each key, however often it is called. */
  async write(key, visitor, text) {
    await this.db.insertIgnore('webform_answer', { key, visitor, text, written_at: this.clock.now() })
  }

  async of(visitor) {
    const rows = await this.db.all('select a.id, a.text, a.written_at, a.seen_at from {webform_answer} a where a.visitor = :visitor order by a.id', { visitor })
    return rows.map((row) => ({ id: row.id, text: row.text, writtenAt: rfc3339(row.written_at), seenAt: rfc3339(row.seen_at) }))
  }

  async markSeen(visitor) {
    await this.db.update('webform_answer', { seen_at: this.clock.now() }, 'visitor = :visitor and seen_at is null', { visitor })
  }
}

const rfc3339 = (ms) => (ms === null ? null : new Date(ms).toISOString())
