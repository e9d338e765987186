import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addGroup, addMember, Desk, Killable, serviceIdOf, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine, startRelay, type ApiClient, type Engine, type Relay } from '../support/index.js'

interface Bulk { readonly id: number; readonly state: string; readonly total: number; readonly counts: Record<string, number>; readonly undoable: boolean }

const SERVICE = { organisation: 'acme', code: 'help' }
/** With OC_TEST_SOAK as many as one action takes, less the two that do not count. */
const MANY = process.env.OC_TEST_SOAK ? 9_998 : 500
const PATIENCE_MS = process.env.OC_TEST_SOAK ? 1_800_000 : 300_000

/** Tickets straight into the tables, since it is about what happens to them. */
async function seed(engine: Pick<Engine, 'query'>, prefix: string, count: number): Promise<string[]> {
  const service = await serviceIdOf(engine, SERVICE)
  const now = Date.now()
  await engine.query('insert into customer (service_id, number, name, created_at) values (?, ?, ?, ?) on conflict do nothing', [service, `U${prefix}`, 'Many', now])
  await engine.query(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) insert into ticket (service_id, number, subject, state, channel, customer_id, created_at, updated_at)
     select ${service}, '${prefix}' || i, 'Bulk ' || i, 'unassigned', 'email', (select c.id from customer c where c.number = 'U${prefix}' and c.service_id = ${service}), ${now}, ${now} from n`,
  )
  return Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`)
}

const ended = (client: ApiClient, id: number, ms = PATIENCE_MS) => until('the bulk action to end', async () => {
  const bulk = await client.get<Bulk>(`/api/s/help/bulk/${id}`)
  return bulk.state === 'running' ? null : bulk
}, ms)

