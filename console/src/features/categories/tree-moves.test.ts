import { expect, it } from 'vitest'
import type { Category } from '../../api/types.js'
import { placeAfter, placeOn } from './tree-moves.js'

const category = (id: number, parentId: number | null, depth: number) => ({ id, parentId, depth, kind: 'intake' }) as Category
// 1 ─ 2 ─ 3, 1 ─ 4, 5
const all = [category(1, null, 1), category(2, 1, 2), category(3, 2, 3), category(4, 1, 2), category(5, null, 1)]
const [one, two, three, four, five] = all as [Category, Category, Category, Category, Category]

it('TKT-13: the keyboard moves a category among its siblings, into the one before it and out of its parent', () => {
  expect(placeAfter(all, four, 'up')).toEqual({ parentId: 1, beforeId: 2 })
  expect(placeAfter(all, two, 'down')).toEqual({ parentId: 1, beforeId: null })
  expect(placeAfter(all, two, 'up')).toBeNull()
  expect(placeAfter(all, five, 'in')).toEqual({ parentId: 1, beforeId: null })
  expect(placeAfter(all, four, 'out')).toEqual({ parentId: null, beforeId: 5 })
  expect(placeAfter(all, one, 'out')).toBeNull()
})

it('TKT-13: dropping puts it before, behind or below another one, never below itself and never too deep', () => {
  expect(placeOn(all, five, four, 'before')).toEqual({ parentId: 1, beforeId: 4 })
  expect(placeOn(all, five, two, 'after')).toEqual({ parentId: 1, beforeId: 4 })
  expect(placeOn(all, two, four, 'after')).toEqual({ parentId: 1, beforeId: null })
  expect(placeOn(all, four, five, 'inside')).toEqual({ parentId: 5, beforeId: null })
  expect(placeOn(all, one, three, 'inside')).toBeNull()
  const deep = [...all, category(6, 3, 4), category(7, 6, 5)]
  expect(placeOn(deep, five, deep[6]!, 'inside')).toBeNull()
  expect(placeOn(deep, five, deep[6]!, 'before')).toEqual({ parentId: 6, beforeId: 7 })
})
