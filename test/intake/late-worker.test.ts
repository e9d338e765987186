import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { Desk, startCore, type RunningCore } from '../faults/support/index.js'

type RawRow = Parameters<RunningCore['core']['intake']['pipeline']['run']>[0]

describe('a worker that was too slow', () => {
  eachEngine((engine) => {
    let running: RunningCore
    beforeAll(async () => { running = await startCore(engine) })
    afterAll(() => running?.stop())

    it('EML-9: comes after its lease has ended and changes nothing that another one has done', async () => {
      const desk = new Desk(running.admin, running.smtpPort)
      const { ticket } = await desk.open('Done already')
      const [row] = await engine.query<RawRow>('select r.*, s.organisation_id from raw_inbound r join service s on s.id = r.service_id')
      const raw = { ...row!, id: Number(row!.id), service_id: Number(row!.service_id), organisation_id: Number(row!.organisation_id), inbox_id: Number(row!.inbox_id) }
      const { pipeline } = running.core.intake
      const channel = running.core.channels.registry.get('email')!
      const events = await channel.adapter.parse({ externalId: raw.external_id, receivedAt: 0, headers: {}, body: Buffer.from('From: kim@customer.example\r\nSubject: Done already\r\n\r\nx') }, {})
      await Promise.all([pipeline.run(raw, channel, events), pipeline.run(raw, channel, events)])
      expect(await desk.ledger()).toMatchObject({ received: 1, imported: 1, duplicate: 0 })
      expect(await engine.query('select t.number from raw_inbound r join ticket t on t.id = r.ticket_id')).toEqual([{ number: ticket.number }])
      // Two at once on one that is not done: one of them does it.
      await engine.query('delete from inbound_fact')
      await engine.query("update raw_inbound set state = 'stored', lease_until = 99999999999999")
      await Promise.all([pipeline.run(raw, channel, events), pipeline.run(raw, channel, events), pipeline.run(raw, channel, events)])
      expect(await desk.ledger()).toMatchObject({ received: 1, imported: 1, duplicate: 0 })
      expect(await desk.tickets()).toHaveLength(2)
    })
  })
})
