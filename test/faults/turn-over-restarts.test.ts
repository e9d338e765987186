import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, spawnServer, type TestServer } from '../support/index.js'
import { addMember, Desk, Killable, sleep, until } from './support/index.js'

const HERE = { organisation: 'acme', code: 'help' }
const AGENTS = 3
const MAILS = 24

describe('in turn over restarts', () => {
  eachEngine((engine) => {
    let target: Killable
    let second: TestServer | undefined
    beforeAll(async () => {
      target = await Killable.start(engine)
      // A second process on the same data, where the database allows it.
      if (engine.engine === 'postgres') second = await spawnServer({ env: { ...engine.env(), OC_LOG_LEVEL: 'warn' } })
    })
    afterAll(async () => {
      await second?.kill9()
      await target?.server.kill9()
    })

    it('TRG-2: with processes killed and started again while tickets come, nobody is skipped and nobody has two turns', async () => {
      const groupId = (await target.admin.post<{ group: { id: number } }>(`${target.desk.base}/groups`, { name: 'Turns' })).group.id
      for (let agent = 0; agent < AGENTS; agent++) await addMember(engine, HERE, `turn${agent}`, ['agent.ticket'], [groupId])
      await target.admin.post(`${target.desk.base}/triggers`, { title: 'turn', events: ['ticket.created'], conditions: {}, actions: [{ type: 'ticket.assign', params: { groupId, how: 'turn' } }] })
      const desks = [target.desk, ...(second ? [new Desk(target.admin, second.smtpPort)] : [])]
      for (let round = 0; round < 3; round++) {
        const mails = Array.from({ length: MAILS / 3 }, (_, index) => desks[index % desks.length]!.mail(`Turn ${round}.${index}`, { to: target.address }))
        await Promise.all(mails)
        await sleep(40 * (round + 1))
        await target.server.kill9()
        await target.restart()
      }
      await until('every ticket to be assigned', async () => (await target.count('select count(*) as n from ticket where assignee_id is not null')) === MAILS || null, 60_000)
      const turns = await engine.query<{ n: number }>('select count(*) as n from ticket group by assignee_id')
      expect(turns.map(({ n }) => Number(n))).toEqual(Array.from({ length: AGENTS }, () => MAILS / AGENTS))
      expect(await target.count('select count(*) as n from ticket')).toBe(MAILS)
    })
  })
})
