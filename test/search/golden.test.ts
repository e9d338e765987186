import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { startCore, until, type RunningCore } from '../faults/support/index.js'
import { goldenQueries, goldenTickets } from './golden-set.js'
import { seedTickets } from './seed-tickets.js'

interface Found { readonly items: { readonly ticket: { readonly number: string } }[]; readonly next: string | null }

describe('the golden set', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let keyOf: Map<string, string>
    const find = async (query: string, cursor = '', limit = 100) => running.admin.get<Found>(`/api/s/help/search?limit=${limit}&q=${encodeURIComponent(query)}${cursor === '' ? '' : `&cursor=${cursor}`}`)
    const keys = (found: Found) => found.items.map(({ ticket }) => keyOf.get(ticket.number))

    beforeAll(async () => {
      running = await startCore(engine)
      const [service] = await engine.query<{ id: number | string }>("select id from service where code = 'help'")
      keyOf = new Map([...(await seedTickets(engine, Number(service!.id), goldenTickets))].map(([key, number]) => [number, key]))
      await until('everything to be in the search', async () => Number((await engine.query<{ n: number }>('select count(*) as n from ticket where indexed_version <> text_version'))[0]!.n) === 0 || null)
    })
    afterAll(() => running?.stop())

    it('TKT-12: has at least 200 queries, of which most find something', () => {
      expect(goldenQueries.length).toBeGreaterThan(200)
      expect(goldenQueries.filter(({ keys: expected }) => expected.length > 0).length).toBeGreaterThan(200)
    })

    it('TKT-12: every query finds exactly its tickets, newest first', async () => {
      const wrong: unknown[] = []
      for (const { query, keys: expected } of goldenQueries) {
        const found = keys(await find(query))
        if (query.trim() !== '' && JSON.stringify(found) !== JSON.stringify([...expected].reverse())) wrong.push({ query, found: found.join(' '), expected: [...expected].reverse().join(' ') })
      }
      expect(wrong).toEqual([])
    })

    it('TKT-12: page by page is the same as at once', async () => {
      const { keys: expected } = goldenQueries.find(({ query }) => query === '배송')!
      const pages: (string | undefined)[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Found = await find('배송', cursor, 2)
        expect(page.items.length).toBeLessThanOrEqual(2)
        pages.push(...keys(page))
        cursor = page.next
      }
      expect(pages).toEqual([...expected].reverse())
    })
  })
})
