import { describe, expect, it } from 'vitest'
import { inTurn, type Candidate, type GroupForTurn } from './next-agent.js'

const member = (place: number, available = true): Candidate => ({ id: place * 100, name: `m${place}`, place, available, limit: null })
const order = (members: Candidate[], last: number) => inTurn({ id: 1, name: 'g', last, members } satisfies GroupForTurn).map((candidate) => candidate.place)

describe('whose turn it is (TRG-2)', () => {
  it('goes on behind whoever came last, in joining order, around the end', () => {
    const members = [member(4), member(2), member(9)]
    expect(order(members, 0)).toEqual([4, 2, 9])
    expect(order(members, 4)).toEqual([2, 9, 4])
    expect(order(members, 9)).toEqual([4, 2, 9])
  })

  it('skips those who cannot be given tickets, without losing their place', () => {
    expect(order([member(1), member(2, false), member(3)], 1)).toEqual([3, 1])
    expect(order([member(1, false)], 0)).toEqual([])
  })

  it('goes on with those who joined later when whoever came last has left', () => {
    expect(order([member(1), member(3), member(4)], 2)).toEqual([3, 4, 1])
    expect(order([member(1), member(3)], 7)).toEqual([1, 3])
  })
})
