import type { ScopedDb, SystemDb } from '../tenancy/index.js'

/** How many tickets share a part of the index on Postgres. */
const PART = 1 << 14
/** How many parts are looked through at a time: common words end in the first, rare ones get through all of them in a few steps. */
const STEPS = [1, 3, 12, 48, 192, Number.MAX_SAFE_INTEGER]
const TOP_MS = 1000
/** What one statement brings at most, besides its last ticket. */
const MOST_LETTERS = 1_000_000
const SIGNS = /[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f\s]/

export interface Document { readonly serviceId: number; readonly ticketId: number; readonly tokens: Iterable<string> }

/**
 * Sets of tokens, found newest ticket first. Neither engine's full-text table can carry a tenant's column and stay an index (FTS5 has no columns of its own,
 * and Postgres uses no GIN index below a policy), so whose a token is is part of the token: one service's words are another's nowhere, not even to be counted.
 */
export class SearchIndex {
  #top = { id: 0, at: Number.NEGATIVE_INFINITY }

  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly now: () => number,
  ) {}

  /** Replaces what the tickets are found by. In the system's scope. */
  async put(documents: readonly Document[]): Promise<void> {
    if (this.system.kind === 'sqlite') {
      await this.system.run('delete from search_index where rowid in (:ids)', { ids: documents.map(({ ticketId }) => ticketId) })
      for (const document of documents) await this.system.run('insert into search_index (rowid, tokens) values (:ticketId, :text)', { ticketId: document.ticketId, text: this.#text(document) })
      return
    }
    let rows: { id: number; words: string }[] = []
    let letters = 0
    for (const [at, document] of documents.entries()) {
      const words = this.#text(document)
      rows.push({ id: document.ticketId, words })
      letters += words.length
      if (letters < MOST_LETTERS && at < documents.length - 1) continue
      await this.system.run("insert into search_index (ticket_id, tokens) select r.id, array_to_tsvector(string_to_array(r.words, ' ')) from json_to_recordset((:rows)::json) as r(id bigint, words text) on conflict (ticket_id) do update set tokens = excluded.tokens", { rows: JSON.stringify(rows) })
      rows = []
      letters = 0
    }
  }

  async remove(ticketId: number): Promise<void> {
    await this.system.run(`delete from search_index where ${this.system.kind === 'sqlite' ? 'rowid' : 'ticket_id'} = :ticketId`, { ticketId })
  }

  /** Tickets of the service that have all tokens, older than `before`. */
  async newest(serviceId: number, tokens: readonly string[], before: number | null, limit: number): Promise<number[]> {
    // They stand between quotes in the engine's own query language.
    if (tokens.length === 0 || tokens.some((token) => SIGNS.test(token))) throw new Error('The index is asked for letters and digits only.')
    return this.system.kind === 'sqlite' ? this.#newestInFts(serviceId, tokens, before ?? Number.MAX_SAFE_INTEGER, limit) : this.#newestInParts(serviceId, tokens, before, limit)
  }

  async #newestInFts(serviceId: number, tokens: readonly string[], before: number, limit: number): Promise<number[]> {
    const query = tokens.map((token) => `"${this.#front(serviceId, 0)}${token}"`).join(' AND ')
    const rows = await this.db.all<{ id: number }>('select i.rowid as id from search_index i where i.search_index match :query and i.rowid < :before order by i.rowid desc limit :limit', { query, before, limit })
    return rows.map((row) => row.id)
  }

  /** GIN knows no order: parts are asked from the newest on, so that a common word does not bring all its tickets. */
  async #newestInParts(serviceId: number, tokens: readonly string[], before: number | null, limit: number): Promise<number[]> {
    const ids: number[] = []
    let part = this.#part(before === null ? await this.#newestId() : before - 1)
    for (const step of STEPS) {
      const last = Math.max(0, part - step + 1)
      const alternatives: string[] = []
      for (; part >= last; part--) alternatives.push(`(${tokens.map((token) => `'${this.#front(serviceId, part * PART)}${token}'`).join(' & ')})`)
      // By themselves first: the planner, which knows nothing of the words, would else read all tickets backwards in the hope of many hits.
      const rows = await this.db.all<{ id: number }>('with hits as materialized (select i.ticket_id as id from search_index i where i.tokens @@ (:query)::tsquery) select h.id from hits h where h.id < :before order by h.id desc limit :limit', {
        query: alternatives.join(' | '), before: before ?? Number.MAX_SAFE_INTEGER, limit: limit - ids.length,
      })
      for (const { id } of rows) ids.push(id)
      if (ids.length >= limit || part < 0) break
    }
    return ids
  }

  /** Only for where to begin: the part after it is looked through as well. */
  async #newestId(): Promise<number> {
    const now = this.now()
    if (now - this.#top.at > TOP_MS) {
      const row = await this.db.one<{ id: number | null }>('select max(i.ticket_id) as id from search_index i')
      this.#top = { id: row?.id ?? 0, at: now }
    }
    return this.#top.id + PART
  }

  #part(ticketId: number): number {
    return Math.floor(ticketId / PART)
  }

  #text({ serviceId, ticketId, tokens }: Document): string {
    const front = this.#front(serviceId, ticketId)
    let text = ''
    for (const token of tokens) text += `${text === '' ? '' : ' '}${front}${token}`
    return text
  }

  #front(serviceId: number, ticketId: number): string {
    return this.system.kind === 'sqlite' ? `${serviceId}` : `${this.#part(ticketId)}x${serviceId}`
  }
}
