import assert from 'node:assert/strict'
import { hostAction } from '../../channel/channel-error.js'
import type { ConformanceCase, ConformanceTest } from '../conformance-case.js'
import { CASE_SIGNAL_MS } from '../conformance-case.js'
import type { ProviderFault } from '../conformance-provider.js'
import { expectChannelError } from '../expect-channel-error.js'

const sends = ({ outbound }: { readonly outbound: boolean }) => outbound
const signal = () => AbortSignal.timeout(CASE_SIGNAL_MS)

async function failure(test: ConformanceTest, fault: ProviderFault) {
  const session = await test.open()
  test.provider.fail(fault)
  const error = await expectChannelError(session.send(test.message('1'), signal()))
  const taken = test.provider.taken().includes('1')
  assert.ok(!taken || error.details.certainty === 'maybe-sent', 'says not-sent, but the provider took it')
  return error
}

/** What leaves leaves once, and an error says honestly whether it may have left. */
export const sendCases: readonly ConformanceCase[] = [
  {
    title: 'send gives the external id of what the provider took',
    applies: sends,
    async run(test) {
      const session = await test.open()
      const result = await session.send(test.message('1'), signal())
      assert.ok(result.externalId !== '' && result.externalId.length <= 500, 'externalId')
      assert.deepEqual(test.provider.taken(), ['1'])
      assert.equal(session.health(), 'connected')
    },
  },
  {
    title: 'the same delivery id twice reaches the recipient once',
    applies: ({ outbound, idempotentSend }) => outbound && idempotentSend !== 'none',
    async run(test) {
      const session = await test.open()
      const first = await session.send(test.message('1'), signal())
      if (test.capabilities.idempotentSend === 'lookup') assert.deepEqual(await session.find!('1', signal()), first)
      else assert.equal((await session.send(test.message('1'), signal())).externalId, first.externalId)
      assert.deepEqual(test.provider.taken(), ['1'])
    },
  },
  {
    title: 'a refused message was certainly not sent, and is not tried again',
    needs: ['refused'],
    applies: sends,
    async run(test) {
      const error = await failure(test, 'refused')
      assert.equal(error.details.certainty, 'not-sent')
      assert.equal(hostAction(error), 'fail')
    },
  },
  {
    title: 'a rate limit lets the host try again later',
    needs: ['rate-limited'],
    applies: sends,
    async run(test) {
      const error = await failure(test, 'rate-limited')
      assert.equal(error.details.certainty, 'not-sent')
      assert.ok(['retry', 'pause-inbox'].includes(hostAction(error)), `leads to ${hostAction(error)}`)
      assert.equal(error.details.retryAfterMs, test.provider.retryAfterMs, 'retryAfterMs as the provider said')
    },
  },
  {
    title: 'credentials that expire while connected ask for new ones',
    needs: ['unauthorized'],
    applies: sends,
    async run(test) {
      assert.equal(hostAction(await failure(test, 'unauthorized')), 'needs-reauth')
    },
  },
  {
    title: 'a time-out before the provider took it ends, and is honest',
    needs: ['timeout-before-write'],
    applies: sends,
    async run(test) {
      assert.ok(['retry', 'reconcile'].includes(hostAction(await failure(test, 'timeout-before-write'))))
    },
  },
  ...(['timeout-after-write', 'closed-after-write', 'broken-body'] as const).map(
    (fault): ConformanceCase => ({
      title: `${fault.replaceAll('-', ' ')} may have been sent, and is never tried again blindly`,
      needs: [fault],
      applies: sends,
      async run(test) {
        const error = await failure(test, fault)
        assert.equal(error.details.certainty, 'maybe-sent')
        assert.equal(hostAction(error), 'reconcile')
      },
    }),
  ),
  {
    title: 'a slow answer is waited for',
    needs: ['slow-body'],
    applies: sends,
    async run(test) {
      const session = await test.open()
      test.provider.fail('slow-body')
      assert.ok((await session.send(test.message('1'), signal())).externalId !== '')
    },
  },
]
