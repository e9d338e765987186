import { expect, it } from 'vitest'
import { RateLimit } from './rate-limit.js'

it('lets each caller go on so often in a minute, then says how long to wait', () => {
  let now = 0
  const limit = new RateLimit(2, () => now)
  expect([limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([0, 0, 0])
  now = 20_000
  expect(limit.take('a')).toBe(40)
  now = 60_000
  expect(limit.take('a')).toBe(0)
})
