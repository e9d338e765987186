import assert from 'node:assert/strict'
import { ChannelError } from '../../channel/channel-error.js'
import type { InboundEvent, StoredRaw } from '../../channel/inbound.js'
import type { ConformanceCase, ConformanceTest } from '../conformance-case.js'
import { expectChannelError } from '../expect-channel-error.js'

const takes = ({ inbound }: { readonly inbound: readonly string[] }) => inbound.length > 0
const DAMAGED_COPIES = 20

async function parse({ adapter, settings }: ConformanceTest, raw: StoredRaw): Promise<readonly InboundEvent[]> {
  return adapter.parse(raw, settings)
}

/** What is stored can be parsed again at any time, and nothing that arrives can stop the pipeline. */
export const parseCases: readonly ConformanceCase[] = [
  {
    title: 'parse is repeatable, pure and names its events',
    applies: takes,
    async run(test) {
      assert.ok(test.options.fixtures.length > 0, 'a channel that takes messages brings fixtures of them')
      for (const { name, raw } of test.options.fixtures) {
        const before = Buffer.from(raw.body)
        const first = await parse(test, raw)
        assert.deepEqual(await parse(test, raw), first, `${name}: parsed differently the second time`)
        assert.deepEqual(await parse({ ...test, adapter: test.options.adapter() }, raw), first, `${name}: parsed differently by another instance`)
        assert.deepEqual(Buffer.from(raw.body), before, `${name}: the stored body was changed`)
        assert.ok(first.length > 0, `${name}: nothing in it`)
        const names = first.map((event) => `${event.kind} ${event.externalId}`)
        assert.equal(new Set(names).size, names.length, `${name}: two events of one name`)
        for (const event of first) {
          assert.ok(event.externalId !== '' && event.externalId.length <= 500, `${name}: externalId`)
          assert.ok(Number.isFinite(event.occurredAt) && event.occurredAt > 0, `${name}: occurredAt`)
        }
      }
    },
  },
  {
    title: 'parse refuses what it cannot read with payload.invalid',
    applies: takes,
    async run(test) {
      for (const body of test.options.invalid) {
        const error = await expectChannelError(parse(test, { externalId: 'invalid', receivedAt: Date.UTC(2025, 0, 1), headers: {}, body }))
        assert.equal(error.code, 'payload.invalid')
      }
    },
  },
  {
    title: 'parse of damaged bodies gives events or payload.invalid, nothing else',
    applies: takes,
    async run(test) {
      for (const { name, raw } of test.options.fixtures) {
        for (let copy = 0; copy < DAMAGED_COPIES; copy++) {
          try {
            await parse(test, { ...raw, body: damage(raw.body, copy) })
          } catch (error) {
            assert.ok(error instanceof ChannelError && error.code === 'payload.invalid', `${name}, copy ${copy}: ${String(error)}`)
          }
        }
      }
    },
  },
]

/** Cuts the body or overwrites bytes of it, the same for the same seed. */
function damage(body: Uint8Array, seed: number): Uint8Array {
  let state = seed * 2_654_435_761 + 1
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
  const copy = Buffer.from(body)
  if (copy.length === 0) return copy
  if (seed % 2 === 0) return copy.subarray(0, random(copy.length))
  for (let i = 0; i < 10; i++) copy[random(copy.length)] = random(256)
  return copy
}
