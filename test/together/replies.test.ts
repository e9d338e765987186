import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, Desk, Killable, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine, startRelay, type ApiClient, type Relay } from '../support/index.js'

interface DraftView { readonly kind: string; readonly html: string; readonly cc: readonly string[]; readonly attachments: readonly { readonly id: number; readonly name: string }[] }

describe('answers that can be taken back', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let relay: Relay
    let desk: Desk
    let kim: ApiClient
    beforeAll(async () => {
      running = await startCore(engine)
      relay = await startRelay()
      desk = new Desk(running.admin, running.smtpPort)
      await desk.useRelay(relay.port)
      await addMember(engine, { organisation: 'acme', code: 'help' }, 'kim', ['agent.ticket'], [await desk.groupId()])
      kim = await signIn(running.url, 'acme', 'kim')
      await running.admin.post(`${desk.base}/triggers`, { title: 'After an answer', events: ['agent.replied'], conditions: {}, actions: [{ type: 'ticket.note', params: { html: '<p>An answer left</p>' } }] })
      await window(10)
    })
    afterAll(async () => {
      await running?.stop()
      await relay?.stop()
    })

    const window = (undoSeconds: number) => running.admin.put(`${desk.base}/ticket-settings`, { undoSeconds })
    const reply = (number: string, text: string, more: object = {}) => running.admin.post<{ messageId: number; undoUntil: string | null }>(`${desk.base}/tickets/${number}/reply`, { html: `<p>${text}</p>`, outcome: 'solve', ...more })
    const undo = (number: string, messageId: number, client = running.admin) => client.request('POST', `${desk.base}/tickets/${number}/replies/${messageId}/undo`)
    const drafts = async (number: string, client = running.admin) => (await client.get<{ items: DraftView[] }>(`${desk.base}/tickets/${number}/drafts`)).items
    const mailed = (text: string) => relay.mails.filter((mail) => mail.raw.includes(`<p>${text}</p>`)).length
    const charged = async (number: string) => Number((await engine.query<{ n: number }>("select count(*) as n from metering where reference = ? and kind = 'ticket.case'", [number]))[0]!.n)
    const kinds = async (number: string) => (await desk.ticket(number)).messages.map((message) => message.kind)

    it('TKT-17: an answer taken back is a draft again, the ticket is as before, and nothing follows from it', async () => {
      const number = await desk.taken('Too early')
      const { id } = await running.admin.upload<{ id: number }>(`${desk.base}/files?name=note.txt`, Buffer.from('x'), 'text/plain')
      const { messageId, undoUntil } = await reply(number, 'Too early', { attachments: [id], cc: ['boss@customer.example'] })
      expect(undoUntil).not.toBeNull()
      expect((await desk.ticket(number)).ticket.state).toBe('solved')
      expect(await desk.delivery(number, messageId)).toMatchObject({ state: 'queued', attempts: 0, undoUntil })
      expect((await undo(number, messageId)).status).toBe(204)
      const after = await desk.ticket(number)
      expect(after.ticket.state).toBe('in_progress')
      expect(after.messages.map((message) => message.kind)).toEqual(['customer'])
      expect(after.events.at(-1)).toMatchObject({ type: 'reply_undone', data: { changes: { state: { before: 'solved', after: 'in_progress' } } } })
      expect(await drafts(number)).toMatchObject([{ kind: 'reply', html: '<p>Too early</p>', cc: ['boss@customer.example'], attachments: [{ id, name: 'note.txt' }] }])
      expect((await undo(number, messageId)).status).toBe(409)
      running.advance(60_000)
      // A later answer has left, so that the earlier one would have too; its files are free again.
      const again = await reply(number, 'In time', { attachments: [id] })
      running.advance(60_000)
      await desk.settled(number, again.messageId, ['sent'])
      await until('the trigger', async () => (await kinds(number)).includes('note') || null)
      expect(await kinds(number)).toEqual(['customer', 'reply', 'note'])
      expect([mailed('Too early'), mailed('In time')]).toEqual([0, 1])
      expect(await charged(number)).toBe(1)
      expect(await drafts(number)).toEqual([])
    })

    it('TKT-17: while it can be taken back nothing is charged and no trigger answers; afterwards both happen once', async () => {
      const number = await desk.taken('Waiting')
      const { messageId } = await reply(number, 'Waiting')
      expect([await charged(number), await kinds(number)]).toEqual([0, ['customer', 'reply']])
      running.advance(60_000)
      await desk.settled(number, messageId, ['sent'])
      await until('the trigger', async () => (await kinds(number)).includes('note') || null)
      expect([await charged(number), mailed('Waiting')]).toEqual([1, 1])
      expect(await undo(number, messageId)).toMatchObject({ status: 409, body: { code: 'ticket.undo_over' } })
      const evaluations = (await running.admin.get<{ evaluations: { event: string }[] }>(`${desk.base}/tickets/${number}/why`)).evaluations
      expect(evaluations.filter((evaluation) => evaluation.event === 'agent.replied')).toHaveLength(1)
    })

    it('TKT-17: nobody takes back what another wrote; what was begun meanwhile is kept behind it', async () => {
      const number = await desk.taken('Whose')
      const { messageId } = await reply(number, 'Mine')
      expect((await undo(number, messageId, kim)).status).toBe(409)
      await running.admin.put(`${desk.base}/tickets/${number}/drafts`, { kind: 'reply', html: '<p>More</p>' })
      expect((await undo(number, messageId)).status).toBe(204)
      expect(await drafts(number)).toMatchObject([{ html: '<p>Mine</p><p>More</p>' }])
    })

    it('TKT-17: taken back in the moment it leaves: either it is back and nothing left, or it left once (15 rounds)', async () => {
      await window(1)
      for (let round = 0; round < 15; round++) {
        const text = `Leaving ${round}`
        const number = await desk.taken(text)
        const { messageId } = await reply(number, text)
        running.advance(2000)
        const answer = await undo(number, messageId)
        if (answer.status === 409) await desk.settled(number, messageId, ['sent'])
        else expect(await kinds(number)).toEqual(['customer'])
        expect(mailed(text), `round ${round}`).toBe(answer.status === 409 ? 1 : 0)
      }
      await window(10)
    })

    it('TKT-17: an answer goes to the customer and its copies, and one to nobody’s address is refused', async () => {
      const number = await desk.taken('Copies')
      const { messageId } = await reply(number, 'With a copy', { cc: ['boss@customer.example', 'team@customer.example'] })
      running.advance(60_000)
      await desk.settled(number, messageId, ['sent'])
      const mail = relay.mails.find((one) => one.raw.includes('<p>With a copy</p>'))!
      expect(mail.to).toEqual(['kim@customer.example', 'boss@customer.example', 'team@customer.example'])
      expect(mail.raw).toMatch(/^Cc: boss@customer\.example, team@customer\.example/m)
      expect(await running.admin.request('POST', `${desk.base}/tickets/${number}/reply`, { html: '<p>x</p>', outcome: 'hold', cc: ['not an address'] })).toMatchObject({ status: 400 })
    })

    it('TKT-17: drafts follow their writer from browser to browser, belong to them alone, and go when they are sent', async () => {
      const number = await desk.taken('Drafts')
      const { id } = await kim.upload<{ id: number }>(`${desk.base}/files?name=${encodeURIComponent('영수증.txt'.normalize('NFD'))}`, Buffer.from('x'), 'text/plain')
      const draft = { kind: 'note', html: '<p>아직 <strong>쓰는</strong> 중</p>', attachments: [id], cc: [] }
      await kim.put(`${desk.base}/tickets/${number}/drafts`, draft)
      const elsewhere = await signIn(running.url, 'acme', 'kim')
      expect(await drafts(number, elsewhere)).toMatchObject([{ kind: 'note', html: draft.html, attachments: [{ id, name: '영수증.txt'.normalize('NFC') }] }])
      expect(await drafts(number)).toEqual([])
      expect(await running.admin.request('PUT', `${desk.base}/tickets/${number}/drafts`, draft)).toMatchObject({ status: 400, body: { code: 'attachment.unknown' } })
      await kim.put(`${desk.base}/tickets/${number}/drafts`, { ...draft, html: '<p onclick="x()">a</p><script>b</script>' })
      expect((await drafts(number, kim))[0]!.html).toBe('<p>a</p>')
      await elsewhere.post(`${desk.base}/tickets/${number}/comment`, { html: '<p>done</p>', attachments: [id] })
      expect(await drafts(number, kim)).toEqual([])
      await kim.put(`${desk.base}/tickets/${number}/drafts`, { kind: 'reply', html: '<p>x</p>' })
      await kim.put(`${desk.base}/tickets/${number}/drafts`, { kind: 'reply', html: '' })
      expect(await drafts(number, kim)).toEqual([])
    })

    it('TKT-21: a comment keeps who is named in it, agents of the service alone', async () => {
      const number = await desk.taken('Named')
      const [me] = await engine.query<{ id: number }>("select id from member where login = 'kim'")
      const { messageId } = await running.admin.post<{ messageId: number }>(`${desk.base}/tickets/${number}/comment`, { html: '<p>@Agent kim</p>', mentions: [Number(me!.id), Number(me!.id), 999_999] })
      expect(await engine.query('select member_id from mention where message_id = ?', [messageId])).toHaveLength(1)
    })

    it('TKT-17: of two who set the window at once the second is shown what it is now', async () => {
      const { version } = await running.admin.get<{ version: number }>(`${desk.base}/ticket-settings`)
      const change = (undoSeconds: number) => running.admin.request('PUT', `${desk.base}/ticket-settings`, { undoSeconds }, { 'if-match': `"${version}"` })
      expect(await change(20)).toMatchObject({ status: 200, body: { undoSeconds: 20, version: version + 1 } })
      expect(await change(30)).toMatchObject({ status: 412, body: { code: 'ticket.edited_meanwhile', current: { undoSeconds: 20 } } })
      expect(await running.admin.request('PUT', `${desk.base}/ticket-settings`, { undoSeconds: 61 })).toMatchObject({ status: 400 })
      expect(await kim.request('PUT', `${desk.base}/ticket-settings`, { undoSeconds: 5 })).toMatchObject({ status: 403 })
    })
  })
})

describe('an answer whose server is killed while it can be taken back', () => {
  eachEngine((engine) => {
    it('TKT-17: leaves all the same, once', async () => {
      const target = await Killable.start(engine)
      const relay = await startRelay()
      try {
        await target.desk.useRelay(relay.port)
        await target.admin.put(`${target.desk.base}/ticket-settings`, { undoSeconds: 3 })
        const number = await target.desk.taken('Killed')
        const messageId = await target.desk.reply(number, '<p>Killed</p>')
        await target.server.kill9()
        expect(relay.mails).toHaveLength(0)
        await target.server.start()
        await target.desk.settled(number, messageId, ['sent'])
        await until('the charge', async () => (await target.count("select count(*) as n from metering where reference = ? and kind = 'ticket.case'", [number])) === 1 || null)
        expect(relay.mails).toHaveLength(1)
      } finally {
        await target.server.stop()
        await relay.stop()
      }
    })
  })
})
