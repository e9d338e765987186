import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { Killable, killRounds, MAILS, nothingStored, seededPoints, ticketsOf, windowOf } from './support/index.js'

const POINTS = 20

describe('kill -9 while mails come in', () => {
  eachEngine((engine) => {
    let target: Killable
    beforeAll(async () => { target = await Killable.start(engine) })
    afterAll(() => target?.server.stop())

    it(`EML-9: between SMTP 250 and parsing, every acknowledged mail becomes exactly one ticket (${POINTS} points)`, async () => {
      const window = await windowOf(target, 'Parsing', () => nothingStored(target))
      const { mails, caught } = await killRounds(target, 'Parsing', seededPoints(2201, POINTS, window), async () => !(await nothingStored(target)))
      await target.desk.accounted()
      expect(await ticketsOf(target, mails)).toEqual(mails.map(() => 1))
      expect(await target.count("select count(*) as n from message where kind = 'customer'")).toBe(await target.count('select count(*) as n from ticket'))
      const ledger = await target.desk.ledger()
      expect(ledger).toMatchObject({ stored: 0, imported: mails.length + MAILS, quarantined: 0, skipped: 0 })
      expect(ledger.imported + ledger.duplicate).toBe(ledger.received)
      // Otherwise the points were nowhere near and this test says nothing.
      expect(caught).toBeGreaterThan(2)
    }, 300_000)
  })
})
