import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../core/src/config/index.js'
import { Database, inScope, SqlExpression, systemScope, type Scope } from '../../core/src/tenancy/index.js'
import { eachEngine, root, type Engine } from '../support/index.js'

const scope = (serviceId: number, kind: Scope['kind'] = 'service'): Scope => ({ kind, organisationId: serviceId, serviceId: kind === 'service' ? serviceId : 0, cause: { origin: 'system', chain: 'test', depth: 0 } })
const [OURS, THEIRS] = [1, 2]
const customerOf = (serviceId: number) => 100 + serviceId

describe('one database, two services', () => {
  eachEngine((engine) => {
    let database: Database
    const ours = <T>(work: () => Promise<T>) => inScope(scope(OURS), work)
    const subjects = async (serviceId: number) => (await engine.query<{ subject: string }>('select subject from ticket where service_id = ? order by id', [serviceId])).map((row) => row.subject)
    beforeAll(async () => {
      database = await Database.open(readConfig(engine.env()), () => undefined)
      await database.migrate({ owner: 'core', folder: join(root, 'core/migrations') })
      await database.migrate({ owner: 'email', folder: join(root, 'plugins/email/migrations') })
      const now = Date.now()
      await systemScope('test', async () => {
        for (const id of [OURS, THEIRS]) {
          await database.system.run('insert into organisation (id, name, domain, created_at) values (:id, :name, :name, :now)', { id, name: `o${id}`, now })
          await database.system.run("insert into service (id, organisation_id, code, name, created_at) values (:id, :id, 'help', 'Help', :now)", { id, now })
          await database.system.run("insert into customer (id, service_id, number, created_at) values (:customer, :id, 'U1', :now)", { id, customer: customerOf(id), now })
        }
      })
      for (const id of [OURS, THEIRS]) await inScope(scope(id), () => database.db.insert('ticket', ['one', 'two'].map((subject) => ({ number: `T${subject}`, subject, channel: 'email', customer_id: customerOf(id), created_at: now, updated_at: now }))))
    })
    afterAll(() => database?.close())

    it('PRM-5: without a scope there is no database; in the system’s and an organisation’s scope no service’s rows', async () => {
      await expect(database.db.all('select t.id from {ticket} t')).rejects.toThrow('No tenant scope')
      await expect(systemScope('test', () => database.db.all('select t.id from {ticket} t'))).rejects.toThrow("the scope is the system's")
      await expect(inScope(scope(OURS, 'organisation'), () => database.db.all('select t.id from {ticket} t'))).rejects.toThrow()
      await expect(inScope(scope(OURS, 'organisation'), () => database.db.insert('ticket', { number: 'T9', subject: 'x', channel: 'x', customer_id: 1, created_at: 1, updated_at: 1 }))).rejects.toThrow()
      await expect(inScope(scope(OURS, 'organisation'), () => database.db.delete('ticket', '1 = 1'))).rejects.toThrow()
      await expect(ours(() => database.system.all('select id from ticket'))).rejects.toThrow('system scope')
    })

    const BARE = [
      'select * from ticket t', 'select * from TICKET t', 'select * from Ticket t', 'select * from "ticket" t', 'select * from [ticket] t', 'select * from `ticket` t', 'select * from main.ticket t', 'select * from public.ticket t',
      'select * from {customer} c where c.id in (select customer_id from ticket)', "select * from {customer} c where 'it''s' <> '' and exists (select 1 from ticket)",
      "select * /* ' */ from ticket t /* ' */", "select t.* -- it's\nfrom ticket t where t.subject <> '' -- it's\n",
      'with ticket_of as (select * from ticket) select * from ticket_of', 'select * from {customer} c union all select * from customer', 'table ticket',
    ]
    for (const sql of BARE) {
      it(`PRM-5: refuses ${JSON.stringify(sql)}`, async () => {
        const { ScopeError } = await import('../../core/src/tenancy/scope.js')
        await expect(ours(() => database.db.all(sql))).rejects.toBeInstanceOf(ScopeError)
      })
    }

    it('PRM-5: "or 1 = 1" sees, changes and deletes one’s own rows only', async () => {
      const mine = () => ours(() => database.db.all<{ service_id: number }>('select t.service_id from {ticket} t where t.id = :id or 1 = 1', { id: 0 }))
      expect((await mine()).map((row) => Number(row.service_id))).toEqual([OURS, OURS])
      expect(await ours(() => database.db.one<{ n: number }>('select count(*) as n from {ticket} t left join {customer} c on 1 = 1 or c.id = t.customer_id', {}))).toEqual({ n: 2 })
      expect(await ours(() => database.db.update('ticket', { subject: 'changed' }, 'id = :id or 1 = 1', { id: 0 }))).toBe(2)
      expect(await subjects(THEIRS)).toEqual(['one', 'two'])
      expect(await ours(() => database.db.delete('ticket', 'id = :id or 1 = 1', { id: 0 }))).toBe(2)
      expect(await subjects(THEIRS)).toEqual(['one', 'two'])
      expect(await subjects(OURS)).toEqual([])
      await ours(() => database.db.insert('ticket', ['one', 'two'].map((subject) => ({ number: `T${subject}`, subject, channel: 'email', customer_id: customerOf(OURS), created_at: 1, updated_at: 1 }))))
    })

    it('PRM-5: a condition that closes its own bracket does not get out of it', async () => {
      for (const where of ['1 = 1) or (1 = 1', "subject = ')') or (1 = 1", '1 = 1 /* ( */ ) or (1 = 1', '1 = 1) -- ']) {
        await expect(ours(() => database.db.delete('ticket', where)), where).rejects.toThrow()
        await expect(ours(() => database.db.update('ticket', { subject: 'x' }, where)), where).rejects.toThrow()
      }
      expect(await subjects(THEIRS)).toEqual(['one', 'two'])
      expect(await ours(() => database.db.update('ticket', { subject: 'one' }, "subject = 'one' and subject <> ')(' and (id > 0)"))).toBe(1)
    })

    it('PRM-5: whose a row is says the scope and nothing else', async () => {
      await expect(ours(() => database.db.update('ticket', { service_id: THEIRS }, '1 = 1'))).rejects.toThrow()
      await expect(ours(() => database.db.update('ticket', { service_id: new SqlExpression('2') }, '1 = 1'))).rejects.toThrow()
      expect(await ours(() => database.db.all('select t.id from {ticket} t', { service: THEIRS }))).toHaveLength(2)
      expect((await ours(() => database.db.all<{ service_id: number }>('select t.service_id from {ticket} t where :service > 0', { service: THEIRS }))).every((row) => Number(row.service_id) === OURS)).toBe(true)
      await ours(() => database.db.insert('customer', { service_id: THEIRS, number: 'U7', created_at: 1 }))
      expect(await engine.query("select service_id from customer where number = 'U7'").then((rows) => rows.map((row) => Number(row.service_id)))).toEqual([OURS])
      await ours(() => database.db.delete('customer', "number = 'U7'"))
    })

    it('PRM-5: a plugin reaches its own tables only', async () => {
      const plugin = database.forPlugin('email')
      expect(await ours(() => plugin.all('select c.id from {email_caught} c'))).toEqual([])
      for (const sql of ['select t.id from {ticket} t', 'select m.id from {member} m', 'select o.id from organisation o', 'select i.value from installation i', 'select e.id from email_caught e', 'select e.id from {email_caught} e join {delivery} d on d.id = e.id', 'select e.id from {email_caught} e where exists (select 1 from INSTALLATION)']) {
        await expect(ours(() => plugin.all(sql)), sql).rejects.toThrow()
      }
      await expect(ours(() => plugin.insert('customer', { number: 'U8', created_at: 1 }))).rejects.toThrow()
      await expect(ours(() => plugin.update('ticket', { subject: 'x' }, '1 = 1'))).rejects.toThrow()
      await expect(ours(() => plugin.delete('ticket', '1 = 1'))).rejects.toThrow()
      await expect(ours(() => plugin.update('email_caught', { subject: 'x' }, 'id in (select id from ticket)'))).rejects.toThrow()
    })

    if (engine.engine === 'postgres') rowLevelSecurity(engine)
  })
})

