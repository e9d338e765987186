import { afterAll, beforeAll, expect, it } from 'vitest'
import { addGroup, addMember, Desk, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine, startRelay, type ApiClient, type Relay } from '../support/index.js'

interface Notice { id: number; kind: string; ticket: { number: string }; actor: string | null; detail: string | null; read: boolean }
const HELP = { organisation: 'acme', code: 'help' }
const CHOICES = { assigned: { bell: true, mail: false }, group: { bell: false, mail: false }, answered: { bell: true, mail: false }, mentioned: { bell: true, mail: false }, deadline: { bell: true, mail: false } }

eachEngine((engine) => {
  let running: RunningCore
  let relay: Relay
  let desk: Desk
  let groupId: number
  let anna: { id: number; client: ApiClient }
  let ben: { id: number; client: ApiClient }

  const notices = async (client: ApiClient) => (await client.get<{ items: Notice[] }>('/api/s/help/notices')).items
  const kinds = async (client: ApiClient, number: string) => (await notices(client)).filter((one) => one.ticket.number === number).map((one) => one.kind)
  const unread = async (client: ApiClient) => (await client.get<{ unread: number }>('/api/s/help/notices/unread')).unread
  const give = (number: string, assigneeId: number | null) => running.admin.post(`/api/s/help/tickets/${number}/hand-over`, { groupId, assigneeId })
  /** The names of what is said to the member on their own topic. */
  const listen = async (client: ApiClient) => {
    const socket = client.webSocket()
    const heard: string[] = []
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', service: 'help', topics: ['notices'] })))
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as { type: string; name?: string }
        if (message.type === 'subscribed') resolve()
        else if (message.type === 'event') heard.push(message.name!)
      })
    })
    return { heard, close: () => socket.close() }
  }
  const agent = async (login: string) => ({ id: await addMember(engine, HELP, login, ['agent.ticket'], [groupId]), client: await signIn(running.url, 'acme', login) })

  beforeAll(async () => {
    relay = await startRelay()
    running = await startCore(engine, { OC_EMAIL_RELAY_URL: `smtp://127.0.0.1:${relay.port}?security=none` })
    desk = new Desk(running.admin, running.smtpPort)
    groupId = await desk.groupId()
    anna = await agent('anna')
    ben = await agent('ben')
  })
  afterAll(async () => {
    await running.stop()
    await relay.stop()
  })

  it('TKT-21: whoever gets a ticket is told, live; whoever takes one is not', async () => {
    const { number } = (await desk.open('Where is it')).ticket
    const live = await listen(anna.client)
    const others = await listen(ben.client)
    await give(number, anna.id)
    await until('the bell', async () => live.heard.includes('notices'))
    expect(await kinds(anna.client, number)).toEqual(['assigned'])
    expect(others.heard).toEqual([])
    await anna.client.post('/api/s/help/notices/read', { number })
    expect(await unread(anna.client)).toBe(0)
    const mine = (await desk.open('I take it')).ticket.number
    await ben.client.post(`/api/s/help/tickets/${mine}/take`, { groupId })
    expect(await kinds(ben.client, mine)).toEqual([])
    live.close()
    others.close()
  })

  it('TKT-21: the customer answers, a colleague names me in a comment, both ring once', async () => {
    const opened = await desk.mail('My parcel')
    const { number } = (await desk.arrived('My parcel')).ticket
    await give(number, anna.id)
    await desk.mail('Re: My parcel', { inReplyTo: opened.messageId, references: [opened.messageId] })
    await until('the answer', async () => (await kinds(anna.client, number)).includes('answered'))
    await ben.client.post(`/api/s/help/tickets/${number}/comment`, { html: '<p>@Agent anna look</p>', mentions: [anna.id, ben.id] })
    expect((await kinds(anna.client, number)).sort()).toEqual(['answered', 'assigned', 'mentioned'])
    expect((await notices(anna.client)).find((one) => one.kind === 'mentioned')).toMatchObject({ actor: 'Agent ben', read: false })
    expect(await kinds(ben.client, number)).toEqual([])
  })

  it('TKT-21: each chooses what rings and what is mailed; what was read in time is not mailed', async () => {
    await ben.client.put('/api/me/notices', { ...CHOICES, assigned: { bell: true, mail: true }, group: { bell: true, mail: false } })
    const [first, second] = [(await desk.open('One')).ticket.number, (await desk.open('Two')).ticket.number]
    await give(first, ben.id)
    await give(second, ben.id)
    await ben.client.post('/api/s/help/notices/read', { number: first })
    running.advance(61_000)
    const mailed = (number: string) => relay.mails.filter((mail) => mail.to.includes('ben@acme.example') && mail.raw.replaceAll('=\r\n', '').includes(number)).length
    await until('the mail', async () => mailed(second) > 0)
    expect([mailed(first), mailed(second)]).toEqual([0, 1])
    const other = await addGroup(engine, HELP, 'Second')
    await engine.query('insert into agent_group_member (service_id, group_id, member_id, joined_at) select g.service_id, g.id, cast(? as bigint), 0 from agent_group g where g.id = ?', [ben.id, other])
    await running.admin.post(`/api/s/help/tickets/${second}/hand-over`, { groupId: other, assigneeId: null })
    expect(await kinds(ben.client, second)).toContain('group')
    expect(await kinds(anna.client, second)).toEqual([])
  })

  it('TKT-21: whoever is no agent here any more reads nothing; another service\'s notices are not there', async () => {
    const { number } = (await desk.open('Last one')).ticket
    await give(number, ben.id)
    expect(await unread(ben.client)).toBeGreaterThan(0)
    await engine.query('delete from agent where member_id = ?', [ben.id])
    expect((await ben.client.request('GET', '/api/s/help/notices')).status).toBe(404)
  })
})
