import type { Http } from 'adapters-sdk'
import type { CustomFetch } from 'openid-client'
import { isWebAddress } from '../web-address.js'

const MOST_BYTES = 1024 * 1024
const PATIENCE_MS = 10_000

/** The provider could not be asked, or did not answer within reason. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
}

/** Whatever the provider's documents name is called like this: guarded, with a time-out, no more of it than a provider needs. */
export function boundedFetch(http: Http): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    if (!isWebAddress(url, http)) throw new ProviderFailure(`${url} is not an https address`)
    try {
      const response = await http.fetch(url, { method, headers, body: (body ?? null) as RequestInit['body'] & {}, ...(signal ? { signal } : {}), timeoutMs: PATIENCE_MS })
      if (response.status >= 500) throw new ProviderFailure(`${url} answered ${response.status}`)
      const content = await readUpTo(response, url)
      return new Response(content.length === 0 ? null : content, { status: response.status, headers: response.headers })
    } catch (error) {
      throw error instanceof ProviderFailure ? error : new ProviderFailure(`${url}: ${error instanceof Error ? messageOf(error) : String(error)}`, { cause: error })
    }
  }
}

async function readUpTo(response: Response, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    // Leaving the loop ends the connection.
    if (bytes > MOST_BYTES) throw new ProviderFailure(`${url} answered more than ${MOST_BYTES} bytes`)
    parts.push(part)
  }
  return Uint8Array.from(Buffer.concat(parts))
}

/** `fetch` says only that it failed; why stands in its cause. */
function messageOf(error: Error): string {
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}
