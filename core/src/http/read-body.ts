import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { AppError } from 'adapters-sdk'

const MAX_JSON = 2 * 1024 * 1024

/** The JSON body; undefined when there is none. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBytes(request, MAX_JSON)
  if (body.length === 0) return undefined
  try {
    const text = body.toString('utf8')
    // No database keeps a NUL in a text.
    return text.includes('\\u0000') ? JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : value)) : JSON.parse(text)
  } catch {
    throw new AppError('http.bad_json')
  }
}

/** The whole body; throws before it holds more than `max` bytes. */
export async function readBytes(request: Readable, max: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > max) {
      request.resume()
      throw new AppError('http.too_large', { max })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
