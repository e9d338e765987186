import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, spawnServer, startRelay, type Relay, type TestServer } from '../support/index.js'
import { Desk, Killable, signIn, sleep, until } from './support/index.js'

/** Two looks of the others lie between a death and its discovery; every lease is far longer. */
const WITHIN_MS = 40_000
const JOB = { name: 'ticket.close', payload: JSON.stringify({ ticketId: 0, solvedAt: 0 }) }

describe('a node that dies at work', () => {
  eachEngine((engine) => {
    let target: Killable
    let other: TestServer | undefined
    let relay: Relay
    beforeAll(async () => {
      relay = await startRelay()
      target = await Killable.start(engine)
      await target.desk.useRelay(relay.port)
    })
    afterAll(async () => {
      await target?.server.stop()
      await other?.stop()
      await relay?.stop()
    })

    const waiting = () => target.count(`select count(*) as n from job where name = '${JOB.name}' and state = 'waiting'`)
    const claim = (node: number) => engine.query(`insert into job (service_id, organisation_id, name, payload, run_at, lease_until, claimed_by, created_at) select s.id, s.organisation_id, '${JOB.name}', '${JOB.payload}', 0, ?, ?, 0 from service s`, [Date.now() + 300_000, node])

    it('EML-8: what it had claimed goes on in seconds, at another node or at its next start; of a living one nothing is taken', async () => {
      const number = await target.desk.taken('Question')
      relay.fault = { kind: 'hang' }
      const messageId = await target.desk.reply(number, '<p>Whether it arrived nobody knows</p>')
      await until('the relay to have the mail', async () => relay.mails.some((mail) => mail.raw.includes('nobody knows')) || null)
      if (engine.engine === 'postgres') {
        const [node] = await engine.query<{ id: string }>('select id from node')
        await claim(Number(node!.id))
        other = await spawnServer({ env: { ...engine.env(), OC_LOG_LEVEL: 'warn' } })
        await until('both nodes to be known', async () => (await target.count('select count(*) as n from node')) === 2 || null)
        await sleep(12_000)
        expect([(await target.desk.delivery(number, messageId)).state, await waiting()]).toEqual(['sending', 1])
      }
      await target.server.kill9()
      if (!other) await target.server.start()
      const desk = other ? new Desk(await signIn(other.url, 'acme', 'admin'), other.smtpPort) : target.desk
      expect(await desk.settled(number, messageId, ['unknown', 'sent', 'failed'], WITHIN_MS)).toMatchObject({ state: 'unknown' })
      await until('the job to be done', async () => (await waiting()) === 0 || null, WITHIN_MS)
    }, 120_000)
  })
})
