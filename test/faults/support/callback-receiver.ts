import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Takes signed calls as a receiver should: what it has seen under the same `webhook-id` is done. */
export interface CallbackReceiver {
  readonly url: string
  /** What came under which `webhook-id`, each body once. */
  readonly calls: Map<string, Set<string>>
  /** Calls that came again under a name that was seen. */
  repeated: number
  /** Calls whose signature was not ours. */
  forged: number
  stop(): Promise<void>
}

export async function startReceiver(secret: string, answersAfterMs: number): Promise<CallbackReceiver> {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const server = createServer((request, response) => {
    let body = ''
    request.on('error', () => undefined).on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => {
      const [id, at] = [String(request.headers['webhook-id']), String(request.headers['webhook-timestamp'])]
      const signature = `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`
      if (signature !== request.headers['webhook-signature']) receiver.forged++
      const seen = receiver.calls.get(id)
      if (seen) receiver.repeated++
      receiver.calls.set(id, (seen ?? new Set<string>()).add(body))
      setTimeout(() => response.end(), answersAfterMs)
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const receiver: CallbackReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: new Map(),
    repeated: 0,
    forged: 0,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }),
  }
  return receiver
}
