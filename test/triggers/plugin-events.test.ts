import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { PluginTickets } from '../../core/src/tickets/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

eachEngine((engine) => {
  let host: TriggerHost
  let tickets: PluginTickets
  beforeAll(async () => {
    host = await TriggerHost.start(engine, () => ({ chat: { events: [{ name: 'chat.ended', label: { ko: '채팅이 끝남', en: 'Chat ended' } }] }, other: { events: [{ name: 'other.thing', label: { ko: '다른 일', en: 'Other' } }] } }))
    const { db, writer, triggers } = host
    const none = undefined as never
    tickets = new PluginTickets(db, writer, triggers.engine, none, none, none, none, none, (event) => triggers.parts.events.get(event)?.owner === 'chat', Date.now)
  })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  const notes = async (id: number) => (await host.rows<{ text: string }>("select m.text from {message} m where m.ticket_id = :id and m.kind = 'note' order by m.id", { id })).map(({ text }) => text)

  it('TRG-3: a plugin’s own event lets triggers run once for the same fact, with what it changes', async () => {
    await host.rule({ events: ['chat.ended'], must: [['ticket.priority', 'changed_to', 'high']], actions: [['ticket.note', { html: '<p>ended</p>' }]] })
    await host.rule({ events: ['ticket.changed'], actions: [['ticket.note', { html: '<p>changed</p>' }]] })
    const id = await host.ticket()
    const ended = (key?: string) => host.inService(() => tickets.happened(id, 'chat.ended', { changes: { priority: 'high' }, ...(key !== undefined && { key }) }))
    await ended('chat 7')
    expect(await notes(id)).toEqual(['ended', 'changed'])
    await ended('chat 7')
    expect(await notes(id)).toEqual(['ended', 'changed'])
    // Another fact, which changes nothing any more.
    await ended('chat 8')
    expect(await notes(id)).toEqual(['ended', 'changed'])
    expect((await host.results(id)).size).toBe(1)
  })

  it('TRG-3: a plugin cannot say that something of the core or of another plugin happened', async () => {
    const id = await host.ticket()
    for (const event of ['ticket.created', 'other.thing', 'chat.begun']) await expect(host.inService(() => tickets.happened(id, event))).rejects.toThrow('is not registered by this plugin')
  })
})
