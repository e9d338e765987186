// What the ticket list is measured against: Koa and one prepared SELECT of the same rows, with nothing around it.
import Database from 'better-sqlite3'
import Koa from 'koa'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

const SELECT = (service: string) => `
  select t.id, t.number, t.subject, t.state, t.priority, t.channel, t.created_at, t.updated_at, t.group_id, g.name as group_name,
         t.assignee_id, p.name as assignee_name, c.number as customer_number, c.name as customer_name
  from ticket t left join agent_group g on g.id = t.group_id left join member p on p.id = t.assignee_id join customer c on c.id = t.customer_id
  where t.service_id = ${service} and t.state <> 'spam' order by t.updated_at desc, t.id desc limit 26`

function sqlite(file: string, service: number): () => Promise<unknown[]> {
  const statement = new Database(file, { readonly: true }).prepare(SELECT('?'))
  return async () => statement.all(service)
}

function postgres(url: string, service: number): () => Promise<unknown[]> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  return async () => {
    const client = await pool.connect()
    try {
      await client.query(`begin; select set_config('oc.service', '${service}', true), set_config('oc.organisation', '1', true)`)
      const { rows } = await client.query({ name: 'list', text: SELECT('$1'), values: [service] })
      await client.query('commit')
      return rows
    } finally {
      client.release()
    }
  }
}

const [, , database = '', service = '1'] = process.argv
const rows = database.startsWith('postgres') ? postgres(database, Number(service)) : sqlite(database, Number(service))
const app = new Koa()
app.use(async (context) => {
  context.body = JSON.stringify({ items: (await rows()).slice(0, 25), next: null })
  context.type = 'application/json'
})
const server = app.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
