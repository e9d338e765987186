import { PassThrough, type Readable } from 'node:stream'

/** Reads `source` once and hands it to each of `consumers`; rejects when one of them does, after the rest of the source was read and dropped. */
export async function tee<T>(source: Readable, consumers: ReadonlyArray<(copy: Readable) => Promise<T>>, each: (chunk: Uint8Array) => void): Promise<T[]> {
  const copies = consumers.map(() => new PassThrough())
  let broken: { readonly error: unknown } | null = null
  const results = consumers.map(async (consume, i) => {
    try {
      return await consume(copies[i]!)
    } catch (error) {
      broken ??= { error }
      for (const copy of copies) copy.destroy()
      throw error
    }
  })
  const all = Promise.all(results)
  all.catch(() => undefined)
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      if (broken) continue
      each(chunk)
      await Promise.all(copies.map((copy) => (copy.write(chunk) || copy.destroyed ? undefined : roomIn(copy))))
    }
    for (const copy of copies) copy.end()
  } catch (error) {
    for (const copy of copies) copy.destroy(error as Error)
    throw error
  }
  return all
}

/** Resolves when the stream takes more, or nothing any more. */
function roomIn(stream: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done)
      resolve()
    }
    stream.on('drain', done).on('close', done)
  })
}
