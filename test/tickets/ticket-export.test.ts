import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addMember, addService, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine, type ApiClient } from '../support/index.js'

const HELP = { organisation: 'acme', code: 'help' }
const TICKETS = 450
const base = '/api/s/help'

eachEngine((engine) => {
  let running: RunningCore
  let kim: ApiClient
  const filter = (tree: object) => `filter=${encodeURIComponent(JSON.stringify(tree))}`
  const read = async (path: string) => {
    const response = await fetch(running.url + base + path, { headers: { cookie: kim.cookie } })
    expect(response.status).toBe(200)
    const book = await new ExcelJS.Workbook().xlsx.load((await buffer(Readable.fromWeb(response.body as never))) as unknown as ExcelJS.Buffer)
    const rows: unknown[][] = []
    book.worksheets[0]!.eachRow((row) => void rows.push((row.values as unknown[]).slice(1)))
    return { name: decodeURIComponent(response.headers.get('content-disposition')!), rows }
  }
  const logged = async () => (await running.admin.get<{ items: { what: { ko: string }; member: { login: string }; service: string; conditions: Record<string, string> }[] }>('/api/o/export-log')).items

  beforeAll(async () => {
    running = await startCore(engine)
    await addService(engine, { organisation: 'rival', code: 'vault' })
    await addMember(engine, HELP, 'kim', ['agent.ticket'])
    await addMember(engine, HELP, 'other', ['agent.chat'])
    await engine.query("update member set language = 'ko' where login = 'kim'")
    kim = await signIn(running.url, 'acme', 'kim')
    for (const code of ['help', 'vault']) {
      await engine.query(`insert into customer (service_id, number, name, created_at) select v.id, 'U-${code}', 'Hong ${code}', 0 from service v where v.code = '${code}'`)
      await engine.query(
        `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${TICKETS}) insert into ticket (service_id, number, subject, state, priority, priority_rank, channel, customer_id, created_at, updated_at)
         select v.id, 'T${code}' || i, '=문의 ' || i, case i % 3 when 0 then 'on_hold' else 'solved' end, case i % 4 when 0 then 'urgent' else 'normal' end, case i % 4 when 0 then 3 else 1 end, case i % 2 when 0 then 'email' else 'agent' end,
           (select max(c.id) from customer c where c.service_id = v.id), ${Date.UTC(2026, 2, 1)} + i * 1000, ${Date.UTC(2026, 2, 2)} + i from n, service v where v.code = '${code}'`,
      )
    }
  })
  afterAll(() => running?.stop())

  it('TKT-4: a file has every page of the list as it is shown: its columns, its order, its filter, and nobody else’s tickets', async () => {
    const sheet = await read(`/tickets/export?view=all&sort=priority&columns=number,state,priority,channel,createdAt&title=${encodeURIComponent('전체 티켓')}&${filter({ target: 'ticket.state', op: 'is', value: 'on_hold' })}`)
    expect(sheet.name).toContain('전체 티켓.xlsx')
    expect(sheet.rows[0]).toEqual(['제목', '번호', '상태', '우선순위', '채널', '접수'])
    const shown: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { number: string }[]; next: string | null } = await kim.get(`${base}/tickets?view=all&sort=priority&limit=100&${filter({ target: 'ticket.state', op: 'is', value: 'on_hold' })}${cursor === '' ? '' : `&cursor=${cursor}`}`)
      shown.push(...page.items.map((item) => item.number))
      cursor = page.next
    }
    expect(shown).toHaveLength(TICKETS / 3)
    expect(sheet.rows.slice(1).map((row) => row[1])).toEqual(shown)
    expect(new Set(sheet.rows.slice(1).map((row) => `${row[2]}`))).toEqual(new Set(['보류중']))
    const first = sheet.rows[1]!
    expect(first.slice(0, 5)).toEqual(['=문의 3', 'Thelp3', '보류중', '보통', '티켓 생성'])
    expect((first[5] as Date).toISOString().slice(0, 19)).toBe('2026-03-01T09:00:03')
    expect((await read('/tickets/export?view=all&title=x')).rows).toHaveLength(TICKETS + 1)
  })

  it('TKT-4: a kept view keeps its conditions and sorting in a file', async () => {
    const view = await kim.post<{ id: number }>(`${base}/ticket-views`, { title: 'Urgent', conditions: { target: 'ticket.priority', op: 'is', value: 'urgent' }, sort: 'createdAt', columns: ['number'] })
    const { rows } = await read(`/tickets/export?view=v${view.id}&columns=number&title=Urgent`)
    expect(rows.slice(1).map((row) => row[1])).toEqual(Array.from({ length: Math.floor(TICKETS / 4) }, (_, at) => `Thelp${(at + 1) * 4}`))
  })

  it('TKT-12: a search in a file is all that was found, in its order', async () => {
    await until('everything to be in the search', async () => Number((await engine.query<{ n: number }>('select count(*) as n from ticket where indexed_version <> text_version'))[0]!.n) === 0 || null, 60_000)
    const { rows } = await read(`/search/export?q=${encodeURIComponent('문의')}&state=solved`)
    expect(rows).toHaveLength((TICKETS / 3) * 2 + 1)
    expect(rows.slice(1, 4).map((row) => row[1])).toEqual(['Thelp449', 'Thelp448', 'Thelp446'])
    expect((await read('/search/export?q=nothing-like-it')).rows).toHaveLength(1)
  })

  it('each download is in the log with what was asked, and none that was refused', async () => {
    const [search, ...lists] = (await logged()).slice(1)
    expect(search).toMatchObject({ what: { ko: '티켓 검색' }, member: { login: 'kim' }, conditions: { q: '문의', state: 'solved' } })
    expect(lists.at(-1)).toMatchObject({ what: { ko: '티켓 목록' }, conditions: { list: '전체 티켓', view: 'all', sort: 'priority', filter: expect.stringContaining('on_hold') } })
    const before = (await logged()).length
    for (const wrong of ['/tickets/export?view=all', '/tickets/export?title=x&columns=password', '/tickets/export?title=x&view=v999999', '/search/export?state=mad']) expect([400, 404, 422], wrong).toContain((await kim.request('GET', base + wrong)).status)
    const other = await signIn(running.url, 'acme', 'other')
    for (const path of ['/tickets/export?title=x', '/search/export?q=a']) expect((await other.request('GET', base + path)).status).toBe(403)
    expect((await kim.request('GET', '/api/s/vault/tickets/export?title=x')).status).toBe(404)
    expect(await logged()).toHaveLength(before)
  })
})
