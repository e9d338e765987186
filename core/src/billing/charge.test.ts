import { readFileSync } from 'node:fs'
import { CONTRACT_ITEMS, type ContractItem } from 'adapters-sdk'
import { describe, expect, it } from 'vitest'
import { chargeables } from './chargeables.js'
import { chargesOf, totalOf, wonFor, type PriceStep, type Usage } from './charge.js'

/** What the migration seeds. */
const prices = new Map<string, PriceStep[]>()
const seed = readFileSync(new URL('../../migrations/0003-contracts-and-prices.sql', import.meta.url), 'utf8')
for (const [, code, above, thousandths] of seed.matchAll(/\('([a-z.]+)', '2000-01-01', (\d+), (\d+)\)/g)) prices.set(code!, [...(prices.get(code!) ?? []), { above: Number(above), thousandths: Number(thousandths) }])
const meters = readFileSync(new URL('../../migrations/0008-meters.sql', import.meta.url), 'utf8').matchAll(/\('([a-z.]+)', '([a-z]+)', '([^']+)', '([^']+)', \d+\)/g)
const all = chargeables([...meters].map(([, code, item, ko, en]) => ({ code: code!, item: item as ContractItem, name: { ko: ko!, en: en! } })))
const NOTHING_USED: Usage = { users: { chat: 0, ticket: 0, phone: 0 }, meters: {} }
const won = (code: string, quantity: number) => wonFor(prices.get(code)!, quantity)
const MINUTE = 60

describe('TEN-4: the seed’s prices', () => {
  it.each([[0, 0], [1, 0], [2_999, 0], [3_000, 50], [3_001, 100], [4_000, 50_050]])('%i tickets or chats handled cost %i', (quantity, amount) => {
    expect([won('ticket.case', quantity), won('chat.case', quantity)]).toEqual([amount, amount])
  })

  it.each([[0, 0], [1, 100], [3_000, 300_000]])('%i chats of KakaoTalk cost %i, from the first', (quantity, amount) => {
    expect(won('kakao.case', quantity)).toBe(amount)
  })

  it.each([
    [5_999 * MINUTE, 0],
    [6_000 * MINUTE - 1, 0],
    [6_000 * MINUTE, 0],
    [6_000 * MINUTE + 1, 3],
    [6_001 * MINUTE, 180],
    [40_000 * MINUTE - 1, 6_119_997],
    [40_000 * MINUTE, 6_120_000],
    // Half a won is not charged.
    [40_000 * MINUTE + 1, 6_120_001],
    [40_000 * MINUTE + 2, 6_120_003],
    [40_001 * MINUTE, 6_120_090],
  ])('%i seconds of phone cost %i', (quantity, amount) => {
    expect(won('telticket.second', quantity)).toBe(amount)
  })

  it('users and paid items cost what the table says', () => {
    expect([won('chat.user', 3), won('ticket.user', 3), won('telticket.user', 3)]).toEqual([30_000, 30_000, 210_000])
    expect(['helpdoc', 'endusermanagement', 'callback', 'reinquiryrate', 'smssendingstatus'].map((item) => won(`${item}.service`, 1))).toEqual([50_000, 250_000, 50_000, 10_000, 10_000])
  })

  it('a bill has a line for what the contract has and for what was used, and is their sum', () => {
    const items = new Set<ContractItem>(['ticket', 'telticket', 'helpdoc', 'knowledge'])
    const charges = chargesOf(all, prices, items, { users: { chat: 0, ticket: 2, phone: 1 }, meters: { 'ticket.case': 3_001, 'kakao.case': 2, 'telticket.second': 6_000 * MINUTE + 10 } })
    expect(charges.map(({ code, quantity, amount }) => [code, quantity, amount])).toEqual([
      ['kakao.case', 2, 200],
      ['ticket.user', 2, 20_000],
      ['ticket.case', 3_001, 100],
      ['telticket.user', 1, 70_000],
      ['telticket.second', 360_010, 30],
      ['helpdoc.service', 1, 50_000],
      ['knowledge.service', 1, 0],
    ])
    expect(totalOf(charges)).toBe(140_330)
  })

  it('everything that has a price of the seed is on a bill under it, and only what is there can be charged', () => {
    const lines = chargesOf(all, prices, new Set(CONTRACT_ITEMS), NOTHING_USED)
    expect([...prices.keys()].filter((code) => !lines.some((line) => line.code === code))).toEqual([])
    expect(lines.slice(0, 7).map(({ code }) => code)).toEqual(['chat.user', 'chat.case', 'kakao.case', 'ticket.user', 'ticket.case', 'telticket.user', 'telticket.second'])
  })

  it('a bill of nothing is nothing', () => {
    expect(totalOf(chargesOf(all, prices, new Set(['ticket']), NOTHING_USED))).toBe(0)
  })
})
