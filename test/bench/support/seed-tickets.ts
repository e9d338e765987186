import type { TestDatabase } from '../../support/test-database.js'

const CUSTOMERS = 20_000

/** A service with as many tickets as one likes, in all states and priorities, a seventh of them with a deadline; the search need not read them. */
export async function seedTickets(database: Pick<TestDatabase, 'query'>, service: number, tickets: number): Promise<void> {
  const numbers = (count: number) => `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`
  const now = Date.now()
  await database.query(`${numbers(20)} insert into agent_group (service_id, name, next_turn, created_at) select ${service}, 'Group ' || i, 0, ${now} from n`)
  await database.query(`${numbers(CUSTOMERS)} insert into customer (service_id, number, name, created_at) select ${service}, 'U' || i, 'Customer ' || i, ${now} from n`)
  await database.query(
    `${numbers(tickets)} insert into ticket (service_id, number, subject, state, priority, priority_rank, channel, customer_id, group_id, assignee_id, due_at, created_at, updated_at, text_version, indexed_version)
     select ${service}, 'T' || i, 'A question about order ' || i || ' and its delivery',
            case i % 5 when 0 then 'unassigned' when 1 then 'in_progress' when 2 then 'on_hold' when 3 then 'solved' else 'closed' end,
            case i % 4 when 0 then 'low' when 1 then 'normal' when 2 then 'high' else 'urgent' end, i % 4, 'email',
            (select min(id) from customer where service_id = ${service}) + i % ${CUSTOMERS},
            (select min(id) from agent_group where service_id = ${service}) + i % 20,
            case when i % 5 = 0 then null else (select min(id) from member) end, case when i % 7 = 0 then ${now} + i * 1000 end, ${now} - i * 1000, ${now} - i * 500, 1, 1
     from n`,
  )
  await database.query('analyze')
}
