// The golden set of queries, a page of 25 hits with marks and excerpts, against the index queried bare for the same words; and against LIKE.
// OC_BENCH_MESSAGES says over how many messages; four are one ticket.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { createCore, createLogger, readConfig } from '@opencontact/core'
import { ApiClient, PASSWORD } from '../support/api-client.js'
import { freePort } from '../support/free-port.js'
import { createDatabase, type EngineName, type TestDatabase } from '../support/test-database.js'
import { report, type Comparison } from './support/compare.js'
import { benchEngines } from './support/engines.js'

const MESSAGES = Number(process.env.OC_BENCH_MESSAGES ?? 40_000)
const PER_TICKET = 4
const LIMIT = 25
const ROUNDS = 5
/** Ours may take three times as long. */
const TARGET = 1 / 3
const LIKE_TARGET = 100

interface Golden { readonly subject: string; readonly name: string; readonly messages: readonly string[] }
interface Tokens { termsOf(query: string): { readonly in: 'text' | 'address'; readonly text: string; readonly tokens: readonly string[] }[] }
interface Tenancy { inScope<T>(scope: object, work: () => Promise<T>): Promise<T> }

const data = (name: string) => JSON.parse(readFileSync(new URL(`../../search/${name}`, import.meta.url), 'utf8')) as never
const inner = <T>(path: string) => import(new URL(`../../../core/dist/${path}`, import.meta.url).href) as Promise<T>
const { termsOf } = await inner<Tokens>('search/tokens.js')
const { inScope } = await inner<Tenancy>('tenancy/index.js')
const golden: readonly Golden[] = data('golden-tickets.json')
const queries = (data('golden-queries.json') as [string, string][]).map(([query]) => query).filter((query) => termsOf(query).length > 0)

const p95 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)]!

/** Sentences of the golden set in ever new order, each with words of its own: 배송 is in many, an order number in one. */
async function seed(database: TestDatabase, service: number): Promise<void> {
  const sentences = golden.flatMap(({ messages }) => messages.flatMap((message) => message.split(/(?<=[.?!])\s+/)))
  let state = 11
  const random = (below: number) => (state = (state * 48271) % 2147483647) % below
  const now = Date.now()
  await database.query("insert into customer (service_id, number, name, created_at) select ?, 'U' || name, name, created_at from service where id = ?", [service, service])
  const [customer] = await database.query<{ id: number | string }>('select max(id) as id from customer')
  const insert = async (table: string, columns: string, rows: readonly (readonly unknown[])[]) => {
    for (let at = 0; at < rows.length; at += 500) {
      const part = rows.slice(at, at + 500)
      await database.query(`insert into ${table} (${columns}) values ${part.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')}`, part.flat())
    }
  }
  const [before] = await database.query<{ id: number | string | null }>('select max(id) as id from ticket')
  const first = Number(before!.id ?? 0) + 1
  const tickets = MESSAGES / PER_TICKET
  const text = (at: number) => `${Array.from({ length: 4 }, () => sentences[random(sentences.length)]!).join(' ')} ${(at * 7919).toString(36)} 2026${String(random(1e9)).padStart(9, '0')}`
  for (let done = 0; done < tickets; done += 1000) {
    const ids = Array.from({ length: Math.min(1000, tickets - done) }, (_, at) => first + done + at)
    await insert('ticket', 'id, service_id, number, subject, channel, customer_id, created_at, updated_at, indexed_version', ids.map((id) => [id, service, `T${now + id}abcd`, golden[random(golden.length)]!.subject, 'email', Number(customer!.id), now + id, now + id, 1]))
    await insert('message', 'service_id, ticket_id, kind, author_type, html, text, created_at', ids.flatMap((id) => Array.from({ length: PER_TICKET }, (_, at) => [service, id, 'customer', 'customer', '', text(id * PER_TICKET + at), now + id])))
  }
  await database.query('update ticket set text_version = 2')
}

async function bare(database: TestDatabase): Promise<{ all(sql: string, value: string): Promise<unknown[]>; close(): Promise<void> }> {
  if (database.engine === 'sqlite') {
    const db = new Database(join(database.dataDir, readdirSync(database.dataDir).find((name) => name.endsWith('.sqlite'))!))
    db.pragma('cache_size = -65536')
    return { all: async (sql, value) => db.prepare(sql).all(value), close: async () => void db.close() }
  }
  const client = new pg.Client({ connectionString: database.env().OC_DATABASE_URL! })
  await client.connect()
  return { all: async (sql, value) => (await client.query({ name: sql.slice(0, 60), text: sql.replace('?', '$1'), values: [value] })).rows, close: () => client.end() }
}

