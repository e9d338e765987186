import { expect, it } from 'vitest'
import type { TicketRow } from '../../api/types.js'
import { joined, timelineOf } from './timeline.js'
import { freshNumbers } from './use-ticket-list.js'
import type { Message, MessagePage, TicketEvent } from '../../api/types.js'

const row = (number: string, updatedAt: string) => ({ number, updatedAt }) as TicketRow

it('TKT-16: marks what is new or changed, not what was there', () => {
  expect(freshNumbers([row('T1', 'a'), row('T2', 'a')], [row('T3', 'a'), row('T1', 'b'), row('T2', 'a')])).toEqual(['T3', 'T1'])
})

it('TKT-10: puts messages and events in one order, what was said before what it led to', () => {
  const message = (id: number, createdAt: string) => ({ id, createdAt }) as Message
  const event = (id: number, type: string, createdAt: string) => ({ id, type, createdAt }) as TicketEvent
  const at = (second: number) => `2026-01-01T00:00:0${second}Z`
  expect(timelineOf({ items: [message(1, at(1)), message(2, at(3))], earlier: 0 }, [event(1, 'created', at(1)), event(2, 'assigned', at(1)), event(3, 'state', at(2))]).map((entry) => entry.key)).toEqual(['m1', 'e2', 'e3', 'm2'])
  expect(timelineOf({ items: [message(2, at(3))], earlier: 1 }, [event(2, 'assigned', at(1)), event(3, 'state', at(4))]).map((entry) => entry.key)).toEqual(['m2', 'e3'])
})

it('TKT-10: keeps earlier messages that were loaded when newer ones come', () => {
  const page = (from: number, to: number, earlier = from - 1): MessagePage => ({ items: Array.from({ length: to - from + 1 }, (_, at) => ({ id: from + at }) as Message), earlier })
  const ids = ({ items, earlier }: MessagePage) => [items[0]?.id, items.at(-1)?.id, items.length, earlier]
  expect(ids(joined(undefined, page(51, 100)))).toEqual([51, 100, 50, 50])
  expect(ids(joined(page(21, 100), page(51, 100)))).toEqual([21, 100, 80, 20])
  expect(ids(joined(page(21, 100), page(53, 102)))).toEqual([21, 102, 82, 20])
  // More came than one page holds: what is between is not known.
  expect(ids(joined(page(21, 100), page(101, 150)))).toEqual([101, 150, 50, 100])
  // The last one was taken back, and it is the whole ticket.
  expect(ids(joined(page(1, 10), page(1, 9)))).toEqual([1, 9, 9, 0])
})
