import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine, root, setUpOrganisation, spawnServer, type ApiClient, type TestServer } from '../support/index.js'

async function eventually<T>(what: () => Promise<T | undefined | null | false>): Promise<T> {
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) {
    const value = await what()
    if (value) return value
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('It did not happen within ten seconds.')
}

interface Row { readonly number: string; readonly subject: string; readonly channel: string; readonly customer: { readonly name: string } }
interface Answer { readonly text: string; readonly seenAt: string | null }
interface Descriptor { readonly panels: readonly { plugin: string; id: string; slot: string }[]; readonly plugins: readonly { id: string; entry: string }[]; readonly channels: readonly { id: string }[]; readonly problems: readonly { plugin: string }[] }

eachEngine((engine) => {
  let server: TestServer
  let admin: ApiClient
  beforeAll(async () => {
    server = await spawnServer({ env: { ...engine.env(), OC_PLUGIN_PATHS: join(root, 'examples/plugins') } })
    admin = await setUpOrganisation(server)
  })
  afterAll(() => server.stop())

  it('SDK-4: a plugin outside the workspace adds a channel, a trigger result and panels to a built core and console', async () => {
    const descriptor = await admin.get<Descriptor>('/api/s/help/console')
    expect(descriptor.problems.filter(({ plugin }) => plugin === 'webform')).toEqual([])
    expect(descriptor.channels.map(({ id }) => id)).toContain('webform')
    expect(descriptor.panels.filter(({ plugin }) => plugin === 'webform').map(({ slot }) => slot).sort()).toEqual(['settings.page', 'ticket.sidebar'])
    const entry = await fetch(server.url + descriptor.plugins.find(({ id }) => id === 'webform')!.entry)
    expect(entry.headers.get('content-type')).toContain('text/javascript')
    expect(await entry.text()).toContain("from 'vue'")

    const text = 'We have your question.'
    await admin.post('/api/s/help/triggers', { title: 'Say so', state: 'on', events: ['ticket.created'], conditions: { must: [{ target: 'ticket.channel', op: 'is', value: 'webform' }], any: [] }, actions: [{ type: 'webform.answer', params: { text } }] })

    const form = await admin.get<{ post: string; answers: string }>('/api/s/help/webform/form')
    expect(await admin.get('/api/s/help/webform/form')).toEqual(form)
    const visitor = randomUUID()
    const send = (message: object | string) => fetch(form.post, { method: 'POST', body: typeof message === 'string' ? message : JSON.stringify(message) })
    const question = { id: randomUUID(), visitor, name: '김민지', subject: '배송 문의', text: '언제 도착하나요?' }
    expect((await send(question)).status).toBe(204)
    expect((await send(question)).status).toBe(204)

    const list = () => admin.get<{ items: Row[] }>('/api/s/help/tickets?view=all')
    const ticket = await eventually(async () => (await list()).items[0])
    expect(ticket).toMatchObject({ subject: '배송 문의', channel: 'webform', customer: { name: '김민지' } })

    const onThePage = async () => (await (await fetch(form.answers + visitor)).json()) as Answer[]
    expect((await onThePage()).map((answer) => answer.text)).toEqual([text])

    const group = (await admin.get<{ items: { id: number }[] }>('/api/s/help/groups')).items[0]!
    await admin.post(`/api/s/help/tickets/${ticket.number}/take`, { groupId: group.id })
    const { messages } = await admin.get<{ messages: { id: number }[] }>(`/api/s/help/tickets/${ticket.number}`)
    await admin.post(`/api/s/help/tickets/${ticket.number}/reply`, { html: '<p>내일 도착합니다.</p>', outcome: 'hold', attachments: [], lastMessageId: messages.at(-1)!.id })
    const inSidebar = () => admin.get<{ items: Answer[] }>(`/api/s/help/webform/tickets/${ticket.number}/answers`)
    const answer = await eventually(async () => (await inSidebar()).items[1])
    expect(answer).toMatchObject({ text: '내일 도착합니다.', seenAt: null })
    await onThePage()
    expect((await inSidebar()).items[1]?.seenAt).not.toBeNull()

    await send({ ...question, id: randomUUID(), text: '고맙습니다.' })
    await eventually(async () => (await admin.get<{ messages: unknown[] }>(`/api/s/help/tickets/${ticket.number}`)).messages.length === 3)
    expect((await list()).items).toHaveLength(1)

    expect((await send('not what the form posts')).status).toBe(204)
    await eventually(async () => (await admin.get<{ items: unknown[] }>('/api/s/help/intake?state=quarantined')).items.length === 1)
  })

  it('SDK-4: switching it off and on holds from the next request', async () => {
    const form = await admin.get<{ answers: string }>('/api/s/help/webform/form')
    await admin.put('/api/s/help/plugins/webform', { enabled: false })
    expect((await admin.request('GET', '/api/s/help/webform/form')).status).toBe(403)
    expect((await fetch(form.answers + randomUUID())).status).toBe(403)
    expect((await admin.get<Descriptor>('/api/s/help/console')).plugins.map(({ id }) => id)).not.toContain('webform')
    await admin.put('/api/s/help/plugins/webform', { enabled: true })
    expect((await admin.request('GET', '/api/s/help/webform/form')).status).toBe(200)
  })
})
