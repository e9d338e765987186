import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine, type ApiClient, type ApiProblem } from '../support/index.js'
import { addMember, addService, Desk, signIn, startCore, until, type RunningCore, type TicketView } from '../faults/support/index.js'

interface Field { readonly id: number; readonly code: string; readonly name: string; readonly version: number }
interface Asked extends Field { readonly required: boolean; readonly from: number | null; readonly side: string }
interface WithFields { readonly fields: { readonly asked: readonly Asked[]; readonly filled: readonly { readonly code: string; readonly value: unknown; readonly deleted: boolean; readonly files: readonly { readonly name: string; readonly url: string }[] }[] } }

const problemOf = async (call: Promise<unknown>) => call.then(() => ({ code: 'done', wrong: [] as string[] }), (error: unknown) => {
  const { code, body } = error as ApiProblem
  return { code, wrong: ((body['errors'] ?? []) as { path: string; message: string }[]).map(({ path, message }) => `${path.replace('body.fields.', '')}: ${message}`) }
})
const codeOf = async (call: Promise<unknown>) => (await problemOf(call)).code

eachEngine((engine) => {
  let running: RunningCore
  let admin: ApiClient
  let desk: Desk
  let pay: number
  let bank: number
  const base = '/api/s/help'
  const add = async (side: string, kind: string, code: string, over: Record<string, unknown> = {}) => (await admin.post<{ field: Field }>(`${base}/fields`, { side, kind, code, name: code, ...over })).field
  const type = async (name: string, parentId: number | null = null) => (await admin.post<{ category: { id: number } }>(`${base}/categories`, { kind: 'intake', parentId, name })).category.id
  const arrange = (intakeTypeId: number | null, side: string, items: readonly (readonly [id: number, required: boolean])[], expected: readonly number[] = []) => admin.put(`${base}/fields/asked`, { intakeTypeId, side, items: items.map(([fieldId, required]) => ({ fieldId, required })), expected })
  const asked = async (intakeTypeId?: number, channel = 'email') => (await admin.get<{ items: Asked[] }>(`${base}/fields/asked?channel=${channel}${intakeTypeId ? `&intakeTypeId=${intakeTypeId}` : ''}`)).items
  const create = (intakeTypeId: number | null, fields: Record<string, unknown>) => admin.post<{ number: string }>(`${base}/tickets`, { subject: 'By hand', html: '<p>text</p>', customer: { scheme: 'email', address: 'kim@customer.example' }, intakeTypeId, fields, notify: false })
  const filled = async (number: string) => Object.fromEntries(((await desk.ticket(number)) as unknown as TicketView & WithFields).fields.filled.map(({ code, value }) => [code, value]))
  let account: Field, consent: Field, amount: Field, reason: Field, phone: Field, slip: Field

  beforeAll(async () => {
    running = await startCore(engine)
    admin = running.admin
    desk = new Desk(admin, running.smtpPort)
    pay = await type('결제')
    bank = await type('무통장입금', pay)
    account = await add('customer', 'text', 'account', { name: '계좌번호', help: '계좌번호를 입력해주세요.', placeholder: '예) 123-1234-123456' })
    consent = await add('customer', 'consent', 'consent', { name: '개인정보 수집 동의' })
    amount = await add('customer', 'number', 'amount')
    reason = await add('agent', 'drop_down', 'reason', { options: ['고객 변심', '상품 불량'] })
    phone = await add('agent', 'date', 'called_on', { phoneOnly: true })
    slip = await add('customer', 'file', 'slip')
  })
  afterAll(() => running?.stop())

  it('TKT-14: codes are unique, kinds and sides stay, what is to be chosen needs options', async () => {
    expect(await codeOf(add('agent', 'text', 'account'))).toBe('fields.code_taken')
    expect(await codeOf(add('agent', 'radio', 'empty'))).toBe('fields.no_options')
    expect(await codeOf(add('agent', 'consent', 'mine'))).toBe('fields.consent_of_customers')
    for (const wrong of ['Account', '1st', 'a-b', 'a'.repeat(41), '']) expect(await codeOf(add('agent', 'text', wrong))).toBe('http.bad_input')
    const changed = await admin.put<{ field: Field }>(`${base}/fields/${amount.id}`, { side: 'agent', kind: 'text', code: 'amount', name: '금액', version: 1 })
    expect(changed.field).toMatchObject({ side: 'customer', kind: 'number', name: '금액', version: 2 })
    expect(await codeOf(admin.put(`${base}/fields/${amount.id}`, { side: 'customer', kind: 'number', code: 'amount', name: 'late', version: 1 }))).toBe('fields.changed_meanwhile')
    expect(await codeOf(admin.put(`${base}/fields/${amount.id}`, { side: 'customer', kind: 'number', code: 'account', name: 'late', version: 2 }))).toBe('fields.code_taken')
  })

  it('TKT-14: an intake type asks what those above it ask too; consent stands last; phone fields are for phone tickets', async () => {
    // Consent was put first, and is kept last.
    await arrange(null, 'customer', [[consent.id, true], [amount.id, false]])
    await arrange(pay, 'agent', [[reason.id, true], [phone.id, true]])
    await arrange(bank, 'customer', [[account.id, true], [slip.id, false]])
    expect((await asked(bank)).map(({ code, from, required }) => [code, from, required])).toEqual([['amount', null, false], ['reason', pay, true], ['account', bank, true], ['slip', bank, false], ['consent', null, true]])
    expect((await asked(bank, 'phone')).map(({ code }) => code)).toContain('called_on')
    expect((await asked()).map(({ code }) => code)).toEqual(['amount', 'consent'])
    expect(await codeOf(arrange(null, 'customer', [[amount.id, true]], []))).toBe('fields.changed_meanwhile')
    expect(await codeOf(arrange(null, 'agent', [[amount.id, true]]))).toBe('fields.not_found')
    expect(await codeOf(arrange(bank + 1000, 'customer', [[amount.id, true]]))).toBe('categories.unknown_intake')
  })

  it('TKT-14, TKT-9: a ticket made by hand needs what its type requires of customers, but no consent; all of it is wrong at once', async () => {
    expect(await problemOf(create(bank, { amount: 'many', nonsense: 1 }))).toEqual({ code: 'fields.invalid', wrong: ['amount: Enter a number.', 'nonsense: This intake type has no such field; it may have been deleted meanwhile.', 'account: This is required.'] })
    const before = (await desk.tickets()).length
    const upload = await admin.upload<{ id: number }>(`${base}/files?name=${encodeURIComponent('입금증.txt')}`, Buffer.from('48,000'), 'text/plain')
    const { number } = await create(bank, { account: ' 123-1234-123456 ', amount: '48,000', slip: [upload.id] })
    expect((await desk.tickets()).length).toBe(before + 1)
    expect(await filled(number)).toEqual({ account: '123-1234-123456', amount: 48_000, slip: [upload.id] })
    const detail = (await desk.ticket(number)) as unknown as WithFields
    expect(detail.fields.filled.find(({ code }) => code === 'slip')!.files).toMatchObject([{ name: '입금증.txt' }])
    expect(detail.fields.asked.map(({ code }) => code)).not.toContain('consent')
    expect((await admin.request('GET', detail.fields.filled.find(({ code }) => code === 'slip')!.files[0]!.url)).body).toBe('48,000')
    expect(await codeOf(create(null, {}))).toBe('done')
  })

  it('TKT-14, TKT-7: solving needs what agents must fill in, holding does not, and nothing is half done', async () => {
    const number = await desk.taken('Solve me')
    await admin.patch(`${base}/tickets/${number}`, { intakeTypeId: bank })
    const reply = (outcome: string, fields?: Record<string, unknown>) => admin.post(`${base}/tickets/${number}/reply`, { html: '<p>answer</p>', outcome, ...(fields ? { fields } : {}) })
    expect(await problemOf(reply('solve'))).toEqual({ code: 'fields.invalid', wrong: ['reason: This is required.'] })
    expect(await problemOf(reply('solve', { reason: '없는 값' }))).toMatchObject({ code: 'fields.invalid' })
    expect((await desk.ticket(number)).messages.filter(({ kind }) => kind === 'reply')).toEqual([])
    expect(await codeOf(reply('hold'))).toBe('done')
    expect(await codeOf(admin.post(`${base}/tickets/${number}/internal-solve`, { reason: 'other' }))).toBe('fields.invalid')
    expect(await codeOf(reply('solve', { reason: '상품 불량' }))).toBe('done')
    expect((await desk.ticket(number)).ticket.state).toBe('solved')
    expect(await filled(number)).toEqual({ reason: '상품 불량' })
    expect((await desk.ticket(number)).events.find(({ type: event }) => event === 'fields')).toMatchObject({ data: { changes: { 'field.reason': { before: null, after: '상품 불량' } } } })
    // Spam is no inquiry.
    const spam = await desk.taken('Buy now')
    await admin.patch(`${base}/tickets/${spam}`, { intakeTypeId: bank })
    expect(await codeOf(admin.post(`${base}/tickets/${spam}/internal-solve`, { reason: 'spam' }))).toBe('done')
    await admin.delete(`${base}/tickets/${spam}`)
  })

  it('TKT-14: a field deleted while a form is open is named, nothing is written, and tickets keep what they have', async () => {
    const colour = await add('agent', 'text', 'colour')
    await arrange(bank, 'agent', [[colour.id, false]])
    const { number } = await create(bank, { account: '1', amount: null, colour: '빨강' })
    expect(await admin.get(`${base}/fields/${colour.id}/use`)).toEqual({ tickets: 1 })
    await admin.delete(`${base}/fields/${colour.id}`)
    expect(await problemOf(admin.patch(`${base}/tickets/${number}`, { priority: 'high', fields: { colour: '파랑', account: '2' } }))).toMatchObject({ code: 'fields.invalid' })
    expect(await filled(number)).toEqual({ account: '1', colour: '빨강' })
    expect((await desk.ticket(number)).ticket).toMatchObject({ priority: 'normal' })
    await admin.patch(`${base}/tickets/${number}`, { fields: { account: '' } })
    expect(await filled(number)).toEqual({ colour: '빨강' })
    expect((await add('agent', 'number', 'colour')).id).not.toBe(colour.id)
    // The same of the whole type.
    const gone = await type('곧 삭제')
    await admin.delete(`${base}/categories/${gone}`)
    expect(await codeOf(create(gone, {}))).toBe('categories.unknown_intake')
  })

  it('TKT-14: somebody else’s upload, a file that was sent, and another service’s fields are refused', async () => {
    await addMember(engine, { organisation: 'acme', code: 'help' }, 'worker', ['agent.ticket'], [await desk.groupId()])
    const worker = await signIn(running.url, 'acme', 'worker')
    const theirs = await worker.upload<{ id: number }>(`${base}/files?name=x.txt`, Buffer.from('x'), 'text/plain')
    expect(await problemOf(create(bank, { account: '1', slip: [theirs.id] }))).toEqual({ code: 'fields.invalid', wrong: ['slip: Attach the file again.'] })
    expect(await codeOf(worker.post(`${base}/fields`, { side: 'agent', kind: 'text', code: 'x', name: 'x' }))).toBe('http.forbidden')
    await addService(engine, { organisation: 'rival', code: 'vault' })
    await addMember(engine, { organisation: 'rival', code: 'vault' }, 'boss', ['manager.ticket'])
    const boss = await signIn(running.url, 'rival', 'boss')
    expect(await boss.get('/api/s/vault/fields')).toEqual({ items: [] })
    expect(await codeOf(boss.put('/api/s/vault/fields/asked', { intakeTypeId: null, side: 'customer', items: [{ fieldId: account.id, required: true }], expected: [] }))).toBe('fields.not_found')
    expect(await codeOf(boss.put('/api/s/vault/fields/asked', { intakeTypeId: bank, side: 'customer', items: [], expected: [] }))).toBe('categories.unknown_intake')
  })

  it('TKT-12: what was filled in is found, also once it was changed, by the name of a file too', async () => {
    const upload = await admin.upload<{ id: number }>(`${base}/files?name=${encodeURIComponent('보증서.txt')}`, Buffer.from('x'), 'text/plain')
    const { number } = await create(bank, { account: '신한 777-88-999000', amount: 31_415, slip: [upload.id] })
    const found = async (q: string) => (await admin.get<{ items: { ticket: { number: string }; excerpt: { from: string; text: string } | null }[] }>(`${base}/search?q=${encodeURIComponent(q)}`)).items.filter(({ ticket }) => ticket.number === number).map(({ excerpt }) => excerpt && [excerpt.from, excerpt.text])
    await until('the search to know it', async () => (await found('신한')).length === 1)
    expect(await found('88-999')).toEqual([['field', '신한 777-88-999000']])
    expect(await found('보증')).toEqual([['field', '보증서.txt']])
    expect(await found('31415')).toEqual([null])
    await admin.patch(`${base}/tickets/${number}`, { fields: { account: '국민 12' } })
    await until('the search to know better', async () => (await found('국민')).length === 1)
    expect(await found('신한')).toEqual([])
  })
})
