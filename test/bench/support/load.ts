import autocannon from 'autocannon'

/** Requests per second that a URL answers, all of them with 2xx. */
export async function load(options: { readonly url: string; readonly headers?: Record<string, string>; readonly seconds: number; readonly connections?: number }): Promise<number> {
  const result = await autocannon({ url: options.url, headers: options.headers ?? {}, duration: options.seconds, connections: options.connections ?? 16 })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${options.url}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`)
  return result.requests.total / result.duration
}
