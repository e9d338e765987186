import { AsyncResource } from 'node:async_hooks'
import { z } from 'adapters-sdk'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { newChain } from '../../core/src/platform/index.js'
import { holdTicket } from '../../core/src/tickets/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

const DONE = { ko: '했습니다.', en: 'Done.' }

eachEngine((engine) => {
  let host: TriggerHost
  /** Called in the middle of a run. */
  let meanwhile: () => void = () => undefined
  beforeAll(async () => {
    host = await TriggerHost.start(engine, () => ({ probe: { actions: [{ type: 'probe.meanwhile', label: DONE, params: z.object({}), run: async () => { meanwhile(); return DONE } }] } }))
  })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  it('TRG-4: what an agent changes while triggers run is made after them, stays, and has a run of its own', async () => {
    await host.rule({ events: ['ticket.created'], actions: [['probe.meanwhile'], ['ticket.priority', { priority: 'high' }]] })
    const answer = await host.rule({ events: ['ticket.changed'], must: [['ticket.priority', 'changed_to', 'urgent']], actions: [['ticket.note', { html: '<p>urgent</p>' }]] })
    const id = await host.ticket()
    const held = (name: string, work: () => Promise<Parameters<TriggerHost['react']>[2]>) =>
      host.inService(() => host.db.transaction(async () => {
        await holdTicket(host.db, id)
        await host.triggers.engine.react({ key: newChain(), name, ticketId: id, changes: (await work()) ?? {} })
      }))
    let rival: Promise<void> | undefined
    meanwhile = AsyncResource.bind(() => { rival = held('ticket.changed', () => host.writer.change(id, { priority: 'urgent' }, 'priority')) })
    await held('ticket.created', async () => ({}))
    await rival
    expect((await host.get(id)).priority).toBe('urgent')
    const events = await host.rows<{ event_name: string }>('select e.event_name from {trigger_evaluation} e where e.ticket_id = :id order by e.id', { id })
    expect(events.map((row) => row.event_name)).toEqual(['ticket.created', 'ticket.changed'])
    expect((await host.results(id)).get(answer)).toMatchObject({ state: 'fired' })
    expect((await host.results(id)).get(answer)!['conditions']).toMatchObject([{ seen: 'urgent', held: true }])
  })
})
