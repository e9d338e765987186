// A parsed mail becomes a committed ticket, with 20 active triggers, against one bare transaction that inserts the same rows.
import { createCore, createLogger, readConfig, type Core } from '@opencontact/core'
import type { InboundMessage } from 'adapters-sdk'
import { ApiClient, PASSWORD } from '../support/api-client.js'
import { freePort } from '../support/free-port.js'
import { createDatabase, type EngineName, type TestDatabase } from '../support/test-database.js'
import { bareInsert } from './support/bare-insert.js'
import { compare, report, type Comparison } from './support/compare.js'
import { benchEngines } from './support/engines.js'
import { newestIds, rowsSince } from './support/new-rows.js'

const TRIGGERS = 20
const MAILS = 100
const ROUNDS = 15
const TARGETS = { sqlite: 0.35, postgres: 0.5 }

async function startCore(database: TestDatabase): Promise<{ core: Core; client: ApiClient }> {
  const config = readConfig({ ...database.env(), OC_PORT: String(await freePort()), OC_EMAIL_SMTP_PORT: String(await freePort()), OC_EMAIL_CATCHER_PORT: String(await freePort()) })
  const core = await createCore(config, createLogger('warn'))
  const { url } = await core.start()
  const token = await core.organisations.setUp.ensureToken()
  const client = await new ApiClient(url).setUp({
    token, organisation: 'Acme', domain: 'acme', service: { name: 'Help', code: 'help' }, language: 'en',
    member: { login: 'admin', name: 'Admin', email: 'admin@acme.example', password: PASSWORD },
  })
  const { items } = await client.get<{ items: { id: number }[] }>('/api/s/help/groups')
  for (let i = 0; i < TRIGGERS; i++) {
    await client.post('/api/s/help/triggers', {
      title: `Trigger ${i}`,
      events: ['ticket.created'],
      conditions: { must: [{ target: 'ticket.subject', op: 'contains', value: i === TRIGGERS - 1 ? 'order' : `keyword ${i}` }], any: [] },
      actions: [{ type: 'ticket.assign', params: { groupId: items[0]!.id, how: 'turn' } }],
    })
  }
  return { core, client }
}

/** The e-mail plugin makes the service's inbox when it hears of the new service. */
async function inboxOf(database: TestDatabase): Promise<{ id: number; service: number; organisation: number }> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const [row] = await database.query<{ id: number; service: number; organisation: number }>(`select i.id, i.service_id as service, s.organisation_id as organisation from inbox i join service s on s.id = i.service_id where i.channel = 'email'`)
    if (row) return { id: Number(row.id), service: Number(row.service), organisation: Number(row.organisation) }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The service has no e-mail inbox.')
}

function mail(key: string): InboundMessage {
  return {
    kind: 'message',
    externalId: `<${key}@customer.example>`,
    occurredAt: Date.now(),
    from: { scheme: 'email', address: `${key}@customer.example`, displayName: `Customer ${key}` },
    to: [{ scheme: 'email', address: 'help@acme.example' }],
    subject: `A question about order ${key}`,
    parts: [
      { type: 'text', body: 'Where is my order? I have been waiting for two weeks.\n\nRegards' },
      { type: 'html', body: '<p>Where is my order? I have been waiting for <b>two weeks</b>.</p><p>Regards</p>' },
    ],
  }
}

async function measure(engine: EngineName): Promise<Comparison> {
  const database = await createDatabase(engine)
  const { core } = await startCore(database)
  try {
    const inbox = await inboxOf(database)
    const channel = core.channels.registry.get('email')!
    let sent = 0
    // Stored beforehand, and leased far ahead so that the running worker leaves them to us.
    const store = async (count: number): Promise<number[]> => {
      const first = (await newestIds(database)).get('raw_inbound')!
      await database.query(
        `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) insert into raw_inbound (service_id, inbox_id, external_id, headers, body, bytes, lease_until, received_at)
         select ${inbox.service}, ${inbox.id}, 'raw-' || i, '{}', null, 0, ${Date.now() + 3_600_000}, ${Date.now()} from n`,
      )
      return (await database.query<{ id: number }>(`select id from raw_inbound where id > ${first} order by id`)).map((row) => Number(row.id))
    }
    const take = (id: number) =>
      core.intake.pipeline.run(
        { id, service_id: inbox.service, organisation_id: inbox.organisation, inbox_id: inbox.id, external_id: `raw-${id}`, headers: {}, body: null, file: null, bytes: 0, attempts: 1, received_at: Date.now() },
        channel,
        [mail(`c${++sent}`)],
      )
    const perSecond = async (count: number, work: (index: number) => Promise<void>) => {
      const start = performance.now()
      for (let index = 0; index < count; index++) await work(index)
      return count / ((performance.now() - start) / 1000)
    }

    // A database that has seen some mail and knows its own tables, as autovacuum would have it within a minute.
    for (const id of await store(MAILS)) await take(id)
    await database.query('analyze')
    const [one] = await store(1)
    const before = await newestIds(database)
    await take(one!)
    const written = await rowsSince(database, before)
    console.log(`intake ${engine}: one mail writes ${written.map(({ table, rows }) => `${table} ${rows.length}`).join(', ')}`)

    const floor = await bareInsert(database, inbox.service, written)
    let copies = 0
    try {
      return await compare(
        `intake ${engine}`,
        ROUNDS,
        async () => {
          const ids = await store(MAILS)
          return perSecond(MAILS, (index) => take(ids[index]!))
        },
        () => perSecond(MAILS, () => floor.write(++copies)),
      )
    } finally {
      await floor.close()
    }
  } finally {
    await core.stop()
    await database.drop()
  }
}

const results: Record<string, Comparison & { target: number }> = {}
for (const engine of benchEngines) results[engine] = { ...(await measure(engine)), target: TARGETS[engine] }
report('intake', results)
// Whatever a plugin left open must not keep an ended benchmark alive.
process.exit(0)
