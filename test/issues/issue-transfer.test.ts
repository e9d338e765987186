import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, type ApiClient } from '../support/index.js'
import { addMember, addService, Desk, serviceIdOf, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'

interface Transfers { readonly transferable: boolean; readonly origin: string | null; readonly items: { readonly state: string; readonly target: string; readonly intakeType: string | null }[] }

eachEngine((engine) => {
  let running: RunningCore
  let admin: ApiClient
  let help: Desk
  let issues: Desk
  let issueService: number
  let typeId: number
  let issueGroup: number
  const transfersOf = (number: string, code = 'help') => admin.get<Transfers>(`/api/s/${code}/issues/tickets/${number}`)
  const transfer = (number: string, body: object = {}, client = admin) => client.request('POST', `/api/s/help/issues/tickets/${number}/transfer`, { serviceId: issueService, intakeTypeId: typeId, title: `Issue ${number}`, note: '<p>Was it paid?</p>', ...body })
  const codeOf = async (call: ReturnType<typeof transfer>) => ((await call).body as { code?: string } | null)?.code
  const state = async (number: string) => (await help.ticket(number)).ticket.state
  const notes = async (desk: Desk, number: string) => (await desk.ticket(number)).messages.filter(({ kind }) => kind === 'note').map(({ text }) => text)
  /** A ticket of `help` with its issue ticket, taken there. */
  const transferred = async (subject: string) => {
    const number = await help.taken(subject)
    expect((await transfer(number)).status).toBe(204)
    const { ticket } = await issues.arrived(`Issue ${number}`)
    await admin.post(`/api/s/issues/tickets/${ticket.number}/take`, { groupId: issueGroup })
    return { number, issue: ticket.number }
  }
  const answer = (issue: string, html: string, outcome: string) => admin.post(`/api/s/issues/tickets/${issue}/reply`, { html, outcome })

  beforeAll(async () => {
    running = await startCore(engine)
    admin = running.admin
    help = new Desk(admin, running.smtpPort)
    issues = new Desk(admin, running.smtpPort, 'issues')
    await admin.post('/api/o/services', { name: 'Payments', code: 'issues', type: 'issue', language: 'en', timeZone: 'UTC', items: [] })
    issueService = await serviceIdOf(engine, { organisation: 'acme', code: 'issues' })
    issueGroup = (await admin.get<{ items: { id: number }[] }>('/api/s/issues/groups')).items[0]!.id
    // The admin works in the issue service too.
    const [member] = await engine.query<{ id: number }>("select m.id from member m join organisation o on o.id = m.organisation_id where o.domain = 'acme' order by m.id limit 1")
    await engine.query('insert into agent (service_id, member_id, roles, created_at) values (?, ?, ?, 0)', [issueService, Number(member!.id), JSON.stringify(['manager.ticket'])])
    await engine.query('insert into agent_group_member (service_id, group_id, member_id, joined_at) values (?, ?, ?, 0)', [issueService, issueGroup, Number(member!.id)])
    await admin.put('/api/s/issues/ticket-settings', { undoSeconds: 0 })
    typeId = (await admin.post<{ category: { id: number } }>('/api/s/issues/categories', { kind: 'intake', parentId: null, name: 'Card' })).category.id
    issueGroup = (await admin.get<{ items: { id: number }[] }>('/api/s/issues/groups')).items[0]!.id
    await addService(engine, { organisation: 'rival', code: 'vault' })
    await engine.query("update service set type = 'issue' where code = ?", ['vault'])
  })
  afterAll(() => running?.stop())

  it('TKT-11: a ticket goes to an issue service with its intake type, its customer and a note, and is in progress there', async () => {
    expect(await admin.get('/api/s/help/issues/targets')).toEqual({ items: [{ id: issueService, name: 'Payments', intakeTypes: [{ id: typeId, path: 'Card' }] }] })
    const { number, issue } = await transferred('Was my card charged?')
    expect(await state(number)).toBe('transfer_in_progress')
    expect(await issues.ticket(issue)).toMatchObject({ ticket: { channel: 'issue-transfer', intakeType: { id: typeId } }, customer: { name: 'Kim' } })
    // Its first entry says who asks what, with the group.
    expect((await notes(issues, issue))[0]).toMatch(/Transferred · .* · General · Admin[\s\S]*Was it paid\?/)
    await until('the transfer is there', async () => (await transfersOf(number)).items[0]?.state === 'sent')
    expect(await transfersOf(number)).toMatchObject({ transferable: false, items: [{ target: 'Payments', intakeType: 'Card' }] })
    expect((await transfersOf(issue, 'issues')).origin).not.toBeNull()
  })

  it.each(['solve', 'hold'])('TKT-11: an answer (%s) shows in the ticket that was transferred, which is answered', async (outcome) => {
    const { number, issue } = await transferred(`Answer by ${outcome}`)
    await answer(issue, '<p>It was paid on Monday.</p>', outcome)
    await until('the answer', async () => (await state(number)) === 'transfer_answered')
    expect((await notes(help, number)).at(-1)).toMatch(/Payments[\s\S]*It was paid on Monday\./)
    // Whose ticket it is hears of it, and finds it among what is in progress.
    expect((await admin.get<{ items: { kind: string; detail: string; ticket: { number: string } }[] }>('/api/s/help/notices')).items.find((notice) => notice.ticket.number === number)).toMatchObject({ kind: 'answered', detail: 'transfer' })
    expect((await help.tickets('in_progress')).map((row) => row.number)).toContain(number)
    expect(await transfersOf(number)).toMatchObject({ transferable: true, items: [{ state: 'answered' }] })
    // The customer's answer is the agent's to write.
    await admin.post(`/api/s/help/tickets/${number}/reply`, { html: 'Paid.', outcome: 'solve' })
    expect(await state(number)).toBe('solved')
  })

  it('TRG-3: triggers run when a ticket is transferred and when the answer is there, each once, and after what that changed', async () => {
    const add = (title: string, event: string, must: unknown[]) => admin.post('/api/s/help/triggers', { title, events: [event], conditions: { must }, actions: [{ type: 'ticket.note', params: { html: `<p>${title}</p>` } }] })
    await add('Gone', 'issues.transferred', [{ target: 'ticket.state', op: 'changed_to', value: 'transfer_in_progress' }])
    await add('Back', 'issues.answered', [{ target: 'ticket.state', op: 'changed_from', value: 'transfer_in_progress' }])
    await add('Changed', 'ticket.changed', [{ target: 'ticket.state', op: 'is', value: 'transfer_answered' }])
    const { number, issue } = await transferred('With triggers')
    await answer(issue, '<p>Yes.</p>', 'solve')
    await until('the answer', async () => (await state(number)) === 'transfer_answered')
    expect((await notes(help, number)).filter((text) => ['Gone', 'Back', 'Changed'].includes(text))).toEqual(['Gone', 'Back', 'Changed'])
    for (const { id } of (await admin.get<{ items: { id: number }[] }>('/api/s/help/triggers')).items) await admin.request('DELETE', `/api/s/help/triggers/${id}`)
  })

  it('TKT-11: an issue that is solved internally answers too, without what was noted there', async () => {
    const { number, issue } = await transferred('Solved within')
    await admin.post(`/api/s/issues/tickets/${issue}/internal-solve`, { reason: 'duplicate', note: 'Between us.' })
    await until('the answer', async () => (await state(number)) === 'transfer_answered')
    expect((await notes(help, number)).join()).not.toContain('Between us')
  })

  it('TKT-11: an answer that comes when the ticket has gone on is noted, and its state stays', async () => {
    const { number, issue } = await transferred('Gone on')
    await admin.patch(`/api/s/help/tickets/${number}`, { state: 'in_progress' })
    await answer(issue, '<p>Late.</p>', 'solve')
    await until('the note', async () => (await notes(help, number)).some((text) => text.includes('Late.')))
    expect(await state(number)).toBe('in_progress')
  })

  it('TKT-11: what the issue service asks of customers goes along; what it requires is required, and a form that changed meanwhile gives the ticket back', async () => {
    const type = (await admin.post<{ category: { id: number } }>('/api/s/issues/categories', { kind: 'intake', parentId: null, name: 'Refund' })).category.id
    const field = async (kind: string, code: string, over: object = {}) => (await admin.post<{ field: { id: number } }>('/api/s/issues/fields', { side: 'customer', kind, code, name: code, ...over })).field.id
    const ids = [await field('text', 'account', { help: 'Of whom it is' }), await field('number', 'amount'), await field('drop_down', 'bank', { options: ['Shinhan', 'Kookmin'] }), await field('file', 'slip'), await field('consent', 'agreed')]
    await admin.put('/api/s/issues/fields/asked', { intakeTypeId: type, side: 'customer', items: ids.map((fieldId, at) => ({ fieldId, required: at !== 1 })), expected: [] })
    expect(await admin.get(`/api/s/help/issues/targets/${issueService}/fields?intakeTypeId=${type}`)).toEqual({
      schema: { type: 'object', required: ['account', 'bank'], properties: { account: { title: 'account', description: 'Of whom it is', type: 'string' }, amount: { title: 'amount', type: 'number' }, bank: { title: 'bank', type: 'string', enum: ['Shinhan', 'Kookmin'], labels: { Shinhan: 'Shinhan', Kookmin: 'Kookmin' } } } },
    })
    const [{ id: vault } = { id: 0 }] = await engine.query<{ id: number }>("select id from service where code = 'vault'")
    expect((await admin.request('GET', `/api/s/help/issues/targets/${Number(vault)}/fields`)).body).toMatchObject({ code: 'issues.target_not_in_use' })
    const number = await help.taken('With fields')
    expect(await codeOf(transfer(number, { intakeTypeId: type }))).toBe('fields.invalid')
    expect((await transfer(number, { intakeTypeId: type, fields: { bank: 'Woori', amount: 'many', slip: 'x' } })).body).toMatchObject({ code: 'fields.invalid', errors: [{ path: 'body.fields.bank' }, { path: 'body.fields.amount' }, { path: 'body.fields.slip' }, { path: 'body.fields.account' }] })
    expect(await state(number)).toBe('in_progress')
    expect((await transfer(number, { intakeTypeId: type, fields: { account: '110-1', amount: 48_000, bank: 'Kookmin' } })).status).toBe(204)
    const arrived = (await issues.arrived(`Issue ${number}`)) as unknown as { fields: { filled: { code: string; value: unknown }[] } }
    expect(arrived.fields.filled.map(({ code, value }) => [code, value]).sort()).toEqual([['account', '110-1'], ['amount', 48_000], ['bank', 'Kookmin']])
    // Filled in, but on its way when the option goes.
    const late = await help.taken('Late fields')
    await engine.query("insert into issues_transfer (service_id, ticket_id, target_id, target_name, intake_type_id, intake_type, title, note, fields, member_name, state, created_at, updated_at) select t.service_id, t.id, ?, 'Payments', ?, 'Refund', 'Late issue', 'x', ?, 'Admin', 'sending', 0, 0 from ticket t where t.number = ?", [issueService, type, JSON.stringify({ bank: 'Woori' }), late])
    await engine.query("update ticket set state = 'transfer_in_progress' where number = ?", [late])
    const [row] = await engine.query<{ id: number; service_id: number }>("select id, service_id from issues_transfer where title = 'Late issue'")
    await engine.query("insert into job (service_id, name, payload, run_at, created_at) values (?, 'issues.deliver', ?, 0, 0)", [Number(row!.service_id), JSON.stringify({ transferId: Number(row!.id) })])
    await until('it to be given back', async () => (await state(late)) === 'in_progress')
    expect((await notes(help, late)).at(-1)).toContain('the fields of the service were changed')
    expect((await transfersOf(late)).items[0]!.state).toBe('failed')
  })

  it('TKT-11: two who transfer at once make one transfer', async () => {
    const number = await help.taken('Twice at once')
    expect((await Promise.all([1, 2, 3].map(async () => (await transfer(number)).status))).sort()).toEqual([204, 409, 409])
    await issues.arrived(`Issue ${number}`)
    expect((await transfersOf(number)).items).toHaveLength(1)
  })

  it('TKT-11: the same delivery run again, as after a killed process, makes no second issue and no second answer', async () => {
    const { number, issue } = await transferred('Killed in between')
    const again = () => engine.query("update issues_transfer set state = 'sending' where title = ?", [`Issue ${number}`])
    await until('the transfer is there', async () => (await transfersOf(number)).items[0]?.state === 'sent')
    await again()
    const [row] = await engine.query<{ id: number; service_id: number }>('select id, service_id from issues_transfer where title = ?', [`Issue ${number}`])
    await engine.query("insert into job (service_id, name, payload, run_at, created_at) values (?, 'issues.deliver', ?, 0, 0)", [Number(row!.service_id), JSON.stringify({ transferId: Number(row!.id) })])
    await until('it is there again', async () => (await transfersOf(number)).items[0]?.state === 'sent')
    expect((await issues.tickets()).filter(({ subject }) => subject === `Issue ${number}`)).toHaveLength(1)
    await answer(issue, '<p>Once.</p>', 'solve')
    await until('the answer', async () => (await state(number)) === 'transfer_answered')
    await engine.query("update delivery set state = 'queued', next_at = 0 where ticket_id = (select id from ticket where number = ?)", [issue])
    await until('it was sent again', async () => (await issues.ticket(issue)).messages.at(-1)?.delivery?.state === 'delivered' && (await issues.ticket(issue)).messages.at(-1)?.delivery?.attempts === 2)
    expect((await notes(help, number)).filter((text) => text.includes('Once.'))).toHaveLength(1)
  })

  it('TKT-11: what cannot be is refused with a reason', async () => {
    const number = await help.taken('Refusals')
    const vault = await serviceIdOf(engine, { organisation: 'rival', code: 'vault' })
    const own = await serviceIdOf(engine, { organisation: 'acme', code: 'help' })
    for (const serviceId of [vault, own, 999_999]) expect(await codeOf(transfer(number, { serviceId }))).toBe('issues.target_not_in_use')
    for (const intakeTypeId of [null, 999_999]) expect(await codeOf(transfer(number, { intakeTypeId }))).toBe('issues.intake_type_needed')
    for (const wrong of [{ title: ' ' }, { note: '<p> </p>' }, { title: 'a'.repeat(256) }, { serviceId: 'x' }]) expect(await codeOf(transfer(number, wrong))).toBe('http.bad_input')
    expect(await codeOf(transfer('T1'))).toBe('issues.ticket_not_found')
    await help.mail('Not taken')
    const { ticket } = await help.arrived('Not taken')
    expect(await codeOf(transfer(ticket.number))).toBe('issues.wrong_state')
    expect(await state(number)).toBe('in_progress')
  })

  it('TKT-11: transferring gives no right in the issue service', async () => {
    await addMember(engine, { organisation: 'acme', code: 'help' }, 'lee', ['agent.ticket'], [])
    const lee = await signIn(running.url, 'acme', 'lee')
    const number = await help.taken('By an agent')
    expect((await transfer(number, {}, lee)).status).toBe(204)
    const { ticket } = await issues.arrived(`Issue ${number}`)
    for (const path of [`tickets/${ticket.number}`, 'tickets?view=all', 'categories', `issues/tickets/${ticket.number}`]) expect([403, 404]).toContain((await lee.request('GET', `/api/s/issues/${path}`)).status)
    expect((await lee.request('GET', `/api/s/help/issues/tickets/${ticket.number}`)).status).toBe(404)
    expect((await lee.request('GET', `/api/s/help/tickets/${ticket.number}`)).status).toBe(404)
  })

  describe('TKT-11: out of use', () => {
    it('a service that is suspended meanwhile gets nothing, and the ticket says so', async () => {
      const number = await help.taken('Suspended meanwhile')
      await admin.post('/api/o/services/issues/suspend')
      expect(await codeOf(transfer(number))).toBe('issues.target_not_in_use')
      const [ticket] = await engine.query<{ id: number; service_id: number }>('select id, service_id from ticket where number = ?', [number])
      // Committed before the service was suspended.
      await engine.query("update ticket set state = 'transfer_in_progress' where number = ?", [number])
      const [row] = await engine.query<{ id: number }>(
        "insert into issues_transfer (service_id, ticket_id, target_id, target_name, title, note, member_name, state, created_at, updated_at) values (?, ?, ?, 'Payments', 'Lost', '<p>Lost</p>', 'Admin', 'sending', 0, 0) returning id",
        [Number(ticket!.service_id), Number(ticket!.id), issueService],
      )
      await engine.query("insert into job (service_id, name, payload, run_at, created_at) values (?, 'issues.deliver', ?, 0, 0)", [Number(ticket!.service_id), JSON.stringify({ transferId: Number(row!.id) })])
      await until('it is back', async () => (await state(number)) === 'in_progress')
      expect((await notes(help, number)).at(-1)).toContain('Payments')
      expect((await transfersOf(number)).items[0]?.state).toBe('failed')
    })
  })
})
