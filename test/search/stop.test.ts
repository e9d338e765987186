import { describe, expect, it } from 'vitest'
import { serviceIdOf, startCore, until } from '../faults/support/index.js'
import { eachEngine } from '../support/index.js'
import { seedTickets } from '../bench/support/seed-tickets.js'

const TICKETS = 20_000

describe('stopping while tickets wait for the search', () => {
  eachEngine((engine) => {
    it('TKT-12: ends with the ticket that is being read, and the next start goes on', async () => {
      const running = await startCore(engine)
      const waiting = async () => Number((await engine.query<{ n: number }>('select count(*) as n from ticket where indexed_version <> text_version'))[0]!.n)
      const { indexer } = running.core.search
      try {
        await indexer.stop()
        await seedTickets(engine, await serviceIdOf(engine, { organisation: 'acme', code: 'help' }), TICKETS)
        await engine.query('update ticket set text_version = 2 where id in (select id from ticket order by id limit 40)')
        indexer.start()
        await indexer.stop()
        expect(await waiting()).toBe(40)
        indexer.start()
        await until('the rest', async () => (await waiting()) === 0 || null)
        await indexer.stop()
        await engine.query('update ticket set text_version = 3')
        indexer.start()
        await until('the first of them', async () => (await waiting()) < TICKETS || null)
      } finally {
        await running.stop()
      }
      expect(await waiting()).toBeGreaterThan(TICKETS / 2)
    }, 120_000)
  })
})
