import { describe, expect, it } from 'vitest'
import type { ConditionNode } from '../../conditions/index.js'
import { explain } from '../evaluate.js'
import { decisive } from './decisive.js'

const ask = (target: string): ConditionNode => ({ target, op: 'is', value: '' })
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(ask) as [ConditionNode, ConditionNode, ConditionNode, ConditionNode]
/** The targets that decided, when each condition that is asked comes out as said. */
const decided = (tree: ConditionNode, asked: string) => {
  const conditions = explain(tree, asked, {})
  expect(conditions).toHaveLength(asked.length)
  return decisive(tree, conditions).map((at) => conditions[at]!.target)
}

describe('the conditions that decided', () => {
  it('of all: the one that did not hold', () => expect(decided({ all: [a, b, c] }, '10')).toEqual(['b']))
  it('of any: all of them', () => expect(decided({ all: [a, { any: [b, c] }] }, '100')).toEqual(['b', 'c']))
  it('of any of groups: what failed each', () => expect(decided({ any: [{ all: [a, b] }, { all: [c, d] }] }, '100')).toEqual(['b', 'c']))
  it('of not: what held', () => expect(decided({ all: [a, { not: { any: [b, c] } }] }, '101')).toEqual(['c']))
  it('of not all: all that held', () => expect(decided({ not: { all: [a, b] } }, '11')).toEqual(['a', 'b']))
  it('is the last one where the tree is not known, or another', () => {
    const asked = explain({ all: [a, b] }, '10', {})
    expect(decisive(undefined, asked)).toEqual([1])
    expect(decisive({ all: [c, b] }, asked)).toEqual([1])
    expect(decisive(undefined, [])).toEqual([])
  })
})
