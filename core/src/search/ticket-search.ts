import type { Params } from 'adapters-sdk'
import { decodeCursor, pageOf } from '../http/index.js'
import { currentServiceId, type ScopedDb } from '../tenancy/index.js'
import type { FoundTicket, TicketLists } from '../tickets/index.js'
import { FIELD_TERMS, FIELDS, type AskedField } from './fields.js'
import { conditionOf, type TicketFilter } from './ticket-filter.js'
import type { SearchIndex } from './search-index.js'
import { termsOf, type Term } from './tokens.js'

export interface SearchRequest {
  /** Words that all must be somewhere in the ticket. */
  readonly text: string
  readonly fields: Readonly<Partial<Record<AskedField, string>>>
  readonly filter: TicketFilter
}
export interface SearchPage { readonly found: FoundTicket[]; readonly terms: readonly Term[]; readonly next: string | null; /** Tickets beyond were not looked at yet: the next page goes on there. */ readonly partial: boolean }

/** How many of the index's hits a request looks at, where a filter lets few of them through. */
const BUDGET = 20_000
/** Sizes of the lists of ids that are asked for, so that there are few different statements. */
const SIZES = [32, 128, 512, 2000]
const COUNTED = 1000
/** The newest of the hits are put in order by how well they fit. */
const WEIGHED = 200
const MAX_TOKENS = 60

/** Finds tickets by words, by single fields and by what they are, all of it together, newest first. */
export class TicketSearch {
  constructor(
    readonly db: ScopedDb,
    readonly index: SearchIndex,
    readonly lists: TicketLists,
  ) {}

  async page(request: SearchRequest, limit: number, cursor: string | undefined): Promise<SearchPage> {
    const { terms, tokens } = asked(request)
    if (tokens === null) return { found: [], terms, next: null, partial: false }
    if (tokens.length === 0) return { ...(await this.#byFilter(request.filter, limit, cursor)), terms, partial: false }
    const { rows, last } = await this.#walk(request.filter, tokens, limit + 1, cursor === undefined ? null : decodeCursor(cursor)[0]!, (ids, condition, params) => this.lists.found(`t.id in (:ids) and ${condition}`, 't.id desc', limit + 1, { ...params, ids }))
    const page = pageOf(rows, limit, (row) => [row.id])
    if (page.next === null && last !== null) return { found: page.items, terms, next: pageOf([last, last], 1, (id) => [id]).next, partial: true }
    return { found: page.items, terms, next: page.next, partial: false }
  }

  /** The best of the newest hits: words in the subject and the customer's name count more than words in messages. */
  async best(request: SearchRequest, limit: number, weigh: (found: FoundTicket, terms: readonly Term[]) => number): Promise<SearchPage> {
    const page = await this.page(request, WEIGHED, undefined)
    const weighed = page.found.map((found) => ({ found, weight: weigh(found, page.terms) })).sort((a, b) => b.weight - a.weight || b.found.id - a.found.id)
    return { ...page, found: weighed.slice(0, limit).map(({ found }) => found), next: null }
  }

  /** How many there are; above a thousand nobody counts on. */
  async count(request: SearchRequest): Promise<{ count: number; more: boolean }> {
    const { tokens } = asked(request)
    if (tokens === null) return { count: 0, more: false }
    const { condition, params } = await conditionOf(this.db, request.filter)
    if (tokens.length === 0) {
      const row = await this.db.one<{ count: number }>(`select count(*) as count from (select t.id from {ticket} t where ${condition} limit ${COUNTED + 1}) k`, params)
      return { count: Math.min(row!.count, COUNTED), more: row!.count > COUNTED }
    }
    const { rows, last } = await this.#walk(request.filter, tokens, COUNTED + 1, null, (ids, where, values) => this.db.all<{ id: number }>(`select t.id from {ticket} t where t.id in (:ids) and ${where}`, { ...values, ids }))
    return { count: Math.min(rows.length, COUNTED), more: rows.length > COUNTED || last !== null }
  }

  /** Looks at the index's hits in growing steps until enough of them meet the filter. `last`: where it gave up. */
  async #walk<R>(filter: TicketFilter, tokens: readonly string[], wanted: number, before: number | null, load: (ids: readonly number[], condition: string, params: Params) => Promise<R[]>): Promise<{ rows: R[]; last: number | null }> {
    const serviceId = currentServiceId()
    const { condition, params, newestId, oldestId } = await conditionOf(this.db, filter)
    const rows: R[] = []
    let from = newestId === null ? before : Math.min(before ?? Number.MAX_SAFE_INTEGER, newestId + 1)
    for (let looked = 0, step = 0; looked < BUDGET; step++) {
      const size = SIZES.find((one) => one >= wanted * 4 ** step) ?? SIZES.at(-1)!
      const ids = await this.index.newest(serviceId, tokens, from, size)
      if (ids.length > 0) rows.push(...(await load([...ids, ...new Array<number>(size - ids.length).fill(0)], condition, params)))
      from = ids.at(-1) ?? 0
      looked += ids.length
      if (rows.length >= wanted || ids.length < size || from < oldestId) return { rows, last: null }
    }
    return { rows, last: from }
  }

  async #byFilter(filter: TicketFilter, limit: number, cursor: string | undefined): Promise<{ found: FoundTicket[]; next: string | null }> {
    const { condition, params } = await conditionOf(this.db, filter)
    const [createdAt, id] = cursor === undefined ? [] : decodeCursor(cursor, 2)
    const after = createdAt === undefined ? '' : 'and (t.created_at, t.id) < (:afterTime, :afterId)'
    const rows = await this.lists.found(`${condition} ${after}`, 't.created_at desc, t.id desc', limit + 1, { ...params, afterTime: createdAt ?? 0, afterId: id ?? 0 })
    const page = pageOf(rows, limit, (row) => [Date.parse(row.item.createdAt), row.id])
    return { found: page.items, next: page.next }
  }
}

/** The tokens of everything asked for; null: something was asked for that no ticket can have, such as signs only. */
function asked({ text, fields }: SearchRequest): { terms: Term[]; tokens: readonly string[] | null } {
  const terms = termsOf(text)
  const tokens = new Set(terms.flatMap((term) => term.tokens.map((token) => FIELDS[term.in] + token)))
  let empty = text.trim() !== '' && terms.length === 0
  for (const [field, query] of Object.entries(fields) as [AskedField, string][]) {
    const own = FIELD_TERMS[field](query)
    empty ||= own.length === 0 && query.trim() !== ''
    terms.push(...own)
    for (const term of own) for (const token of term.tokens) tokens.add(FIELDS[term.in === 'address' && field === 'subject' ? 'address' : field] + token)
  }
  return { terms, tokens: empty ? null : [...tokens].slice(0, MAX_TOKENS) }
}
