import { createCore, createLogger, inScope, readConfig, type Core } from '@opencontact/core'
import { ApiClient, PASSWORD } from '../../support/api-client.js'
import { freePort } from '../../support/free-port.js'
import type { TestDatabase } from '../../support/test-database.js'

export interface Live {
  readonly core: Core
  readonly client: ApiClient
  /** So many tickets meet the triggers, each in a transaction; resolves to events per second. */
  events(count: number): Promise<number>
}

/** A service with tickets, and the engine of triggers as the server runs it. */
export async function startTriggers(database: TestDatabase): Promise<Live> {
  const core = await createCore(readConfig({ ...database.env(), OC_PORT: String(await freePort()), OC_EMAIL_SMTP_PORT: String(await freePort()), OC_EMAIL_CATCHER_PORT: String(await freePort()) }), createLogger('error'))
  const { url } = await core.start()
  const client = await new ApiClient(url).setUp({
    token: await core.organisations.setUp.ensureToken(), organisation: 'Acme', domain: 'acme', service: { name: 'Help', code: 'help' }, language: 'en',
    member: { login: 'admin', name: 'Admin', email: 'admin@acme.example', password: PASSWORD },
  })
  const [service] = await database.query<{ id: number; organisation_id: number }>('select id, organisation_id from service')
  const scope = { kind: 'service', organisationId: Number(service!.organisation_id), serviceId: Number(service!.id) } as const
  const { db } = core.database
  let number = 0
  const ticket = (): Promise<number> =>
    inScope({ ...scope, cause: { origin: 'system', chain: 'bench', depth: 0 } }, () =>
      db.transaction(async () => {
        const [customer_id] = await db.insert('customer', { number: `U${++number}`, name: `Customer ${number}`, created_at: Date.now() })
        const [id] = await db.insert('ticket', { number: `T${number}`, subject: `A question about order ${number}`, channel: 'email', customer_id: customer_id!, created_at: Date.now(), updated_at: Date.now() })
        await core.writer.touch(id!, await core.writer.addMessage({ ticketId: id!, kind: 'customer', authorType: 'customer', authorId: customer_id!, html: '<p>Where is it?</p>', text: 'Where is it? I have been waiting for two weeks.' }))
        return id!
      }),
    )
  return {
    core,
    client,
    events: async (count) => {
      const ids: number[] = []
      for (let i = 0; i < count; i++) ids.push(await ticket())
      const start = performance.now()
      for (const ticketId of ids) await inScope({ ...scope, cause: { origin: 'customer', chain: `c${ticketId}`, depth: 0 } }, () => db.transaction(() => core.triggers.engine.react({ key: `c${ticketId}`, name: 'ticket.created', ticketId, changes: {} })))
      return count / ((performance.now() - start) / 1000)
    },
  }
}

/** A trigger that asks several things in groups; `fires`: of the benchmark's tickets. */
export function nestedTrigger(index: number, fires: boolean): Record<string, unknown> {
  const priority = ['low', 'normal', 'high', 'urgent'][index % 4]!
  const tag = `t${index % 8}`
  return {
    title: `Trigger ${index}`,
    events: ['ticket.created'],
    conditions: {
      all: [
        { any: [{ target: 'ticket.subject', op: 'contains', value: fires ? 'order' : `keyword ${index}` }, { all: [{ target: 'message.text', op: 'contains', value: `word ${index}` }, { target: 'ticket.priority', op: 'is', value: priority }] }] },
        { not: { target: 'ticket.tags', op: 'any_of', value: [tag] } },
      ],
    },
    actions: [{ type: 'ticket.tags', params: { add: [tag], remove: [] } }],
  }
}
