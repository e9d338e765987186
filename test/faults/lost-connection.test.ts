import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/index.js'
import { Desk, sleep, startCore, until, type RunningCore } from './support/index.js'

describe.skipIf(process.env.OC_TEST_WITHOUT_POSTGRES)('a database server that ends its connections', () => {
  let database: TestDatabase
  let running: RunningCore
  let desk: Desk
  beforeAll(async () => {
    database = await createDatabase('postgres')
    running = await startCore(database)
    desk = new Desk(running.admin, running.smtpPort)
    await desk.address()
  })
  afterAll(async () => {
    await running?.stop()
    await database?.drop()
  })

  it('EML-9: the process lives on, what was acknowledged is there, and mail and requests work again at once', async () => {
    const cut = () => database.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'opencontact_test'")
    const acknowledged: string[] = []
    const asked: number[] = []
    for (let round = 0; round < 10; round++) {
      const work = Promise.allSettled([
        ...Array.from({ length: 3 }, async (_, i) => {
          await desk.mail(`Cut ${round}.${i}`)
          acknowledged.push(`Cut ${round}.${i}`)
        }),
        ...Array.from({ length: 6 }, async (_, i) => asked.push((await running.admin.request('POST', `${desk.base}/tickets`, { subject: `Asked ${round}.${i}`, html: '<p>x</p>', customer: { scheme: 'email', address: 'kim@customer.example' } })).status)),
      ])
      await sleep(round * 3)
      await cut()
      await work
    }
    // A cut is a server's error, never a wrong answer.
    expect(new Set(asked.filter((status) => status !== 201 && status !== 500))).toEqual(new Set())
    running.advance(10 * 60_000)
    await until('all mail to be accounted for', async () => { running.advance(60_000); return (await desk.ledger()).stored === 0 || null })
    const subjects = (await desk.tickets()).map((ticket) => ticket.subject)
    for (const subject of acknowledged) expect(subjects.filter((one) => one === subject), subject).toHaveLength(1)
    expect(subjects.filter((subject) => subject.startsWith('Asked')).length).toBeGreaterThanOrEqual(asked.filter((status) => status === 201).length)
    await desk.open('After the cuts')
    expect((await fetch(`${running.url}/ready`)).status).toBe(200)
  }, 60_000)
})
