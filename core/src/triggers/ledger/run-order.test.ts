import { expect, it } from 'vitest'
import { inRunOrder } from './run-order.js'

const result = (triggerId: number, wokenBy?: number) => ({ triggerId, ...(wokenBy !== undefined && { wokenBy }) })
const order = (...results: ReturnType<typeof result>[]) => inRunOrder(results).map(({ triggerId }) => triggerId)

it('puts what was woken behind what woke it, and leaves the rest in order', () => {
  expect(order(result(1), result(2), result(3))).toEqual([1, 2, 3])
  expect(order(result(1, 3), result(2), result(3))).toEqual([2, 3, 1])
  expect(order(result(1, 2), result(2, 3), result(3), result(4))).toEqual([3, 2, 1, 4])
})

it('keeps one that is said to be woken by something that is not there', () => {
  expect(order(result(1, 9), result(2))).toEqual([1, 2])
})
