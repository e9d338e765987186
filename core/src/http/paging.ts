import { AppError, z } from 'adapters-sdk'

/** The query of every list: an opaque cursor and a page size. */
export const cursorQuery = { cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(25) }

export function encodeCursor(values: readonly number[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The `count` values behind a cursor; a damaged one is bad input. */
export function decodeCursor(cursor: string, count = 1): number[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === count && values.every(Number.isSafeInteger)) return values as number[]
  } catch {
    // Falls through to the error below.
  }
  throw new AppError('http.bad_input', {}, { errors: [{ path: 'query.cursor', message: 'not a cursor of this list' }] })
}

/** A page from one row more than asked: the extra one only says that there is a next page. */
export function pageOf<R>(rows: readonly R[], limit: number, key: (row: R) => readonly number[]): { items: R[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null }
}
