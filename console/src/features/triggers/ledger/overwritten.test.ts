import { expect, it } from 'vitest'
import { overwritten } from './overwritten.js'

type Evaluation = Parameters<typeof overwritten>[0][number]
const did = (triggerId: number, field: string, before: unknown, after: unknown) => ({ triggerId, title: `T${triggerId}`, actions: [{ changes: { [field]: { before, after } } }] })
const event = (id: number, ...triggers: ReturnType<typeof did>[]) => ({ id, triggers }) as unknown as Evaluation

it('names the trigger that made something else of it, in the same event and a later one', () => {
  expect([...overwritten([event(2, did(3, 'groupId', 2, 3)), event(1, did(1, 'groupId', null, 1), did(2, 'groupId', 1, 2))])]).toEqual([
    ['1.1.0.groupId', { title: 'T2', after: 2 }],
    ['1.2.0.groupId', { title: 'T3', after: 3 }],
  ])
})

it('does not blame a trigger for what somebody else changed in between, nor itself', () => {
  expect(overwritten([event(2, did(2, 'groupId', 7, 2)), event(1, did(1, 'groupId', null, 1))]).size).toBe(0)
  expect(overwritten([event(2, did(1, 'groupId', 1, 2)), event(1, did(1, 'groupId', null, 1), did(2, 'state', 'a', 'b'))]).size).toBe(0)
})

it('does not take another tag beside it for another value', () => {
  expect(overwritten([event(1, did(1, 'tags', ['a'], ['a', 'b']), did(2, 'tags', ['a', 'b'], ['a', 'b', 'c']))]).size).toBe(0)
  expect(overwritten([event(1, did(1, 'tags', ['a'], ['a', 'b']), did(2, 'tags', ['a', 'b'], ['c']))]).size).toBe(1)
  expect(overwritten([event(1, did(1, 'tags', ['a'], []), did(2, 'tags', [], ['a']))]).size).toBe(1)
})
