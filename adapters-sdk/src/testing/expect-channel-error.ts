import assert from 'node:assert/strict'
import { ChannelError } from '../channel/channel-error.js'

/** The ChannelError that `work` rejects with; anything else breaks the contract. `within`: it must not take longer. */
export async function expectChannelError(work: Promise<unknown>, within = 8_000): Promise<ChannelError> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new assert.AssertionError({ message: `no answer within ${within} ms` })), within)
  })
  const error: unknown = await Promise.race([work.then(() => null, (reason: unknown) => reason), late]).finally(() => clearTimeout(timer))
  assert.ok(error !== null, 'should have failed, but resolved')
  assert.ok(error instanceof ChannelError, `every failure is a ChannelError, this was ${String(error)}`)
  return error
}
