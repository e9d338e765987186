import { rmSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine, type ApiClient } from '../support/index.js'
import { addMember, addService, serviceIdOf, signIn, startCore, type RunningCore } from '../faults/support/index.js'
import { countingPlugin } from './support/counting-plugin.js'

interface Charge { readonly code: string; readonly unit: string; readonly quantity: number; readonly amount: number; readonly name: { readonly ko: string } }
interface Bill { readonly service: { code: string }; readonly charges: readonly Charge[]; readonly total: number }
interface Entry { readonly reference: string; readonly name: string; readonly quantity: number; readonly at: string; readonly until: string | null; readonly roles: readonly string[] }
interface WhatIf {
  readonly menus: { appear: { ko: string }[]; vanish: { ko: string }[] }
  readonly channels: { appear: { ko: string }[]; vanish: { ko: string }[] }
  readonly roles: { appear: string[]; vanish: string[] }
  readonly losing: { login: string; menus: { ko: string }[]; roles: string[]; everything: boolean }[]
  readonly months: { month: string; total: number; would: number }[]
}
const HELP = { organisation: 'acme', code: 'help' }

eachEngine((engine) => {
  const folder = countingPlugin()
  let running: RunningCore
  let admin: ApiClient
  const monthIn = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul', year: 'numeric', month: '2-digit' }).format(at).slice(0, 7)
  const month = () => monthIn(Date.now())
  const bill = async (of = month()) => (await admin.get<{ items: Bill[] }>(`/api/o/billing?month=${of}&service=help`)).items[0]!
  const entries = async (charge: string, of = month(), limit = 200): Promise<Entry[]> => {
    const all: Entry[] = []
    for (let cursor = ''; ; ) {
      const page = await admin.get<{ items: Entry[]; next: string | null }>(`/api/o/billing/help/${charge}?month=${of}&limit=${limit}${cursor}`)
      all.push(...page.items)
      if (page.next === null) return all
      cursor = `&cursor=${page.next}`
    }
  }
  const count = async (fact: object) => (await admin.request('POST', '/api/s/help/talk/count', { at: Date.now(), ...fact })).status
  const metered = async (where: string) => (await engine.query(`select kind, reference, quantity from metering where ${where} order by id`)).map((row) => `${row['kind']} ${row['reference']} ${row['quantity']}`)
  const download = async (path: string) => {
    const response = await fetch(running.url + path, { headers: { cookie: admin.cookie } })
    const book = await new ExcelJS.Workbook().xlsx.load((await buffer(Readable.fromWeb(response.body as never))) as unknown as ExcelJS.Buffer)
    return { response, sheet: book.worksheets[0]! }
  }

  beforeAll(async () => {
    running = await startCore(engine, { OC_PLUGIN_PATHS: folder })
    admin = running.admin
    await addService(engine, { organisation: 'rival', code: 'vault' })
    await addMember(engine, HELP, 'chatter', ['agent.chat'])
    await addMember(engine, HELP, 'caller', ['agent.phone', 'agent.chat'])
    await addMember(engine, HELP, 'writer', ['agent.ticket'])
    await admin.put('/api/o/services/help/contract', { items: ['ticket', 'telticket', 'chat', 'helpdoc'] })
  })
  afterAll(async () => {
    await running?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('TEN-13: a plugin counts by the meters of its manifest, each reference once, with the transaction of its fact', async () => {
    expect(await count({ meter: 'chat.case', reference: 'C1' })).toBe(204)
    expect(await count({ meter: 'chat.case', reference: 'C1', quantity: 9 })).toBe(204)
    expect(await count({ meter: 'chat.case', reference: 'C2', falls: true })).toBe(500)
    expect(await count({ meter: 'video.second', reference: 'V1', quantity: 224 })).toBe(204)
    expect(await metered("kind in ('chat.case', 'video.second')")).toEqual(['chat.case C1 1', 'video.second V1 224'])
  })

  it('TEN-13: what is told again in a later month counts in the month of its fact', async () => {
    const earlier = Date.now() - 40 * 86_400_000
    await count({ meter: 'chat.case', reference: 'C0', at: earlier })
    await count({ meter: 'chat.case', reference: 'C0', at: earlier })
    expect(await metered(`month = '${monthIn(earlier)}'`)).toEqual(['chat.case C0 1'])
  })

  it('TEN-13: a plugin counts nothing that it did not declare, nothing of the core, nothing impossible', async () => {
    const before = await engine.query('select count(*) as n from metering')
    for (const fact of [{ meter: 'kakao.case', reference: 'K' }, { meter: 'ticket.case', reference: 'T' }, { meter: 'chat.case', reference: '' }, { meter: 'chat.case', reference: 'N', quantity: -1 }, { meter: 'chat.case', reference: 'H', quantity: 0.5 }, { meter: 'chat.case', reference: 'F', at: Date.now() + 86_400_000 }]) expect(await count(fact)).toBe(500)
    expect(await engine.query('select count(*) as n from metering')).toEqual(before)
  })

  it('TEN-5, TEN-13: every figure opens a list whose sum is the figure, whatever was counted', async () => {
    const service = await serviceIdOf(engine, HELP)
    const random = (below: number) => Math.floor(Math.random() * below)
    const rows = Array.from({ length: 600 }, (_, at) => {
      const [code, most] = ([['chat.case', 1], ['kakao.case', 1], ['ticket.case', 1], ['telticket.second', 3_600], ['video.second', 600]] as const)[random(5)]!
      return `(${service}, '${month()}', '${code}', 'R${at}', ${1 + random(most)}, ${Date.now()})`
    })
    await engine.query(`insert into metering (service_id, month, kind, reference, quantity, created_at) values ${rows.join(', ')}`)
    const { charges, total } = await bill()
    expect(charges.map(({ code }) => code)).toEqual(['chat.user', 'chat.case', 'kakao.case', 'video.second', 'ticket.user', 'ticket.case', 'telticket.user', 'telticket.second', 'helpdoc.service'])
    for (const charge of charges) {
      const list = await entries(charge.code, month(), 37)
      expect([charge.code, list.reduce((sum, entry) => sum + entry.quantity, 0)]).toEqual([charge.code, charge.quantity])
      expect(new Set(list.map((entry) => entry.reference)).size).toBe(list.length)
    }
    expect(charges.reduce((sum, charge) => sum + charge.amount, 0)).toBe(total)
    // What the installation calls a meter stands before what a plugin does.
    expect(charges.filter(({ unit }) => unit !== 'service').map(({ name }) => name.ko)).toContain('채팅 처리건')
    expect(charges.find(({ code }) => code === 'video.second')).toMatchObject({ name: { ko: '영상 상담 시간' }, amount: 0 })
  })

  it('TEN-13: users are listed with their roles and their time, also those who left', async () => {
    const { items } = await admin.get<{ items: { id: number; login: string }[] }>('/api/s/help/agents')
    const groups = await admin.get<{ items: { id: number }[] }>('/api/s/help/groups')
    await admin.patch(`/api/s/help/agents/${items.find(({ login }) => login === 'writer')!.id}`, { roles: ['agent.ticket', 'agent.chat'], groupIds: [groups.items[0]!.id] })
    expect(await entries('telticket.user')).toMatchObject([{ reference: 'caller', quantity: 1, until: null, roles: ['agent.phone', 'agent.chat', 'agent.ticket'] }])
    expect((await entries('ticket.user')).map(({ reference, roles }) => [reference, roles])).toContainEqual(['writer', ['agent.ticket', 'agent.chat']])
    await admin.delete(`/api/s/help/agents/${items.find(({ login }) => login === 'writer')!.id}`)
    const left = (await entries('ticket.user')).find(({ reference }) => reference === 'writer')
    expect(left?.until).not.toBeNull()
    expect((await entries('helpdoc.service'))[0]).toMatchObject({ name: 'Admin', quantity: 1 })
  })

  it('TEN-5: the bill and each of its lists are Excel files', async () => {
    const { response, sheet } = await download(`/api/o/billing/export?month=${month()}`)
    expect(response.headers.get('content-type')).toContain('spreadsheetml')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(decodeURIComponent(response.headers.get('content-disposition')!)).toBe(`attachment; filename*=UTF-8''Billing ${month()}.xlsx`)
    const { charges, total } = await bill()
    expect(sheet.rowCount).toBe(charges.length + 3)
    expect(sheet.getCell('B2').value).toBe('help')
    expect(sheet.getCell(`H${charges.length + 2}`).value).toBe(total)
    const tickets = await download(`/api/o/billing/help/ticket.case/export?month=${month()}`)
    expect(tickets.sheet.rowCount - 1).toBe(charges.find(({ code }) => code === 'ticket.case')!.quantity)
    await admin.patch('/api/me/preferences', { language: 'ko' })
    const talk = await download(`/api/o/billing/help/telticket.second/export?month=${month()}`)
    expect(decodeURIComponent(talk.response.headers.get('content-disposition')!)).toContain('Help 통화 시간')
    expect((talk.sheet.getRow(1).values as unknown[]).slice(1)).toEqual(['번호', '일시', '통화 시간'])
    const users = await download(`/api/o/billing/help/telticket.user/export?month=${month()}`)
    expect(users.sheet.getCell('C2').value).toBe('상담원 · 전화, 상담원 · 채팅, 상담원 · 티켓')
  })

  it('TEN-13: nobody opens the figures of another organisation, or of what there is not', async () => {
    for (const path of ['vault/ticket.case', 'help/nothing.case', 'none/ticket.case']) for (const ending of ['', '/export']) expect((await admin.request('GET', `/api/o/billing/${path}${ending}?month=${month()}`)).status).toBe(404)
    expect((await admin.request('GET', '/api/o/billing/help/ticket.case?month=2020-11')).status).toBe(404)
    expect((await admin.request('POST', '/api/o/services/vault/contract/what-if', { items: [] })).status).toBe(404)
    const caller = await signIn(running.url, 'acme', 'caller')
    expect((await caller.request('GET', `/api/o/billing/help/ticket.case?month=${month()}`)).status).toBe(403)
    expect((await caller.request('POST', '/api/o/services/help/contract/what-if', { items: [] })).status).toBe(403)
  })

  it('TEN-13: before a contract is changed it is said what vanishes, and for whom', async () => {
    const without = await admin.post<WhatIf>('/api/o/services/help/contract/what-if', { items: ['ticket', 'telticket', 'callback'] })
    expect(without.menus).toMatchObject({ appear: [], vanish: [{ ko: '톡 상담' }, { ko: '톡 설정' }] })
    expect(without.channels).toMatchObject({ appear: [], vanish: [{ ko: '톡' }] })
    expect(without.roles).toEqual({ appear: ['callback.assign'], vanish: ['manager.chat', 'agent.chat'] })
    expect(without.losing.map(({ login, menus, roles, everything }) => [login, menus.map(({ ko }) => ko), roles, everything])).toEqual([
      ['admin', ['톡 설정'], [], false],
      ['caller', ['톡 상담'], ['agent.chat'], false],
      ['chatter', ['톡 상담'], ['agent.chat'], true],
    ])
    await admin.put('/api/s/help/plugins/talk', { enabled: false })
    expect((await admin.post<WhatIf>('/api/o/services/help/contract/what-if', { items: ['ticket'] })).menus.vanish).toEqual([])
    await admin.put('/api/s/help/plugins/talk', { enabled: true })
  })

  it('TEN-13: before a contract is changed it is said what the last three months would have cost', async () => {
    const service = await serviceIdOf(engine, HELP)
    expect((await admin.post<WhatIf>('/api/o/services/help/contract/what-if', { items: ['ticket'] })).months).toEqual([])
    // As if it had been there before, with its agents of today.
    const since = Date.now() - 200 * 86_400_000
    await engine.query(`update service set created_at = ${since} where id = ${service}`)
    await engine.query(`update contract_change set created_at = ${since}`)
    await engine.query(`update agent set created_at = ${since}`)
    const [year, number] = month().split('-').map(Number)
    const back = (months: number) => new Date(Date.UTC(year!, number! - 1 - months, 1)).toISOString().slice(0, 7)
    await engine.query(`insert into metering (service_id, month, kind, reference, quantity, created_at) values (${service}, '${back(1)}', 'kakao.case', 'K1', 7, ${since})`)
    const { months } = await admin.post<WhatIf>('/api/o/services/help/contract/what-if', { items: ['ticket', 'chat'] })
    expect(months.map((one) => one.month)).toEqual([back(1), back(2), back(3)])
    for (const one of months) expect(one.total).toBe((await bill(one.month)).total)
    // A phone agent becomes one of tickets, FAQ goes.
    expect(months[0]!.total - months[0]!.would).toBe(60_000 + 50_000)
    const least = await admin.post<WhatIf>('/api/o/services/help/contract/what-if', { items: ['ticket'] })
    expect(months[0]!.would - least.months[0]!.would).toBe(10_000 + 700)
  })

  it('TEN-5: a suspended service is charged, a terminated one for the last time in the month of its end', async () => {
    await admin.post('/api/o/services/help/suspend')
    const { total } = await bill()
    expect(total).toBeGreaterThan(0)
    await admin.post('/api/o/services/help/terminate')
    expect((await bill()).total).toBe(total)
    const [year, number] = month().split('-').map(Number)
    expect(await bill(new Date(Date.UTC(year!, number!, 1)).toISOString().slice(0, 7))).toBeUndefined()
  })
})
