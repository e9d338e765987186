import { expect, it } from 'vitest'
import { filterOf, treeOf } from './list-filter.js'

it('TKT-4: what the URL says becomes conditions, and nothing else of it does', () => {
  expect(treeOf(filterOf({}))).toBe(null)
  expect(treeOf(filterOf({ tab: 'events', sort: '-priority', state: '' }))).toBe(null)
  expect(treeOf(filterOf({ state: 'on_hold,solved', assignee: 'nobody,me', since: '7' }))).toEqual({
    all: [
      { target: 'ticket.state', op: 'any_of', value: ['on_hold', 'solved'] },
      { any: [{ target: 'ticket.assignee', op: 'any_of', value: ['me'] }, { target: 'ticket.assignee', op: 'absent', value: null }] },
      { target: 'ticket.createdAt', op: 'within_days', value: 7 },
    ],
  })
})
