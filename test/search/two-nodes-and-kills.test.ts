import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Killable, serviceIdOf, until } from '../faults/support/index.js'
import { eachEngine, spawnServer } from '../support/index.js'
import { seedTickets } from '../bench/support/seed-tickets.js'

/** 100,000 with OC_TEST_SOAK. */
const MANY = process.env.OC_TEST_SOAK ? 100_000 : 10_000
const SOME = 600

describe('the search of servers that stop, die and work beside each other', () => {
  eachEngine((engine) => {
    let target: Killable
    beforeAll(async () => {
      target = await Killable.start(engine)
      await seedTickets(engine, await serviceIdOf(engine, { organisation: 'acme', code: 'help' }), MANY)
    }, 120_000)
    afterAll(() => target?.server.stop())

    const waiting = () => target.count('select count(*) as n from ticket where indexed_version <> text_version')
    /** Leaves so many tickets to be read anew, and waits for the first to have been. */
    const begin = async (tickets: number) => {
      await engine.query(`update ticket set text_version = indexed_version + 1 where id in (select id from ticket order by id limit ${tickets})`)
      await until('the first of them', async () => (await waiting()) < tickets || null, 60_000)
    }
    const found = async (number: string) => (await target.admin.get<{ items: { ticket: { number: string } }[] }>(`/api/s/help/search?number=${number}`)).items.map(({ ticket }) => ticket.number)

    it('TKT-12: a kill while tickets are put into the search loses none of them', async () => {
      for (const ms of [0, 40, 200]) {
        await target.killDuring(async (now) => {
          await begin(SOME)
          now()
        }, ms)
        await until('the rest', async () => (await waiting()) === 0 || null, 60_000)
        for (const at of [100, 350, 599]) expect(await found(`T${at}`), `ticket ${at} after ${ms} ms`).toContain(`T${at}`)
      }
      expect(await target.count('select count(*) as n from search_index')).toBe(SOME)
    }, 240_000)

    it.runIf(engine.engine === 'postgres')('TKT-12: of two servers only one puts a ticket into the search', async () => {
      const written = () => target.count("select n_tup_ins + n_tup_upd as n from pg_stat_user_tables where relname = 'search_index'")
      const other = await spawnServer({ env: { ...engine.env(), OC_LOG_LEVEL: 'warn' } })
      try {
        const before = await until('the numbers to rest', async () => {
          const one = await written()
          await new Promise((resolve) => setTimeout(resolve, 2500))
          return one > 0 && one === (await written()) ? one : null
        }, 60_000)
        await begin(SOME)
        await until('the rest', async () => (await waiting()) === 0 || null, 60_000)
        await until('the numbers to be told', async () => (await written()) >= before + SOME || null, 60_000)
        expect(await written()).toBe(before + SOME)
      } finally {
        await other.stop()
      }
    }, 240_000)

    it(`TKT-12: a server that is told to stop while ${MANY} tickets wait for the search does so within its ten seconds`, async () => {
      await begin(MANY)
      await target.server.stop()
      expect(await waiting()).toBeGreaterThan(0)
    }, 240_000)
  })
})
