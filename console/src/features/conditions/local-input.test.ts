import { expect, it } from 'vitest'
import { dayOf, dayValue, isDay } from './local-input.js'

it('keeps a day the same day in every zone', () => {
  expect([isDay('field.date.ordered_on'), isDay('ticket.createdAt')]).toEqual([true, false])
  expect(dayValue('2026-11-20')).toBe('2026-11-20T00:00:00.000Z')
  expect(dayOf(dayValue('2026-11-20'))).toBe('2026-11-20')
  expect(dayOf(null)).toBe('')
})
