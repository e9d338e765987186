import { expect, it } from 'vitest'
import { addressOf, askedIn, isBlank, parametersOf, usedFields } from './asked.js'

it('TKT-12: a search is its address, and the address a search', () => {
  const asked = askedIn({ q: '배송', state: 'solved', from: '2026-11-01', sort: 'best', tab: 'events', subject: ['a', 'b'] })
  expect(addressOf(asked)).toEqual({ q: '배송', state: 'solved', from: '2026-11-01', sort: 'best', subject: 'a' })
  expect(askedIn(addressOf(asked))).toEqual(asked)
  expect(usedFields(asked)).toEqual(['subject', 'state', 'from'])
  expect(isBlank(askedIn({ q: '  ' }))).toBe(true)
  expect(isBlank(askedIn({ customerName: '김' }))).toBe(false)
})

it('TKT-12: days begin and end where the person is', () => {
  const sent = new URLSearchParams(parametersOf(askedIn({ q: ' 배송 ', from: '2026-11-01', to: '2026-11-01' }), { limit: '25' }))
  expect(sent.get('createdFrom')).toBe(new Date(2026, 10, 1).toISOString())
  expect(sent.get('createdTo')).toBe(new Date(new Date(2026, 10, 2).getTime() - 1).toISOString())
  expect([...sent.keys()]).toEqual(['q', 'createdFrom', 'createdTo', 'limit'])
  expect(parametersOf(askedIn({ from: 'soon' }))).toBe('')
})