describe('the same to many tickets', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let relay: Relay
    let desk: Desk
    let [sales, kimId] = [0, 0]
    let kim: ApiClient
    beforeAll(async () => {
      running = await startCore(engine)
      relay = await startRelay()
      desk = new Desk(running.admin, running.smtpPort)
      await desk.useRelay(relay.port)
      sales = await addGroup(engine, SERVICE, 'Sales')
      kimId = await addMember(engine, SERVICE, 'kim', ['agent.ticket'], [await desk.groupId(), sales])
      kim = await signIn(running.url, 'acme', 'kim')
    })
    afterAll(async () => {
      await running?.stop()
      await relay?.stop()
    })
    const begin = (numbers: readonly string[], action: object, client = running.admin) => client.post<Bulk>(`${desk.base}/bulk`, { numbers, action })
    const states = async (where: string) => Object.fromEntries((await engine.query<{ state: string; n: number }>(`select state, count(*) as n from ticket where ${where} group by state`)).map((row) => [row.state, Number(row.n)]))

    it('TKT-8: gives tickets to nobody who is shut out, one by one or many', async () => {
      const goneId = await addMember(engine, SERVICE, 'gone', ['agent.ticket'], [sales])
      const numbers = await seed(engine, 'Tgone', 2)
      await running.admin.patch(`/api/o/members/${goneId}`, { disabled: true })
      expect(await running.admin.request('POST', `${desk.base}/tickets/${numbers[0]}/hand-over`, { groupId: sales, assigneeId: goneId })).toMatchObject({ status: 400, body: { code: 'ticket.unknown_agent' } })
      const { id } = await begin(numbers, { type: 'change', groupId: sales, assigneeId: goneId })
      expect((await ended(running.admin, id)).counts).toMatchObject({ done: 0, failed: 2 })
      expect(await states("number like 'Tgone%'")).toEqual({ unassigned: 2 })
    })

    it(`TKT-8: group, assignee and priority of ${MANY}, each ticket whole or not at all, with what became of it; and back again`, async () => {
      const numbers = await seed(engine, 'Tmany', MANY)
      const spam = numbers[3]!
      await running.admin.post(`${desk.base}/tickets/${spam}/internal-solve`, { reason: 'spam' })
      const begun = await begin([...numbers, numbers[0]!, 'Tnowhere'], { type: 'change', groupId: sales, assigneeId: kimId, priority: 'high' })
      expect(begun).toMatchObject({ state: 'running', total: MANY + 1 })
      const done = await ended(running.admin, begun.id)
      expect(done).toMatchObject({ state: 'done', counts: { waiting: 0, done: MANY - 1, unchanged: 0, failed: 2 }, undoable: true })
      const { items } = await running.admin.get<{ items: { number: string; code: string; title: string }[] }>(`${desk.base}/bulk/${begun.id}/failures`)
      expect(items).toEqual([{ number: spam, code: 'ticket.wrong_state', title: expect.any(String) }, { number: 'Tnowhere', code: 'ticket.not_found', title: expect.any(String) }])
      expect(await states(`number like 'Tmany%' and assignee_id = ${kimId} and group_id = ${sales} and priority = 'high'`)).toEqual({ in_progress: MANY - 1 })
      // The same again changes nothing.
      expect((await ended(running.admin, (await begin(numbers.slice(10, 20), { type: 'change', groupId: sales, assigneeId: kimId })).id)).counts).toMatchObject({ unchanged: 10 })
      // What somebody has touched since is left as they left it.
      await running.admin.patch(`${desk.base}/tickets/${numbers[5]!}`, { priority: 'urgent' })
      const undone = await ended(running.admin, (await running.admin.post<Bulk>(`${desk.base}/bulk/${begun.id}/undo`)).id)
      expect(undone.counts).toMatchObject({ done: MANY - 2, failed: 1 })
      expect(await states("number like 'Tmany%' and assignee_id is null and priority = 'normal'")).toEqual({ unassigned: MANY - 2, spam: 1 })
      expect((await running.admin.request('POST', `${desk.base}/bulk/${begun.id}/undo`)).status).toBe(409)
    }, PATIENCE_MS)

    it('TKT-8: the same answer to many leaves once for each, and what was begun on one is kept', async () => {
      const numbers: string[] = []
      for (let i = 0; i < 5; i++) numbers.push(await desk.taken(`Same answer ${i}`))
      await running.admin.put(`${desk.base}/tickets/${numbers[0]!}/drafts`, { kind: 'reply', html: '<p>begun</p>' })
      const waiting = await desk.open('Not taken')
      const done = await ended(running.admin, (await begin([...numbers, waiting.ticket.number], { type: 'reply', html: '<p>It is repaired.</p>', outcome: 'solve' })).id)
      expect(done).toMatchObject({ counts: { done: 5, failed: 1 }, undoable: false })
      await until('the mails', async () => relay.mails.filter((mail) => mail.raw.includes('<p>It is repaired.</p>')).length === 5 || null)
      expect((await desk.ticket(numbers[0]!)).ticket.state).toBe('solved')
      expect((await running.admin.get<{ items: unknown[] }>(`${desk.base}/tickets/${numbers[0]!}/drafts`)).items).toHaveLength(1)
    })

    it('TKT-8: everything in a list as many as were confirmed, and attachments that each ticket has for itself', async () => {
      const numbers: string[] = []
      for (let i = 0; i < 3; i++) numbers.push(await desk.taken(`Whole list ${i}`))
      const upload = await running.admin.upload<{ id: number }>(`${desk.base}/files?name=notice.txt`, Buffer.from('What to do now'), 'text/plain')
      const list = (count: number, filter: object = { all: [{ target: 'ticket.subject', op: 'contains', value: 'Whole list' }] }) => ({ view: 'in_progress', filter, count })
      const act = (body: object, client = running.admin) => client.request('POST', `${desk.base}/bulk`, body)
      const action = { type: 'reply', html: '<p>See the file.</p>', outcome: 'hold', attachments: [upload.id] }
      expect(await act({ list: list(2), action })).toMatchObject({ status: 409, body: { code: 'bulk.list_grew', count: 3 } })
      expect(await act({ list: list(3), numbers, action })).toMatchObject({ status: 400 })
      expect(await act({ action })).toMatchObject({ status: 400 })
      expect(await act({ list: list(3, { all: [{ target: 'ticket.subject', op: 'contains', value: 'None of them' }] }), action })).toMatchObject({ status: 409, body: { code: 'bulk.list_empty' } })
      // Another member's upload, and another member's "mine".
      expect(await act({ numbers, action }, kim)).toMatchObject({ status: 400, body: { code: 'attachment.unknown' } })
      expect(await act({ list: list(3), action: { ...action, attachments: [] } }, kim)).toMatchObject({ status: 409, body: { code: 'bulk.list_empty' } })
      const begun = await act({ list: list(5), action })
      expect(begun).toMatchObject({ status: 202, body: { total: 3 } })
      expect((await ended(running.admin, (begun.body as Bulk).id)).counts).toMatchObject({ done: 3, failed: 0 })
      const files = await Promise.all(numbers.map(async (number) => (await desk.ticket(number)).messages.at(-1)!.attachments))
      expect(files.map((of) => of.map(({ name }) => name))).toEqual([['notice.txt'], ['notice.txt'], ['notice.txt']])
      expect(new Set(files.flat().map(({ id }) => id)).size).toBe(3)
      await until('the mails', async () => relay.mails.filter((mail) => mail.raw.includes('See the file.') && mail.raw.includes('notice.txt')).length === 3 || null)
      // One ticket goes for good: the others keep theirs.
      await engine.query('update ticket set state = ? where number = ?', ['spam', numbers[0]!])
      await running.admin.delete(`${desk.base}/tickets/${numbers[0]!}`)
      expect(await running.admin.request('GET', files[1]![0]!.url)).toMatchObject({ status: 200 })
    })

    it('TKT-8: a right that is missing, or is lost on the way, holds for each ticket; another’s action is nobody else’s', async () => {
      const numbers = await seed(engine, 'Tright', 3)
      expect(await kim.request('POST', `${desk.base}/bulk`, { numbers, action: { type: 'change', groupId: sales } })).toMatchObject({ status: 403 })
      await engine.query('update agent set roles = ? where member_id = ?', [JSON.stringify(['manager.ticket']), kimId])
      const { id } = await begin(numbers, { type: 'change', groupId: sales }, kim)
      await ended(kim, id)
      for (const [method, path] of [['GET', `/bulk/${id}`], ['POST', `/bulk/${id}/cancel`], ['GET', `/bulk/${id}/failures`], ['POST', `/bulk/${id}/undo`]] as const) expect((await running.admin.request(method, desk.base + path)).status).toBe(404)
      const [row] = await engine.query<{ id: number }>('insert into bulk (service_id, member_id, action, total, created_at) values (?, ?, ?, 1, ?) returning id', [await serviceIdOf(engine, SERVICE), kimId, JSON.stringify({ type: 'change', groupId: sales, assigneeId: kimId }), Date.now()])
      await engine.query('insert into bulk_item (service_id, bulk_id, number) values (?, ?, ?)', [await serviceIdOf(engine, SERVICE), Number(row!.id), numbers[0]!])
      await engine.query('update agent set roles = ? where member_id = ?', [JSON.stringify(['agent.ticket']), kimId])
      await engine.query("insert into job (service_id, name, payload, run_at, created_at) values (?, 'bulk', ?, 1, 1)", [await serviceIdOf(engine, SERVICE), JSON.stringify({ id: Number(row!.id) })])
      expect((await ended(kim, Number(row!.id))).counts).toMatchObject({ failed: 1 })
      expect((await kim.get<{ items: unknown[] }>(`${desk.base}/bulk/${Number(row!.id)}/failures`)).items).toMatchObject([{ code: 'bulk.right_lost' }])
    })

    it('TKT-8: a cancelled one leaves what it has not come to', async () => {
      const numbers = await seed(engine, 'Tcancel', MANY)
      const { id } = await begin(numbers, { type: 'change', priority: 'low' })
      const cancelled = await running.admin.post<Bulk>(`${desk.base}/bulk/${id}/cancel`)
      if (cancelled.state === 'cancelled') {
        await until('the last one under way', async () => (await engine.query("select 1 from job where name = 'bulk'")).length === 0 || null, PATIENCE_MS)
        const at = await running.admin.get<Bulk>(`${desk.base}/bulk/${id}`)
        expect(Object.keys(await states("number like 'Tcancel%' and priority = 'low'")).length === 0 ? 0 : (await states("number like 'Tcancel%' and priority = 'low'")).unassigned).toBe(at.counts.done)
      }
    }, PATIENCE_MS)

    it('TKT-20: the next ticket is the most urgent, then the oldest, one that nobody else is on, and never the same for two', async () => {
      await engine.query("update ticket set state = 'closed' where state = 'unassigned'")
      const numbers = await seed(engine, 'Tnext', 12)
      await engine.query("update ticket set priority = 'urgent' where number = 'Tnext7'")
      const next = (client: ApiClient) => client.post<{ number: string | null }>(`${desk.base}/next-ticket`)
      expect(await next(kim)).toEqual({ number: 'Tnext7' })
      const socket = running.admin.webSocket()
      await new Promise((resolve) => socket.once('open', resolve))
      const heard: string[] = []
      socket.on('message', (data) => heard.push(String(data)))
      socket.send(JSON.stringify({ type: 'subscribe', service: 'help', topics: ['presence'] }))
      await until('the subscription', async () => heard.some((text) => text.includes('presence.all')) || null)
      socket.send(JSON.stringify({ type: 'present', number: 'Tnext1', doing: 'viewing' }))
      await until('the presence', async () => heard.some((text) => text.includes('presence.changed')) || null)
      expect(await next(kim)).toEqual({ number: 'Tnext2' })
      socket.close()
      const answers = await Promise.all(Array.from({ length: 14 }, (_, i) => next(i % 2 === 0 ? kim : running.admin)))
      const served = answers.flatMap((answer) => answer.number ?? [])
      expect(new Set(served).size).toBe(served.length)
      for (let left = await next(kim); left.number !== null; left = await next(kim)) served.push(left.number)
      expect([...served, 'Tnext7', 'Tnext2'].sort()).toEqual([...numbers].sort())
    })
  })
})

describe('a server that is killed in the middle of a bulk action', () => {
  eachEngine((engine) => {
    it('TKT-8: goes on with it when it starts again, each ticket once', async () => {
      const target = await Killable.start(engine)
      try {
        const numbers = await seed(engine, 'Tkilled', 300)
        const { id } = await target.admin.post<Bulk>(`${target.desk.base}/bulk`, { numbers, action: { type: 'change', priority: 'high' } })
        await until('some of it to be done', async () => (await target.count("select count(*) as n from bulk_item where state = 'done'")) > 0 || null)
        await target.server.kill9()
        await target.server.start()
        expect((await ended(target.admin, id)).counts).toMatchObject({ done: 300, failed: 0 })
        expect(await target.count("select count(*) as n from ticket_event where type = 'priority'")).toBe(300)
      } finally {
        await target.server.stop()
      }
    })
  })
})
