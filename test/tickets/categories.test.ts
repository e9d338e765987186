import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine, type ApiClient, type ApiProblem } from '../support/index.js'
import { addMember, Desk, signIn, startCore, type RunningCore } from '../faults/support/index.js'

interface Category { readonly id: number; readonly kind: string; readonly parentId: number | null; readonly name: string; readonly depth: number; readonly inHelpCentre: boolean }

const codeOf = async (call: Promise<unknown>) => call.then(() => 'done', (error: unknown) => (error as ApiProblem).code)

eachEngine((engine) => {
  let running: RunningCore
  let admin: ApiClient
  let desk: Desk
  const base = '/api/s/help'
  const add = async (name: string, parentId: number | null = null, kind = 'intake') => (await admin.post<{ category: Category }>(`${base}/categories`, { kind, parentId, name })).category
  const list = async (kind = 'intake') => (await admin.get<{ items: Category[] }>(`${base}/categories`)).items.filter((category) => category.kind === kind)
  const names = async (kind = 'intake') => (await list(kind)).map(({ name, depth }) => `${'-'.repeat(depth - 1)}${name}`)

  beforeAll(async () => {
    running = await startCore(engine)
    admin = running.admin
    desk = new Desk(admin, running.smtpPort)
  })
  afterAll(() => running?.stop())

  it('TKT-13: intake types go down five levels, are named apart among siblings, and stand in the order they were put into', async () => {
    const pay = await add('결제')
    const member = await add('회원정보')
    const bank = await add('무통장입금', pay.id)
    const card = await add('카드결제', pay.id)
    expect(await names()).toEqual(['결제', '-무통장입금', '-카드결제', '회원정보'])
    expect(await codeOf(add('결제'))).toBe('categories.name_taken')
    expect(await codeOf(add('결제', null, 'handling'))).toBe('done')
    expect(await codeOf(add('무통장입금'))).toBe('done')
    for (const wrong of ['', 'a'.repeat(51), '결제/환불', '<b>', '결제!']) expect(await codeOf(add(wrong))).toBe('http.bad_input')
    let below = bank
    for (const depth of [3, 4, 5]) expect((below = await add(`단계 ${depth}`, below.id)).depth).toBe(depth)
    expect(await codeOf(add('단계 6', below.id))).toBe('categories.too_deep')

    await admin.put(`${base}/categories/${card.id}/place`, { parentId: pay.id, beforeId: bank.id })
    await admin.put(`${base}/categories/${member.id}/place`, { parentId: null, beforeId: pay.id })
    expect((await names()).slice(0, 4)).toEqual(['회원정보', '결제', '-카드결제', '-무통장입금'])
    // Five levels of its own do not fit below anything, and nothing goes below itself.
    expect(await codeOf(admin.put(`${base}/categories/${pay.id}/place`, { parentId: member.id, beforeId: null }))).toBe('categories.too_deep')
    expect(await codeOf(admin.put(`${base}/categories/${pay.id}/place`, { parentId: card.id, beforeId: null }))).toBe('categories.wrong_place')
    expect(await codeOf(admin.put(`${base}/categories/${bank.id}/place`, { parentId: null, beforeId: null }))).toBe('categories.name_taken')
    await admin.put(`${base}/categories/${card.id}/place`, { parentId: null, beforeId: null })
    expect((await list()).at(-1)).toMatchObject({ name: '카드결제', depth: 1 })
  })

  it('TKT-13: an intake type can be kept from customers, and renamed', async () => {
    const own = await add('내부용')
    expect(own.inHelpCentre).toBe(true)
    await admin.patch(`${base}/categories/${own.id}`, { inHelpCentre: false })
    await admin.patch(`${base}/categories/${own.id}`, { name: '상담원용' })
    expect((await list()).find(({ id }) => id === own.id)).toMatchObject({ name: '상담원용', inHelpCentre: false })
    expect(await codeOf(admin.patch(`${base}/categories/${own.id}`, { name: '결제' }))).toBe('categories.name_taken')
  })

  it('TKT-13: two at once who add the same name or move one category leave one tree', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => codeOf(add('동시'))))
    expect(outcomes.sort()).toEqual(['categories.name_taken', 'categories.name_taken', 'done'])
    const [a, b] = [await add('가'), await add('나')]
    const moves = await Promise.all([[a, b], [b, a]].map(([one, other]) => codeOf(admin.put(`${base}/categories/${one!.id}/place`, { parentId: other!.id, beforeId: null }))))
    expect(moves.sort()).toEqual(['categories.wrong_place', 'done'])
    expect((await list()).filter(({ id }) => [a.id, b.id].includes(id))).toHaveLength(2)
  })

  it('TKT-13: a deleted category stays on the tickets that have it and can no longer be chosen', async () => {
    const parent = await add('배송')
    const late = await add('배송 지연', parent.id)
    const done = await add('안내 완료', null, 'handling')
    const number = await desk.taken('Where is it?')
    await admin.patch(`${base}/tickets/${number}`, { intakeTypeId: late.id, handlingTypeId: done.id })
    expect((await desk.ticket(number)).ticket).toMatchObject({ intakeType: { id: late.id, path: '배송 / 배송 지연', deleted: false }, handlingType: { name: '안내 완료' } })
    expect((await desk.ticket(number)).events.at(-1)).toMatchObject({ type: 'sorted', data: { changes: { intakeTypeId: { before: null, after: late.id }, handlingTypeId: { after: done.id } } } })
    expect(await admin.get(`${base}/categories/${parent.id}/use`)).toEqual({ categories: 1, tickets: 1 })
    await admin.delete(`${base}/categories/${parent.id}`)
    expect((await names()).filter((name) => name.includes('배송'))).toEqual([])
    expect((await desk.ticket(number)).ticket).toMatchObject({ intakeType: { path: '배송 / 배송 지연', deleted: true } })
    expect((await desk.tickets()).find((row) => row.number === number)).toMatchObject({ intakeType: { name: '배송 지연' } })
    const other = await desk.taken('And mine?')
    expect(await codeOf(admin.patch(`${base}/tickets/${other}`, { intakeTypeId: late.id }))).toBe('categories.unknown_intake')
    // What it already has may be said again, as by a form that was open meanwhile.
    await admin.patch(`${base}/tickets/${number}`, { intakeTypeId: late.id, priority: 'high' })
    expect(await codeOf(admin.patch(`${base}/tickets/${other}`, { handlingTypeId: (await list())[0]!.id }))).toBe('categories.unknown_handling')
    expect(await codeOf(admin.post(`${base}/tickets`, { subject: 'x', html: '<p>x</p>', customer: { scheme: 'email', address: 'a@b.example' }, intakeTypeId: late.id, notify: false }))).toBe('categories.unknown_intake')
    // Its name is free again.
    expect((await add('배송')).id).not.toBe(parent.id)
  })

  it('TRG-1, TRG-2: triggers ask about the intake type, set it, hear of its change, and break alone when it is deleted', async () => {
    const [refund, answered] = [await add('환불'), await add('자동 분류', null, 'handling')]
    const trigger = (title: string, events: string[], must: unknown[], actions: unknown[]) => admin.post<{ id: number }>(`${base}/triggers`, { title, events, conditions: { must, any: [] }, actions })
    await trigger('sort', ['ticket.created'], [{ target: 'ticket.subject', op: 'contains', value: 'refund' }], [{ type: 'ticket.intakeType', params: { categoryId: refund.id } }])
    await trigger('answer', ['ticket.changed'], [{ target: 'ticket.intakeType', op: 'changed_to', value: refund.id }], [{ type: 'ticket.handlingType', params: { categoryId: answered.id } }, { type: 'ticket.priority', params: { priority: 'urgent' } }])
    const { ticket } = await desk.open('A refund please')
    expect(ticket).toMatchObject({ intakeType: { name: '환불' }, handlingType: { name: '자동 분류' }, priority: 'urgent' })
    expect(await codeOf(trigger('wrong', ['ticket.created'], [], [{ type: 'ticket.intakeType', params: { categoryId: answered.id } }]))).toBe('trigger.invalid')
    await admin.delete(`${base}/categories/${refund.id}`)
    expect((await admin.get<{ items: { title: string; broken: string | null }[] }>(`${base}/triggers`)).items.map(({ title, broken }) => [title, broken])).toEqual([
      ['sort', `The service has no such intake type: 환불`],
      ['answer', `The service has no such intake type: 환불`],
    ])
    expect((await desk.open('Another refund please')).ticket).toMatchObject({ intakeType: null, priority: 'normal' })
  })

  it('TKT-13: all categories leave as a file for Excel', async () => {
    const answer = await fetch(`${running.url}${base}/categories/export`, { headers: { cookie: admin.cookie } })
    const book = await new ExcelJS.Workbook().xlsx.load((await answer.arrayBuffer()) as unknown as ExcelJS.Buffer)
    const rows = book.worksheets[0]!.getSheetValues().slice(1).map((row) => (row as unknown[]).slice(1))
    expect(rows[0]).toEqual(['Kind', 'ID', 'Name', 'Full name', 'Level', 'Parent id', 'Help centre', 'Changed', 'Added'])
    const all = (await admin.get<{ items: Category[] }>(`${base}/categories`)).items
    expect(rows.slice(1).map((row) => row.slice(1, 3))).toEqual(all.map(({ id, name }) => [id, name]))
    expect(rows.find((row) => row[2] === '단계 3')).toMatchObject({ 0: 'Intake type', 3: '결제 / 무통장입금 / 단계 3', 4: 3 })
  })

  it('TKT-13: agents read categories, managers change them', async () => {
    await addMember(engine, { organisation: 'acme', code: 'help' }, 'worker', ['agent.ticket'], [await desk.groupId()])
    const worker = await signIn(running.url, 'acme', 'worker')
    expect((await worker.get<{ items: unknown[] }>(`${base}/categories`)).items.length).toBeGreaterThan(3)
    expect(await codeOf(worker.post(`${base}/categories`, { kind: 'intake', name: '몰래' }))).toBe('http.forbidden')
  })
})
