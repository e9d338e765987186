import assert from 'node:assert/strict'
import { CASE_SIGNAL_MS, type ConformanceCase } from '../conformance-case.js'
import { expectChannelError } from '../expect-channel-error.js'

const always = () => true
const signal = () => AbortSignal.timeout(CASE_SIGNAL_MS)
/** Sooner than any time-out of the channel. */
const PROMPTLY = 1_000

/** Sessions open only with good credentials, and let go when told to. */
export const sessionCases: readonly ConformanceCase[] = [
  {
    title: 'open refuses bad credentials',
    needs: ['unauthorized'],
    applies: always,
    async run({ provider, open }) {
      provider.fail('unauthorized')
      const error = await expectChannelError(open())
      assert.ok(error.code.startsWith('auth.') || error.code === 'inbox.misconfigured', error.code)
    },
  },
  {
    title: 'close can be called twice and stops the session',
    applies: always,
    async run({ open, message, capabilities }) {
      const session = await open()
      await session.close(signal())
      await session.close(signal())
      assert.equal(session.health(), 'stopped')
      if (capabilities.outbound) assert.equal((await expectChannelError(session.send(message('1'), signal()))).details.certainty, 'not-sent')
    },
  },
  {
    title: 'close ends a send that hangs',
    needs: ['timeout-after-write'],
    applies: ({ outbound }) => outbound,
    async run({ open, message, provider }) {
      const session = await open()
      provider.fail('timeout-after-write')
      const sending = expectChannelError(session.send(message('1'), signal()))
      await until(() => provider.taken().length > 0)
      await session.close(signal())
      const error = await within(sending)
      assert.equal(error.details.certainty, 'maybe-sent')
    },
  },
  {
    title: 'abort ends a send at once',
    needs: ['timeout-after-write'],
    applies: ({ outbound }) => outbound,
    async run({ open, message, provider }) {
      const session = await open()
      const error = await expectChannelError(session.send(message('1'), AbortSignal.abort()), PROMPTLY)
      assert.equal(error.details.certainty, 'not-sent')
      assert.deepEqual(provider.taken(), [])
      provider.fail('timeout-after-write')
      const stop = new AbortController()
      const sending = expectChannelError(session.send(message('2'), stop.signal))
      await until(() => provider.taken().length > 0)
      stop.abort()
      assert.equal((await within(sending)).details.certainty, 'maybe-sent')
    },
  },
  {
    title: 'poll hands out each fact under the same name again, and comes to an end',
    applies: ({ inbound }) => inbound.includes('poll'),
    async run({ open }) {
      const session = await open()
      const all = async () => {
        const names: string[] = []
        let cursor: string | null = null
        for (let more = true; more; ) {
          const page = await session.poll!(cursor, { max: 10 }, signal())
          names.push(...page.raw.map((raw) => raw.externalId))
          assert.ok(!page.more || page.cursor !== cursor, 'more is promised, but the cursor stands still')
          ;({ cursor, more } = page)
        }
        assert.deepEqual((await session.poll!(cursor, { max: 10 }, signal())).raw, [], 'the cursor does not remember')
        return names
      }
      assert.deepEqual(await all(), await all())
    },
  },
]

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.ok(condition(), 'the provider never saw the message')
}

/** Fails when the work is not over promptly. */
async function within<T>(work: Promise<T>): Promise<T> {
  const late = Symbol('late')
  const first = await Promise.race([work, new Promise<typeof late>((resolve) => setTimeout(() => resolve(late), PROMPTLY).unref())])
  assert.ok(first !== late, `did not end within ${PROMPTLY} ms`)
  return first as T
}
