import { expect, it } from 'vitest'
import { groupOf, isEmpty, nodeOf } from './tree.js'
import type { ConditionNode } from './types.js'

const leaf = { target: 'ticket.state', op: 'is', value: 'solved' }

it('TKT-4: every tree is shown as groups, and written again means the same', () => {
  const trees: [ConditionNode, ReturnType<typeof groupOf>][] = [
    [{ all: [leaf] }, { mode: 'all', nodes: [leaf] }],
    [{ any: [leaf, { all: [] }] }, { mode: 'any', nodes: [leaf, { all: [] }] }],
    [{ not: { any: [leaf] } }, { mode: 'none', nodes: [leaf] }],
    [{ not: { all: [leaf, leaf] } }, { mode: 'not_all', nodes: [leaf, leaf] }],
    [{ not: leaf }, { mode: 'none', nodes: [leaf] }],
    [{ not: { not: leaf } }, { mode: 'none', nodes: [{ not: leaf }] }],
    [leaf, { mode: 'all', nodes: [leaf] }],
  ]
  for (const [tree, group] of trees) {
    expect(groupOf(tree)).toEqual(group)
    expect(groupOf(nodeOf(group))).toEqual(group)
  }
  expect([isEmpty({ all: [] }), isEmpty({ not: { any: [] } }), isEmpty(leaf), isEmpty({ any: [{ all: [] }] })]).toEqual([true, true, false, false])
})
