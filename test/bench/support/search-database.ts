import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCore, createLogger, readConfig, type Core } from '@opencontact/core'
import { ApiClient, PASSWORD } from '../../support/api-client.js'
import { freePort } from '../../support/free-port.js'
import { createDatabase, type EngineName, type TestDatabase } from '../../support/test-database.js'

interface Golden { readonly subject: string; readonly name: string; readonly messages: readonly string[] }
export interface SearchDatabase { readonly database: TestDatabase; readonly core: Core; readonly service: number; readonly organisation: number; readonly stop: () => Promise<void> }

const PER_TICKET = 4
const file = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
/** What a kept database was made with: another tokenizer makes another one. */
const MADE_WITH = ['../../../search/golden-tickets.json', './search-database.js', ...['tokens', 'fold', 'scan', 'document-tokens', 'search-index'].map((name) => `../../../../core/dist/search/${name}.js`)]

/** So many messages, four to a ticket, in the search. With OC_BENCH_CACHE they stay for the next run. */
export async function searchDatabase(engine: EngineName, messages: number): Promise<SearchDatabase> {
  const name = `search_${messages}_${createHash('sha256').update(MADE_WITH.map(file).join()).digest('hex').slice(0, 8)}`
  const cache = process.env.OC_BENCH_CACHE
  const place = cache ? { dataDir: resolve(cache, `${engine}_${name}`), name } : undefined
  let database = await createDatabase(engine, place)
  const whole = join(database.dataDir, 'whole')
  const made = existsSync(whole)
  if (place && !made) {
    // What an interrupted run left.
    await database.drop()
    database = await createDatabase(engine, place)
  }
  const config = readConfig({ ...database.env(), OC_PORT: String(await freePort()), OC_EMAIL_SMTP_PORT: String(await freePort()), OC_EMAIL_CATCHER_PORT: String(await freePort()) })
  const core = await createCore(config, createLogger('warn'))
  const { url } = await core.start()
  if (!made) {
    const token = await core.organisations.setUp.ensureToken()
    await new ApiClient(url).setUp({ token, organisation: 'Acme', domain: 'acme', service: { name: 'Help', code: 'help' }, language: 'en', member: { login: 'admin', name: 'Admin', email: 'admin@acme.example', password: PASSWORD } })
  }
  const [row] = await database.query<{ id: number; organisation_id: number }>("select id, organisation_id from service where code = 'help'")
  const service = Number(row!.id)
  if (!made) {
    await seed(database, service, messages)
    await index(database, core, messages)
    writeFileSync(whole, '')
  }
  const stop = async () => {
    await core.stop()
    if (!place) await database.drop()
  }
  return { database, core, service, organisation: Number(row!.organisation_id), stop }
}

/** By the indexer itself. A GIN index is made at once behind it, which takes a fraction of the time. */
async function index(database: TestDatabase, core: Core, messages: number): Promise<void> {
  const begun = performance.now()
  const { engine } = database
  const [gin] = engine === 'postgres' ? await database.query<{ sql: string }>("select pg_get_indexdef('search_index_tokens'::regclass) as sql") : []
  if (gin) await database.query('drop index search_index_tokens')
  await core.search.rebuild.run(({ done, total }) => { if (done % 50_000 < 1000) console.log(`search ${engine}: ${done} of ${total} tickets read`) })
  if (gin) await database.query(`set maintenance_work_mem = '1GB'; ${gin.sql}`)
  await database.query(engine === 'postgres' ? 'vacuum analyze' : 'analyze')
  console.log(`search ${engine}: ${messages} messages put into the search in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
}

/** Sentences of the golden set in ever new order, each with words of its own: 배송 is in many, an order number in one. */
async function seed(database: TestDatabase, service: number, messages: number): Promise<void> {
  const golden = JSON.parse(file('../../../search/golden-tickets.json')) as readonly Golden[]
  const sentences = golden.flatMap((ticket) => ticket.messages.flatMap((message) => message.split(/(?<=[.?!])\s+/)))
  let state = 11
  const random = (below: number) => (state = (state * 48271) % 2147483647) % below
  const now = Date.now()
  await database.query("insert into customer (service_id, number, name, created_at) select ?, 'U' || name, name, created_at from service where id = ?", [service, service])
  const [customer] = await database.query<{ id: number | string }>('select max(id) as id from customer')
  const insert = async (table: string, columns: string, rows: readonly (readonly unknown[])[]) => {
    for (let at = 0; at < rows.length; at += 2000) {
      const part = rows.slice(at, at + 2000)
      await database.query(`insert into ${table} (${columns}) values ${part.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')}`, part.flat())
    }
  }
  const [before] = await database.query<{ id: number | string | null }>('select max(id) as id from ticket')
  const first = Number(before!.id ?? 0) + 1
  const tickets = messages / PER_TICKET
  const text = (at: number) => `${Array.from({ length: 4 }, () => sentences[random(sentences.length)]!).join(' ')} ${(at * 7919).toString(36)} 2026${String(random(1e9)).padStart(9, '0')}`
  for (let done = 0; done < tickets; done += 1000) {
    const ids = Array.from({ length: Math.min(1000, tickets - done) }, (_, at) => first + done + at)
    await insert('ticket', 'id, service_id, number, subject, channel, customer_id, created_at, updated_at, text_version, indexed_version', ids.map((id) => [id, service, `T${now + id}abcd`, golden[random(golden.length)]!.subject, 'email', Number(customer!.id), now + id, now + id, 1, 1]))
    await insert('message', 'service_id, ticket_id, kind, author_type, html, text, created_at', ids.flatMap((id) => Array.from({ length: PER_TICKET }, (_, at) => [service, id, 'customer', 'customer', '', text(id * PER_TICKET + at), now + id])))
  }
  await database.query('update ticket set text_version = 2')
}
