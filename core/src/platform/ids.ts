import { randomBytes, randomInt, randomUUID } from 'node:crypto'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** `T1616746802108sWrg`: a letter, epoch milliseconds, four random letters or digits (TKT-1). Sortable by time. */
export function publicNumber(kind: 'T' | 'U' | 'C', now: number): string {
  let tail = ''
  for (let i = 0; i < 4; i++) tail += LETTERS[randomInt(LETTERS.length)]
  return `${kind}${now}${tail}`
}

/** An unguessable token for links, cookies and keys: 256 bits, URL-safe. */
export function secretToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What everything set off by one outside fact has in common. */
export function newChain(): string {
  return randomUUID()
}
