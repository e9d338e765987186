import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine, type ApiClient, type ApiProblem } from '../support/index.js'
import { Desk, startCore, type RunningCore } from '../faults/support/index.js'

interface Template { readonly id: number; readonly title: string; readonly searchCode: string; readonly handlingTypeIds: readonly number[]; readonly uses: number; readonly version: number }

const codeOf = async (call: Promise<unknown>) => call.then(() => 'done', (error: unknown) => (error as ApiProblem).code)

eachEngine((engine) => {
  let running: RunningCore
  let admin: ApiClient
  let desk: Desk
  let done: number
  const base = '/api/s/help'
  const add = async (title: string, searchCode: string, html = '<p>Hello</p>', handlingTypeIds: number[] = []) => (await admin.post<{ template: Template }>(`${base}/reply-templates`, { title, searchCode, html, handlingTypeIds })).template
  const list = async () => (await admin.get<{ items: Template[] }>(`${base}/reply-templates`)).items

  beforeAll(async () => {
    running = await startCore(engine)
    admin = running.admin
    desk = new Desk(admin, running.smtpPort)
    done = (await admin.post<{ category: { id: number } }>(`${base}/categories`, { kind: 'handling', name: '환불' })).category.id
  })
  afterAll(() => running?.stop())

  it('TKT-15: a search code has at most 20 letters or digits and belongs to one template, whatever its case', async () => {
    const refund = await add('환불 안내', 'Refund1', '<p>#{customer.name}님</p><script>alert(1)</script>', [done])
    expect(refund).toMatchObject({ searchCode: 'refund1', handlingTypeIds: [done], uses: 0, version: 1 })
    expect(await codeOf(add('둘째', 'REFUND1'))).toBe('templates.code_taken')
    for (const wrong of ['', 'a'.repeat(21), '환불', 'a b', 'a-b']) expect(await codeOf(add('x', wrong))).toBe('http.bad_input')
    const input = { title: '환불 안내', html: '<p>new</p>', searchCode: 'refund', handlingTypeIds: [] }
    expect((await admin.put<{ template: Template }>(`${base}/reply-templates/${refund.id}`, { ...input, version: 1 })).template).toMatchObject({ searchCode: 'refund', handlingTypeIds: [], version: 2 })
    expect(await codeOf(admin.put(`${base}/reply-templates/${refund.id}`, { ...input, version: 1 }))).toBe('templates.changed_meanwhile')
    await admin.delete(`${base}/reply-templates/${refund.id}`)
    expect(await codeOf(admin.delete(`${base}/reply-templates/${refund.id}`))).toBe('templates.not_found')
  })

  it('TKT-15: templates are linked to handling types and unlinked, and lose what is deleted', async () => {
    const template = await add('연결', 'link')
    const link = (handlingTypeId: number, linked: boolean) => admin.put<{ template: Template }>(`${base}/reply-templates/${template.id}/links`, { handlingTypeId, linked })
    expect((await link(done, true)).template.handlingTypeIds).toEqual([done])
    expect((await link(done, true)).template.handlingTypeIds).toEqual([done])
    expect((await link(done, false)).template.handlingTypeIds).toEqual([])
    const intake = (await admin.post<{ category: { id: number } }>(`${base}/categories`, { kind: 'intake', name: '결제' })).category.id
    expect(await codeOf(link(intake, true))).toBe('categories.unknown_handling')
    const short = (await admin.post<{ category: { id: number } }>(`${base}/categories`, { kind: 'handling', name: '잠깐' })).category.id
    await link(short, true)
    await admin.delete(`${base}/categories/${short}`)
    expect((await list()).find(({ id }) => id === template.id)!.handlingTypeIds).toEqual([])
  })

  it('TKT-15: a preview shows the real ticket, names codes that stand for nothing and those without a value', async () => {
    const { field } = await admin.post<{ field: { id: number } }>(`${base}/fields`, { side: 'customer', kind: 'text', code: 'account', name: '계좌번호' })
    await admin.put(`${base}/fields/asked`, { intakeTypeId: null, side: 'customer', items: [{ fieldId: field.id, required: false }], expected: [] })
    const template = await add('모두', 'all', '<p>#{customer.name} #{ticket.number} #{ticket.title} #{ticket.field.account} #{customer.phone} #{ticket.field.gone} #{foo}</p>')
    const number = await desk.taken('Where <is> it?')
    await admin.patch(`${base}/tickets/${number}`, { fields: { account: '<b>123</b>' } })
    expect(await admin.get(`${base}/tickets/${number}/reply-templates/${template.id}`)).toEqual({
      html: `<p>Kim ${number} Where &#60;is&#62; it? &#60;b&#62;123&#60;/b&#62;   #{foo}</p>`,
      unknown: ['ticket.field.gone', 'foo'],
      empty: ['customer.phone'],
    })
    expect(await codeOf(admin.get(`${base}/tickets/T0000000000000aaaa/reply-templates/${template.id}`))).toBe('ticket.not_found')
    const { items } = await admin.get<{ items: { code: string }[] }>(`${base}/substitution-codes`)
    expect(items.map(({ code }) => code)).toEqual([
      'content', 'ticket.number', 'ticket.title', 'ticket.intakeType', 'ticket.createdAt', 'customer.name', 'customer.id', 'customer.email', 'customer.phone', 'agent.nickname', 'group.name', 'service.name', 'helpcenter.url', 'ticket.field.account',
    ])
  })

  it('TKT-15: a template counts each time it is sent with, not when it is only looked at', async () => {
    const template = await add('세기', 'count')
    const number = await desk.taken('Count')
    await admin.get(`${base}/tickets/${number}/reply-templates/${template.id}`)
    await admin.post(`${base}/tickets/${number}/reply`, { html: '<p>x</p>', outcome: 'hold', templates: [template.id, 999_999] })
    await admin.post(`${base}/tickets/${number}/reply`, { html: '<p>y</p>', outcome: 'hold', templates: [template.id] })
    expect((await list()).find(({ id }) => id === template.id)!.uses).toBe(2)
  })

  it('TKT-15, TKT-9: a ticket made by hand and a trigger’s note use the same codes', async () => {
    const { number } = await admin.post<{ number: string }>(`${base}/tickets`, { subject: 'Hand made', html: '<p>#{ticket.number} for #{customer.name}, #{service.name}</p>', customer: { scheme: 'email', address: 'lee@customer.example', name: 'Lee' }, notify: false })
    expect((await desk.ticket(number)).messages[0]!.text).toBe(`${number} for Lee, Help`)
    await admin.post(`${base}/triggers`, { title: 'note', events: ['ticket.created'], conditions: {}, actions: [{ type: 'ticket.note', params: { html: '<p>#{customer.email}: #{content} (#{ticket.field.account})</p>' } }] })
    const { messages } = await desk.open('From outside')
    expect(messages.find(({ kind }) => kind === 'note')!.text).toBe('kim@customer.example: About From outside ()')
  })
})