async function measure(engine: EngineName): Promise<Comparison & { target: number; like: number }> {
  const database = await createDatabase(engine)
  const config = readConfig({ ...database.env(), OC_PORT: String(await freePort()), OC_EMAIL_SMTP_PORT: String(await freePort()), OC_EMAIL_CATCHER_PORT: String(await freePort()) })
  const core = await createCore(config, createLogger('warn'))
  try {
    const { url } = await core.start()
    const token = await core.organisations.setUp.ensureToken()
    await new ApiClient(url).setUp({ token, organisation: 'Acme', domain: 'acme', service: { name: 'Help', code: 'help' }, language: 'en', member: { login: 'admin', name: 'Admin', email: 'admin@acme.example', password: PASSWORD } })
    const [row] = await database.query<{ id: number; organisation_id: number }>("select id, organisation_id from service where code = 'help'")
    const [service, organisation] = [Number(row!.id), Number(row!.organisation_id)]
    await seed(database, service)
    const begun = performance.now()
    await core.search.rebuild.run(() => undefined)
    console.log(`search ${engine}: ${MESSAGES} messages put into the search in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
    await database.query(engine === 'postgres' ? 'vacuum analyze' : 'analyze')
    const [top] = await database.query<{ id: number | string }>('select max(id) as id from ticket')
    const parts = Array.from({ length: Math.floor(Number(top!.id) / 16_384) + 1 }, (_, part) => part)
    const letters = { text: 'w', address: 'a' } as const
    const rawQuery = (query: string) => {
      const tokens = termsOf(query).flatMap((term) => term.tokens.map((one) => `${service}${letters[term.in]}${one}`))
      return engine === 'sqlite' ? tokens.map((one) => `"${one}"`).join(' AND ') : parts.map((part) => `(${tokens.map((one) => `'${part}x${one}'`).join(' & ')})`).join(' | ')
    }
    const rawSql = engine === 'sqlite' ? `select rowid from search_index where search_index match ? order by rowid desc limit ${LIMIT}` : `select ticket_id from search_index where tokens @@ (?)::tsquery order by ticket_id desc limit ${LIMIT}`
    const likeSql = `select distinct ticket_id from message where service_id = ${service} and lower(text) like ? order by ticket_id desc limit ${LIMIT}`
    const direct = await bare(database)
    const route = core.search.routes[0]!
    const scope = { kind: 'service', organisationId: organisation, serviceId: service, cause: { origin: 'system', chain: 'bench', depth: 0 } }
    const ours = (query: string) => inScope(scope, async () => route.handle({ query: (route.spec.query as { parse(value: unknown): unknown }).parse({ q: query, limit: LIMIT }) } as never))
    const timed = async (work: () => Promise<unknown>) => {
      const start = performance.now()
      await work()
      return performance.now() - start
    }
    try {
      const ratios: { ours: number; floor: number }[] = []
      for (let round = 0; round <= ROUNDS; round++) {
        const [mine, floor]: [number[], number[]] = [[], []]
        for (const query of queries) {
          mine.push(await timed(() => ours(query)))
          floor.push(await timed(() => direct.all(rawSql, rawQuery(query))))
        }
        if (round > 0) ratios.push({ ours: p95(mine), floor: p95(floor) })
      }
      const like: number[] = []
      for (const query of queries.filter((_, at) => at % 12 === 0)) like.push(await timed(() => direct.all(likeSql, `%${query.trim().toLowerCase()}%`)))
      const middle = ratios.sort((a, b) => a.ours / a.floor - b.ours / b.floor)[Math.floor(ratios.length / 2)]!
      const times = p95(like) / middle.ours
      console.log(`search ${engine}: p95 ours ${middle.ours.toFixed(2)} ms, bare index ${middle.floor.toFixed(2)} ms, LIKE ${p95(like).toFixed(1)} ms: ${(middle.ours / middle.floor).toFixed(2)} times the index (at most 3), ${times.toFixed(0)} times faster than LIKE (at least ${LIKE_TARGET})`)
      const perSecond = (ms: number) => Math.round(100_000 / ms) / 100
      return { ours: perSecond(middle.ours), floor: perSecond(middle.floor), ratio: Math.round((100 * middle.floor) / middle.ours) / 100, target: TARGET, like: Math.round(times) }
    } finally {
      await direct.close()
    }
  } finally {
    await core.stop()
    await database.drop()
  }
}

const results: Record<string, Comparison & { target: number; like: number }> = {}
for (const engine of benchEngines) results[engine] = await measure(engine)
report('search', results)
process.exit(0)
