import { expect, it } from 'vitest'
import type { TicketRow } from '../../api/types.js'
import { timelineOf } from './timeline.js'
import { freshNumbers } from './use-ticket-list.js'
import type { Message, TicketEvent } from '../../api/types.js'

const row = (number: string, updatedAt: string) => ({ number, updatedAt }) as TicketRow

it('TKT-16: marks what is new or changed, not what was there', () => {
  expect(freshNumbers([row('T1', 'a'), row('T2', 'a')], [row('T3', 'a'), row('T1', 'b'), row('T2', 'a')])).toEqual(['T3', 'T1'])
})

it('TKT-10: puts messages and events in one order, what was said before what it led to', () => {
  const message = (id: number, createdAt: string) => ({ id, createdAt }) as Message
  const event = (id: number, type: string, createdAt: string) => ({ id, type, createdAt }) as TicketEvent
  const at = (second: number) => `2026-01-01T00:00:0${second}Z`
  expect(timelineOf([message(1, at(1)), message(2, at(3))], [event(1, 'created', at(1)), event(2, 'assigned', at(1)), event(3, 'state', at(2))]).map((entry) => entry.key)).toEqual(['m1', 'e2', 'e3', 'm2'])
})
