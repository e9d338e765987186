import { expect, it } from 'vitest'
import { heightOf, inTreeOrder, withDescendants } from './category-tree.js'

const node = (id: number, parentId: number | null) => ({ id, parentId })
const nodes = [node(1, null), node(2, null), node(3, 1), node(4, 3), node(5, 1), node(6, 99)]

it('TKT-13: each category stands before what is below it, siblings keep their order', () => {
  expect(inTreeOrder(nodes).map(({ id, depth }) => [id, depth])).toEqual([[1, 1], [3, 2], [4, 3], [5, 2], [2, 1]])
})

it('TKT-13: a category is moved and deleted with everything below it', () => {
  expect(withDescendants(nodes, 1).map(({ id }) => id).sort()).toEqual([1, 3, 4, 5])
  expect([heightOf(nodes, 1), heightOf(nodes, 4)]).toEqual([3, 1])
})
