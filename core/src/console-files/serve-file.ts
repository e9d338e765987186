import type { Context } from 'koa'
import type { StaticFile } from './static-folder.js'

/** Answers with the file, compressed where the browser takes it, or with 304. */
export function serveFile(context: Context, file: StaticFile, caching: string): void {
  context.set('ETag', file.etag)
  context.set('Cache-Control', caching)
  context.set('Vary', 'Accept-Encoding')
  context.status = 200
  if (context.fresh) {
    context.status = 304
    return
  }
  context.type = file.mediaType
  if (file.gzip && context.acceptsEncodings('gzip', 'identity') === 'gzip') {
    context.set('Content-Encoding', 'gzip')
    context.body = file.gzip
  } else context.body = file.body
}

/** Undefined: not an address at all. */
export function decodedPath(context: Context): string | undefined {
  try {
    return decodeURIComponent(context.path)
  } catch {
    return undefined
  }
}

export const FOR_EVER = 'public, max-age=31536000, immutable'
/** Kept, but asked about each time. */
export const ASK_FIRST = 'no-cache'
