import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine, type ApiClient, type ApiProblem } from '../support/index.js'
import { addMember, Desk, signIn, startCore, until, type RunningCore, type TicketView } from '../faults/support/index.js'

interface Related extends TicketView {
  readonly ticket: TicketView['ticket'] & { readonly version: number; readonly tags: readonly string[]; readonly links: readonly { readonly number: string }[]; readonly merged: readonly { readonly number: string }[]; readonly mergedInto: { readonly number: string } | null; readonly followers: readonly { readonly id: number; readonly name: string }[] }
}
const HELP = { organisation: 'acme', code: 'help' }
const codeOf = async (call: Promise<unknown>) => call.then(() => 'done', (error: unknown) => (error as ApiProblem).code)

eachEngine((engine) => {
  let running: RunningCore
  let admin: ApiClient
  let kim: ApiClient
  let desk: Desk
  const base = '/api/s/help'
  const at = (number: string) => `${base}/tickets/${number}`
  const read = (number: string) => admin.get<Related>(at(number))
  const tag = (number: string, add: readonly string[], remove: readonly string[] = [], client = admin) => client.post<Related>(`${at(number)}/tags`, { add, remove })
  const opened = async (subject: string) => (await desk.open(subject)).ticket.number
  const eventsOf = async (number: string) => (await read(number)).events.map((event) => event.type)

  beforeAll(async () => {
    running = await startCore(engine)
    admin = running.admin
    desk = new Desk(admin, running.smtpPort)
    await addMember(engine, HELP, 'kim', ['agent.ticket'], [await desk.groupId()])
    kim = await signIn(running.url, 'acme', 'kim')
  })
  afterAll(() => running?.stop())

  it('TKT-19: tags are one whatever their case, offered by use, listed by and kept from nonsense', async () => {
    const [one, two] = [await opened('Tagged one'), await opened('Tagged two')]
    expect((await tag(one, ['#VIP', ' vip ', '환불'.normalize('NFD')])).ticket.tags).toEqual(['vip', '환불'])
    await tag(two, ['vip'])
    expect(await admin.get(`${base}/tags`)).toEqual({ items: ['vip', '환불'] })
    expect(await admin.get(`${base}/tags?q=${encodeURIComponent('환')}`)).toEqual({ items: ['환불'] })
    const filter = (op: string, value: unknown) => admin.get<{ items: { number: string }[] }>(`${base}/tickets?filter=${encodeURIComponent(JSON.stringify({ all: [{ target: 'ticket.tags', op, value }] }))}`)
    expect((await filter('any_of', ['Vip'])).items.map(({ number }) => number).sort()).toEqual([one, two].sort())
    expect((await filter('all_of', ['vip', '환불'])).items.map(({ number }) => number)).toEqual([one])
    expect((await filter('any_of', ['vi'])).items).toEqual([])
    for (const wrong of ['a,b', '', '#', 'x'.repeat(41)]) expect(await codeOf(tag(one, [wrong])), wrong).toBe('http.bad_input')
    expect(await codeOf(tag(one, Array.from({ length: 19 }, (_, n) => `tag ${n}`)))).toBe('ticket.too_many_tags')
    const { version } = (await read(one)).ticket
    await tag(one, ['vip'])
    expect((await read(one)).ticket.version).toBe(version)
    expect((await eventsOf(one)).filter((type) => type === 'tagged')).toHaveLength(1)
  })

  it('TKT-19: of many who tag at once nobody’s tag is lost', async () => {
    const number = await opened('Tagged at once')
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name, index) => tag(number, [name], [], index % 2 ? kim : admin)))
    expect((await read(number)).ticket.tags).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('TKT-19: triggers ask for tags and change them', async () => {
    await admin.post(`${base}/triggers`, {
      title: 'Angry', state: 'on', events: ['ticket.changed'], conditions: { all: [{ target: 'ticket.tags', op: 'changed', value: null }, { target: 'ticket.tags', op: 'any_of', value: ['angry'] }] },
      actions: [{ type: 'ticket.tags', params: { add: ['Urgent'], remove: ['calm'] } }, { type: 'ticket.priority', params: { priority: 'urgent' } }],
    })
    const number = await opened('A trigger tags')
    await tag(number, ['calm'])
    expect((await read(number)).ticket.tags).toEqual(['calm'])
    await tag(number, ['angry'])
    expect((await read(number)).ticket).toMatchObject({ tags: ['angry', 'urgent'], priority: 'urgent' })
    await tag(number, [], ['urgent'])
    // It asks whether the tag is on it when tags change; it was put on again by the same rule.
    expect((await read(number)).ticket.tags).toEqual(['angry', 'urgent'])
  })

  it('TKT-19, TKT-21: whoever follows a ticket hears of answers and comments, until no longer', async () => {
    const first = await desk.mail('Followed')
    const { number } = (await desk.arrived('Followed')).ticket
    const kinds = async () => (await kim.get<{ items: { kind: string; detail: string | null; ticket: { number: string } }[] }>(`${base}/notices`)).items.filter((one) => one.ticket.number === number).map((one) => one.detail)
    await kim.put(`${at(number)}/following`, { following: true })
    await kim.put(`${at(number)}/following`, { following: true })
    expect((await read(number)).ticket.followers).toMatchObject([{ name: 'Agent kim' }])
    await admin.post(`${at(number)}/comment`, { html: '<p>look</p>' })
    await kim.post(`${at(number)}/comment`, { html: '<p>my own</p>' })
    await desk.mail('Re: Followed', { inReplyTo: first.messageId, references: [first.messageId] })
    await until('the answer', async () => (await kinds()).includes('customer'))
    expect((await kinds()).sort()).toEqual(['customer', 'note'])
    await kim.put(`${at(number)}/following`, { following: false })
    await admin.post(`${at(number)}/comment`, { html: '<p>again</p>' })
    expect(await kinds()).toHaveLength(2)
    expect(await eventsOf(number)).toEqual(expect.arrayContaining(['followed', 'unfollowed']))
    expect((await eventsOf(number)).filter((type) => type === 'followed')).toHaveLength(1)
  })

  it('TKT-19: linked tickets show one another, until they are not', async () => {
    const [one, two] = [await opened('Link one'), await opened('Link two')]
    const link = (from: string, to: string, linked = true) => admin.put(`${at(from)}/links`, { number: to, linked })
    await Promise.all([link(one, two), link(two, one)])
    expect((await read(one)).ticket.links).toMatchObject([{ number: two }])
    expect((await read(two)).ticket.links).toMatchObject([{ number: one }])
    expect((await eventsOf(one)).filter((type) => type === 'linked')).toHaveLength(1)
    await link(two, one, false)
    expect((await read(one)).ticket.links).toEqual([])
    expect(await codeOf(link(one, one))).toBe('ticket.same_ticket')
    expect(await codeOf(link(one, 'T0000000000000none'))).toBe('ticket.not_found')
  })

  it('TKT-19: a merged ticket leads to the other, its thread too, and comes back with what was written meanwhile', async () => {
    const first = await desk.mail('Merge from')
    await desk.mail('Merge into')
    const [from, into] = [(await desk.arrived('Merge from')).ticket.number, (await desk.arrived('Merge into')).ticket.number]
    await desk.take(from)
    await desk.reply(from, '<p>Answered before</p>')
    await admin.post(`${at(from)}/merge`, { into })
    expect((await read(from)).ticket.mergedInto).toMatchObject({ number: into })
    const target = await read(into)
    expect(target.ticket.merged).toMatchObject([{ number: from }])
    expect(target.messages.map((message) => [message.text, (message as unknown as { origin: string | null }).origin])).toEqual([['About Merge from', from], ['About Merge into', null], ['Answered before', from]])
    expect(target.messages[2]!.delivery).not.toBeNull()
    expect((await desk.tickets()).map(({ number }) => number)).not.toContain(from)
    const hits = await until('the search to know it', async () => {
      const { items } = await admin.get<{ items: { ticket: { number: string; isPart: boolean } }[] }>(`${base}/search?number=${from}`)
      return items.length > 0 && items
    })
    expect(hits.map(({ ticket }) => [ticket.number, ticket.isPart])).toEqual([[from, true]])
    for (const call of [() => tag(from, ['x']), () => admin.post(`${at(from)}/comment`, { html: '<p>x</p>' }), () => admin.post(`${at(from)}/merge`, { into })]) expect(await codeOf(call())).toBe('ticket.merged')
    // What answers the merged one's mail lands in the other.
    const later = await desk.mail('Re: Merge from', { text: 'Later', inReplyTo: first.messageId, references: [first.messageId] })
    await until('the later mail', async () => (await read(into)).messages.some(({ text }) => text === 'Later'))
    await admin.post(`${at(into)}/comment`, { html: '<p>Stays</p>' })
    expect(await admin.post(`${at(from)}/unmerge`)).toEqual({ from: into, messages: 3, later: 1, stayed: 1 })
    expect((await read(from)).messages.map(({ text }) => text)).toEqual(['About Merge from', 'Answered before', 'Later'])
    expect((await read(into)).messages.map(({ text }) => text)).toEqual(['About Merge into', 'Stays'])
    expect((await read(from)).ticket).toMatchObject({ mergedInto: null, state: 'in_progress' })
    expect(await codeOf(admin.post(`${at(from)}/unmerge`))).toBe('ticket.not_merged')
    await desk.mail('Re: Merge from', { text: 'After', inReplyTo: later.messageId, references: [later.messageId] })
    await until('the mail after', async () => (await read(from)).messages.some(({ text }) => text === 'After'))
    expect(await eventsOf(from)).toEqual(expect.arrayContaining(['merged', 'unmerged', 'reopened']))
    expect(await eventsOf(into)).toEqual(expect.arrayContaining(['merged_in', 'unmerged_from']))
  })

  it('TKT-19: merges over two steps are undone one by one, in any order', async () => {
    const [a, b, c] = [await opened('Step a'), await opened('Step b'), await opened('Step c')] as const
    await admin.post(`${at(a)}/merge`, { into: b })
    await admin.post(`${at(b)}/merge`, { into: c })
    expect((await read(c)).messages).toHaveLength(3)
    expect(await admin.post(`${at(a)}/unmerge`)).toMatchObject({ from: c, messages: 1 })
    expect(await admin.post(`${at(b)}/unmerge`)).toMatchObject({ from: c, messages: 1 })
    for (const [number, text] of [[a, 'About Step a'], [b, 'About Step b'], [c, 'About Step c']] as const) expect((await read(number)).messages.map((message) => message.text)).toEqual([text])
  })

  it('TKT-19: two who merge crosswise at once make no circle', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await opened(`Cross a${round}`), await opened(`Cross b${round}`)] as const
      const outcomes = await Promise.all([codeOf(admin.post(`${at(a)}/merge`, { into: b })), codeOf(kim.post(`${at(b)}/merge`, { into: a }))])
      expect(outcomes.sort()).toEqual(['done', 'ticket.merged'])
      const both = [await read(a), await read(b)]
      expect(both.filter(({ ticket }) => ticket.mergedInto !== null)).toHaveLength(1)
      expect(both.map(({ messages }) => messages.length).sort()).toEqual([0, 2])
    }
  })

  it('TKT-19: a customer’s message is split into a ticket of its own, its thread too, and merging it back undoes that', async () => {
    const first = await desk.mail('Split at')
    const { number } = (await desk.arrived('Split at')).ticket
    const about = async (text: string, answered: { messageId: string }) => {
      const sent = await desk.mail('Re: Split at', { text, inReplyTo: answered.messageId, references: [answered.messageId], attachments: [{ filename: `${text}.txt`, content: text }] })
      await until(text, async () => (await read(number)).messages.some((message) => message.text === text))
      return sent
    }
    const second = await about('Something else', first)
    await about('And more', second)
    await desk.take(number)
    await admin.post(`${at(number)}/comment`, { html: '<p>Hm</p>' })
    await admin.patch(at(number), { priority: 'high' })
    const texts = async (one: string) => (await read(one)).messages.map(({ text }) => text)
    const { messages } = await read(number)
    const idOf = (text: string) => messages.find((message) => message.text === text)!.id
    const split = (messageId: number, following: boolean, client = admin) => client.post<{ number: string }>(`${at(number)}/split`, { messageId, following, subject: 'The other matter' })
    expect(await codeOf(split(messages[0]!.id, true))).toBe('ticket.nothing_left')
    expect(await codeOf(split(idOf('Hm'), false))).toBe('ticket.not_the_customers')
    expect(await codeOf(split(999_999, false))).toBe('ticket.message_gone')
    const outcomes = await Promise.all([split(idOf('Something else'), true).catch((error: ApiProblem) => error.code), split(idOf('Something else'), true, kim).catch((error: ApiProblem) => error.code)])
    expect(outcomes).toContain('ticket.message_gone')
    const made = (outcomes.find((outcome) => typeof outcome === 'object') as { number: string }).number
    expect([await texts(number), await texts(made)]).toEqual([['About Split at'], ['Something else', 'And more', 'Hm']])
    const two = await read(made)
    expect(two).toMatchObject({ ticket: { subject: 'The other matter', state: 'in_progress', priority: 'high', links: [{ number }] }, customer: { number: (await read(number)).customer.number } })
    expect(two.messages[0]!.attachments).toMatchObject([{ name: 'Something else.txt' }])
    expect((await eventsOf(number)).at(-1)).toBe('split')
    expect(two.events.map(({ type }) => type)).toContain('split_from')
    // What answers a mail goes where that mail is now.
    await desk.mail('Re: Split at', { text: 'To the second', inReplyTo: second.messageId, references: [first.messageId, second.messageId] })
    await desk.mail('Re: Split at', { text: 'To the first', inReplyTo: first.messageId, references: [first.messageId] })
    await until('both answers', async () => (await texts(made)).includes('To the second') && (await texts(number)).includes('To the first'))
    await admin.post(`${at(made)}/merge`, { into: number })
    expect(await texts(made)).toEqual([])
    expect((await texts(number)).sort()).toEqual(['About Split at', 'And more', 'Hm', 'Something else', 'To the first', 'To the second'])
    expect((await read(number)).ticket).toMatchObject({ merged: [{ number: made }], links: [] })
    await admin.post(`${at(made)}/unmerge`)
    expect(await texts(made)).toEqual(['Something else', 'And more', 'Hm', 'To the second'])
  })
})