/** The last layer: what the database itself refuses, whatever our code would ask. */
function rowLevelSecurity(engine: Engine): void {
  describe('row-level security', () => {
    let client: pg.Client
    beforeAll(async () => {
      client = new pg.Client({ connectionString: engine.env().OC_DATABASE_URL })
      await client.connect()
    })
    afterAll(() => client?.end())
    const as = async (serviceId: string | null, sql: string): Promise<pg.QueryResult> => {
      await client.query('begin')
      try {
        if (serviceId !== null) await client.query("select set_config('oc.service', $1, true), set_config('oc.organisation', $1, true)", [serviceId])
        return await client.query(sql)
      } finally {
        await client.query('rollback')
      }
    }

    it('bites the application’s role: it is neither a superuser nor above policies', async () => {
      const { rows } = await as(null, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }])
    })
    it('covers every table with a tenant’s column, forced on its owner, plugins’ tables too', async () => {
      const { rows } = await as('1', `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = '*') as secured
        from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname in ('service_id', 'organisation_id') and not a.attisdropped)`)
      expect(rows.filter((row) => !row.secured)).toEqual([])
      expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(['ticket', 'message', 'session', 'email_caught']))
    })
    it('makes a query without a setting, or with an empty one, an error', async () => {
      const fresh = new pg.Client({ connectionString: engine.env().OC_DATABASE_URL })
      await fresh.connect()
      await expect(fresh.query('select * from ticket')).rejects.toThrow('oc.service')
      await fresh.end()
      await expect(as('', 'select * from ticket')).rejects.toThrow('bigint')
      await expect(as('1 or 1=1', 'select * from ticket')).rejects.toThrow('bigint')
      // After a transaction the setting is empty, not the last tenant's.
      await as('1', 'select 1')
      await expect(client.query('select * from ticket')).rejects.toThrow()
    })
    it('shows, changes and deletes nothing of another service', async () => {
      expect((await as('1', 'select distinct service_id::int from ticket')).rows).toEqual([{ service_id: 1 }])
      expect((await as('1', 'select * from ticket where service_id = 2')).rows).toEqual([])
      expect((await as('3', 'select * from ticket')).rows).toEqual([])
      expect((await as('1', "update ticket set subject = 'stolen' where service_id = 2")).rowCount).toBe(0)
      expect((await as('1', 'delete from ticket where service_id = 2')).rowCount).toBe(0)
    })
    it('refuses to write a row for another service, or to give one away', async () => {
      await expect(as('1', "insert into customer (service_id, number, created_at) values (2, 'U99', 1)")).rejects.toThrow('row-level security')
      await expect(as('1', 'update customer set service_id = 2 where service_id = 1')).rejects.toThrow('row-level security')
      expect((await as('1', "insert into customer (service_id, number, created_at) values (1, 'U99', 1)")).rowCount).toBe(1)
    })
    it('keeps members of organisations apart as well', async () => {
      expect((await as('1', "insert into member (organisation_id, login, name, email, created_at) values (1, 'x', 'x', 'x', 1)")).rowCount).toBe(1)
      await expect(as('1', "insert into member (organisation_id, login, name, email, created_at) values (2, 'x', 'x', 'x', 1)")).rejects.toThrow('row-level security')
    })
  })
}
