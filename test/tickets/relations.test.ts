import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine, type ApiClient, type ApiProblem } from '../support/index.js'
import { addMember, Desk, signIn, startCore, until, type RunningCore, type TicketView } from '../faults/support/index.js'

interface Related extends TicketView {
  readonly ticket: TicketView['ticket'] & { readonly version: number; readonly tags: readonly string[]; readonly followers: readonly { readonly id: number; readonly name: string }[] }
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
})
