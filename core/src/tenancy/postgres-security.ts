import pg from 'pg'

const APP_ROLE = 'opencontact_app'

/**
 * The role the application works as. Row-level security is void for a superuser, so a connection that is one (the usual default)
 * steps down to a role of its own; a plain role stays what it is, since the policies are forced on owners too.
 */
export async function prepareRole(url: string): Promise<string | undefined> {
  return withClient(url, async (client) => {
    const me = (await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>('select rolsuper, rolbypassrls from pg_roles where rolname = current_user')).rows[0]
    if (!me || (!me.rolsuper && !me.rolbypassrls)) return undefined
    await client.query(`do $$ begin create role ${APP_ROLE} nologin; exception when duplicate_object or unique_violation then null; end $$`)
    await client.query(`grant ${APP_ROLE} to current_user`)
    return APP_ROLE
  })
}

/** Puts every tenant's table under a policy and lets the application's role work on them. Safe to run at every start. */
export async function secureTables(url: string, role: string | undefined): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('begin; select pg_advisory_xact_lock(7362002)')
    const tables = await client.query<{ table: string; column: string; both: boolean; secured: boolean }>(
      `select c.relname as table, case when bool_or(a.attname = 'service_id') then 'service_id' else 'organisation_id' end as column, count(*) = 2 as both,
              c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenancy') as secured
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('service_id', 'organisation_id') and not a.attisdropped
       where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' group by c.oid, c.relname, c.relforcerowsecurity`,
    )
    for (const { table, column, both, secured } of tables.rows) {
      if (secured) continue
      const name = pg.escapeIdentifier(table)
      // In a sub-select it is read once for each statement, not for each row. 0 is the system. The cast makes an empty setting an error instead of no rows.
      const service = `(select current_setting('oc.service')::bigint)`
      const organisation = `(select current_setting('oc.organisation')::bigint)`
      const system = `(${service} = 0 and ${organisation} = 0)`
      // In an organisation's scope no service is set: of a service's tables it sees only rows that are the organisation's own.
      const own = column === 'organisation_id' ? `organisation_id = ${organisation}` : `service_id = ${service}${both ? ` or (service_id is null and organisation_id = ${organisation})` : ''}`
      const mine = `${own} or ${system}`
      await client.query(`alter table ${name} enable row level security; alter table ${name} force row level security; drop policy if exists tenant on ${name}; create policy tenancy on ${name} using (${mine}) with check (${mine})`)
    }
    if (role !== undefined) {
      await client.query(`grant usage on schema public to ${role}; grant select, insert, update, delete on all tables in schema public to ${role}; grant usage on all sequences in schema public to ${role}`)
    }
    await client.query('commit')
  })
}

/** Refuses to start as a role that row-level security does not bind. */
export async function assertBound(url: string, role: string | undefined): Promise<void> {
  await withClient(
    url,
    async (client) => {
      const me = (await client.query<{ rolsuper: boolean; rolbypassrls: boolean; name: string }>('select rolsuper, rolbypassrls, rolname as name from pg_roles where rolname = current_user')).rows[0]
      if (!me || me.rolsuper || me.rolbypassrls) throw new Error(`The database role ${me?.name ?? '?'} is a superuser or bypasses row-level security. Give OC_DATABASE_URL a role that may be stepped down from, or a plain one.`)
    },
    role,
  )
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>, role?: string): Promise<T> {
  const client = new pg.Client({ connectionString: url, ...(role === undefined ? {} : { options: `-c role=${role}` }) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
