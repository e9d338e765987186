// The golden set of queries, a page of 25 hits with marks and excerpts, against the index queried bare for the same words; and against LIKE.
// OC_BENCH_MESSAGES says over how many messages; four are one ticket. With OC_BENCH_CACHE=<folder> the million is read into the search once.
import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import type { EngineName, TestDatabase } from '../support/test-database.js'
import { report, type Comparison } from './support/compare.js'
import { benchEngines } from './support/engines.js'
import { searchDatabase } from './support/search-database.js'

const MESSAGES = Number(process.env.OC_BENCH_MESSAGES ?? 1_000_000)
const LIMIT = 25
const ROUNDS = 7
const HASTY_MS = 100
/** Ours may take three times as long. */
const TARGET = 1 / 3
const LIKE_TARGET = 100

interface Tokens { termsOf(query: string): { readonly in: 'text' | 'address'; readonly text: string; readonly tokens: readonly string[] }[] }
interface Tenancy { inScope<T>(scope: object, work: () => Promise<T>): Promise<T> }

const data = (name: string) => JSON.parse(readFileSync(new URL(`../../search/${name}`, import.meta.url), 'utf8')) as never
const inner = <T>(path: string) => import(new URL(`../../../core/dist/${path}`, import.meta.url).href) as Promise<T>
const { termsOf } = await inner<Tokens>('search/tokens.js')
const { inScope } = await inner<Tenancy>('tenancy/index.js')
const queries = (data('golden-queries.json') as [string, string][]).map(([query]) => query).filter((query) => termsOf(query).length > 0)

const p95 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)]!

async function bare(database: TestDatabase, service: number, patience = 0): Promise<{ all(sql: string, value: string): Promise<unknown[]>; close(): Promise<void> }> {
  if (database.engine === 'sqlite') {
    const db = new Database(join(database.dataDir, readdirSync(database.dataDir).find((name) => name.endsWith('.sqlite'))!))
    db.pragma('cache_size = -65536')
    const statements = new Map<string, Database.Statement>()
    const prepared = (sql: string) => statements.get(sql) ?? statements.set(sql, db.prepare(sql)).get(sql)!
    return { all: async (sql, value) => prepared(sql).all(value), close: async () => void db.close() }
  }
  const client = new pg.Client({ connectionString: database.env().OC_DATABASE_URL! })
  await client.connect()
  await client.query(`set oc.service = '${service}'; set oc.organisation = '0'; set statement_timeout = ${patience}`)
  return { all: async (sql, value) => (await client.query({ name: sql.slice(0, 60), text: sql.replace('?', '$1'), values: [value] })).rows, close: () => client.end() }
}

async function measure(engine: EngineName): Promise<Comparison & { target: number; like: number }> {
  const { database, core, service, organisation, stop } = await searchDatabase(engine, MESSAGES)
  try {
    const [top] = await database.query<{ id: number | string }>('select max(id) as id from ticket')
    const parts = Array.from({ length: Math.floor(Number(top!.id) / 16_384) + 1 }, (_, part) => part)
    const letters = { text: 'w', address: 'a' } as const
    const rawQuery = (query: string) => {
      const tokens = termsOf(query).flatMap((term) => term.tokens.map((one) => `${service}${letters[term.in]}${one}`))
      return engine === 'sqlite' ? tokens.map((one) => `"${one}"`).join(' AND ') : parts.map((part) => `(${tokens.map((one) => `'${part}x${one}'`).join(' & ')})`).join(' | ')
    }
    // On Postgres the index is asked in both ways it can be, and the quicker is the floor: for all hits of the words, or for each ticket from the newest whether it is one, which never ends for rare words.
    const backwards = `select ticket_id from search_index where tokens @@ (?)::tsquery order by ticket_id desc limit ${LIMIT}`
    const rawSql = engine === 'sqlite' ? `select rowid from search_index where search_index match ? order by rowid desc limit ${LIMIT}` : `with hits as materialized (select ticket_id from search_index where tokens @@ (?)::tsquery) select ticket_id from hits order by ticket_id desc limit ${LIMIT}`
    const likeSql = `select distinct ticket_id from message where service_id = ${service} and lower(text) like ? order by ticket_id desc limit ${LIMIT}`
    const direct = await bare(database, service)
    const hasty = engine === 'postgres' ? await bare(database, service, HASTY_MS) : undefined
    const endless = new Set<string>()
    const route = core.search.routes[0]!
    const scope = { kind: 'service', organisationId: organisation, serviceId: service, cause: { origin: 'system', chain: 'bench', depth: 0 } }
    const ours = (query: string) => inScope(scope, async () => route.handle({ query: (route.spec.query as { parse(value: unknown): unknown }).parse({ q: query, limit: LIMIT }) } as never))
    // On SQLite nothing waits for anybody, so that the processor's time is the time it takes, whatever else runs on the machine.
    const clock = engine === 'sqlite' ? () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 } : () => performance.now()
    const timed = async (work: () => Promise<unknown>) => {
      const start = clock()
      await work()
      return clock() - start
    }
    try {
      // Of each query the quickest of its rounds, asked in turn with the index: on a busy machine the p95 of single times would be its neighbours'.
      const rounds = queries.map((query) => ({ query, ours: [] as number[], floor: [] as number[] }))
      for (let round = 0; round <= ROUNDS; round++) {
        for (const one of rounds) {
          const mine = await timed(() => ours(one.query))
          const asked = await timed(() => direct.all(rawSql, rawQuery(one.query)))
          let bareIndex = asked
          if (hasty && !endless.has(one.query)) {
            try {
              bareIndex = Math.min(asked, await timed(() => hasty.all(backwards, rawQuery(one.query))))
            } catch {
              endless.add(one.query)
            }
          }
          if (round === 0) continue
          one.ours.push(mine)
          one.floor.push(bareIndex)
        }
      }
      const middle = { ours: p95(rounds.map((one) => Math.min(...one.ours))), floor: p95(rounds.map((one) => Math.min(...one.floor))) }
      const slowest = rounds.map((one) => ({ query: one.query, ours: Math.min(...one.ours), floor: Math.min(...one.floor) })).sort((a, b) => b.ours - a.ours)
      for (const { query, ours: mine, floor } of slowest.slice(0, 5)) console.log(`search ${engine}: slowest “${query}”: ours ${mine.toFixed(2)} ms, bare index ${floor.toFixed(2)} ms`)
      const like: number[] = []
      for (const query of queries.filter((_, at) => at % 36 === 0)) like.push(await timed(() => direct.all(likeSql, `%${query.trim().toLowerCase()}%`)))
      const times = p95(like) / middle.ours
      console.log(`search ${engine}: load ${loadavg()[0]!.toFixed(1)}, p95 ours ${middle.ours.toFixed(2)} ms, bare index ${middle.floor.toFixed(2)} ms, LIKE ${p95(like).toFixed(1)} ms: ${(middle.ours / middle.floor).toFixed(2)} times the index (at most 3), ${times.toFixed(0)} times faster than LIKE (at least ${LIKE_TARGET})`)
      const perSecond = (ms: number) => Math.round(100_000 / ms) / 100
      return { ours: perSecond(middle.ours), floor: perSecond(middle.floor), ratio: Math.round((100 * middle.floor) / middle.ours) / 100, target: TARGET, like: Math.round(times) }
    } finally {
      await direct.close()
      await hasty?.close()
    }
  } finally {
    await stop()
  }
}

const results: Record<string, Comparison & { target: number; like: number }> = {}
for (const engine of benchEngines) results[engine] = await measure(engine)
report('search', results)
process.exit(0)
