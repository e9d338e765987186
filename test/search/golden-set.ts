import { readFileSync } from 'node:fs'

export interface GoldenTicket {
  readonly key: string
  readonly subject: string
  readonly name: string
  readonly email?: string
  readonly phone?: string
  readonly handle?: string
  readonly opaque?: string
  /** The first is the customer's, what follows are answers. */
  readonly messages: readonly string[]
  readonly files?: readonly string[]
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T

/** In the order in which they were received. */
export const goldenTickets = read<GoldenTicket[]>('golden-tickets.json')
/** Each query with the keys of every ticket it finds. */
export const goldenQueries = read<[query: string, keys: string][]>('golden-queries.json').map(([query, keys]) => ({ query, keys: keys.split(' ').filter((key) => key !== '') }))
