import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eachEngine, sendMail, startRelay, type Relay, type RelayedMail } from '../support/index.js'
import { addMember, Desk, startCore, until, type RunningCore } from '../faults/support/index.js'

const HERE = { organisation: 'acme', code: 'help' }
const header = (mail: RelayedMail, name: string) => new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(mail.raw)?.[1]?.replace(/\r\n\s+/g, ' ').trim() ?? ''
const bodyOf = (mail: RelayedMail) => mail.raw.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

eachEngine((engine) => {
  let running: RunningCore
  let relay: Relay
  let desk: Desk

  beforeAll(async () => {
    running = await startCore(engine)
    relay = await startRelay()
    desk = new Desk(running.admin, running.smtpPort)
    await desk.useRelay(relay.port)
    for (const login of ['ann', 'ben']) await addMember(engine, HERE, login, ['agent.ticket'], [await desk.groupId()])
  })
  beforeEach(async () => {
    relay.fault = { kind: 'none' }
    relay.mails.length = 0
    const { items } = await running.admin.get<{ items: { id: number }[] }>(`${desk.base}/triggers`)
    for (const { id } of items) await running.admin.delete(`${desk.base}/triggers/${id}`)
  })
  afterAll(async () => {
    await running?.stop()
    await relay?.stop()
  })

  const trigger = (actions: readonly (readonly [type: string, params: object])[]) =>
    running.admin.post(`${desk.base}/triggers`, { title: 'x', events: ['ticket.created'], conditions: {}, actions: actions.map(([type, params]) => ({ type, params })) })
  const settled = () => until('all mail to have left', async () => {
    const [row] = await engine.query<{ n: number }>("select count(*) as n from delivery where state in ('queued', 'sending')")
    return Number(row!.n) === 0 || null
  })
  const receivers = () => relay.mails.flatMap(({ to }) => to).sort()

  it('TRG-1: what a mail only quotes does not count as its text', async () => {
    await running.admin.post(`${desk.base}/triggers`, { title: 'x', events: ['ticket.created'], conditions: { target: 'message.text', op: 'contains', value: '환불' }, actions: [{ type: 'ticket.tags', params: { add: ['refund'] } }] })
    const history = '\n\n2026년 11월 20일 (금) 오후 3:12, 고객센터 <help@acme.example>님이 작성:\n> 환불은 3일 걸립니다.'
    const tags = async (subject: string, text: string) => ((await desk.open(subject, { text })).ticket as unknown as { tags: string[] }).tags
    expect(await tags('Quotes it', `감사합니다.${history}`)).toEqual([])
    expect(await tags('Says it', `환불해 주세요.${history}`)).toEqual(['refund'])
  })

  it('TRG-1: plugins say their results in words of their own', async () => {
    const { actions } = await running.admin.get<{ actions: { type: string; sentence?: { ko: string; en: string } }[] }>(`${desk.base}/trigger-parts`)
    expect(actions.find(({ type }) => type === 'email.notify')!.sentence!.ko).toContain('{subject}')
  })

  it('TRG-2: a mail each for group, customer and an address; only the customer’s says that it answers, and who is refused keeps it from nobody', async () => {
    relay.fault = { kind: 'refuse', at: 'rcpt', code: 550, only: 'ann@acme.example' }
    const text = { subject: '[#{ticket.number}] #{ticket.title}', html: '<p>#{customer.name}</p>' }
    await trigger([
      ['ticket.assign', { groupId: await desk.groupId(), how: 'none' }],
      ['email.notify', { to: 'group', ...text }],
      ['email.notify', { to: 'customer', ...text }],
      ['email.notify', { to: 'address', address: 'boss@elsewhere.example', ...text }],
    ])
    const { ticket } = await desk.open('Group mail')
    await settled()
    expect(receivers()).toEqual(expect.arrayContaining(['ben@acme.example', 'boss@elsewhere.example', 'kim@customer.example']))
    expect(receivers()).not.toContain('ann@acme.example')
    expect(Object.fromEntries(relay.mails.map((mail) => [mail.to[0], header(mail, 'Auto-Submitted')]))).toMatchObject({ 'ben@acme.example': 'auto-generated', 'boss@elsewhere.example': 'auto-generated', 'kim@customer.example': 'auto-replied' })
    expect(header(relay.mails[0]!, 'Subject')).toContain(ticket.number)
    const refused = await engine.query<{ state: string }>("select state from delivery where state = 'failed'")
    expect(refused).toHaveLength(1)
  })

  it('TRG-2: forwards what the customer wrote with its files to each address, closes the ticket when asked, and takes the answer back in', async () => {
    await trigger([['email.forward', { to: ['partner@elsewhere.example', 'second@elsewhere.example'], html: '<p>Please look at #{ticket.number}.</p>', close: true }]])
    const { ticket } = await desk.open('Forward me', { text: 'My <b>order</b> is late\n\n> quoted', attachments: [{ filename: 'receipt.txt', content: 'paid 45,000' }] })
    await settled()
    expect(receivers()).toEqual(['partner@elsewhere.example', 'second@elsewhere.example'])
    const [mail] = relay.mails
    expect(header(mail!, 'Auto-Submitted')).toBe('auto-generated')
    expect(header(mail!, 'Subject')).toBe(`[${ticket.number}] Forward me`)
    expect(bodyOf(mail!)).toContain(`Please look at ${ticket.number}.`)
    expect(bodyOf(mail!)).toContain('My <b>order</b> is late')
    expect(bodyOf(mail!)).toMatch(/<blockquote>My &#60;b&#62;order&#60;\/b&#62; is late/)
    expect(mail!.raw).toContain('receipt.txt')
    expect((await desk.ticket(ticket.number)).ticket.state).toBe('closed')

    await sendMail(running.smtpPort, { envelope: { from: 'partner@elsewhere.example', to: [header(mail!, 'Reply-To').match(/[^\s<]+@[^\s>]+/)![0]] }, from: 'partner@elsewhere.example', to: await desk.address(), subject: `Re: [${ticket.number}] Forward me`, text: 'It left yesterday', inReplyTo: header(mail!, 'Message-ID') })
    await until('the answer', async () => (await desk.tickets()).length > 0 && JSON.stringify(await engine.query('select text from message')).includes('It left yesterday'))
  })

  it('TRG-2: forwards the whole conversation without internal notes, and nothing to our own inbox', async () => {
    const number = await desk.taken('Long talk')
    const reply = await desk.reply(number, '<p>Our first answer</p>')
    await running.admin.post(`${desk.base}/tickets/${number}/comment`, { html: '<p>SECRET</p>', attachments: [] })
    await desk.settled(number, reply, ['sent'])
    relay.mails.length = 0
    await running.admin.post(`${desk.base}/triggers`, { title: 'x', events: ['ticket.changed'], conditions: { must: [{ target: 'ticket.priority', op: 'changed_to', value: 'urgent' }] }, actions: [{ type: 'email.forward', params: { to: ['partner@elsewhere.example', await desk.address()], what: 'all' } }] })
    await running.admin.patch(`${desk.base}/tickets/${number}`, { priority: 'urgent' })
    await settled()
    expect(receivers()).toEqual(['partner@elsewhere.example'])
    const text = bodyOf(relay.mails[0]!)
    expect(text).toContain('About Long talk')
    expect(text).toContain('Our first answer')
    expect(text).not.toContain('SECRET')
    expect((await desk.ticket(number)).ticket.state).toBe('on_hold')
  })
})
