import type { Identity } from 'adapters-sdk'

/** One spelling for each address, so that the same sender is found again. */
export function normaliseAddress({ scheme, address }: Pick<Identity, 'scheme' | 'address'>): string {
  const text = address.normalize('NFKC').trim()
  if (scheme === 'email') return text.toLowerCase()
  // A Korean number is the same with its country's code and without: +82 10-… and 010-….
  if (scheme === 'phone') return text.replace(/[^\d+]/g, '').replace(/^00/, '+').replace(/^\+820?/, '0')
  if (scheme === 'handle') return text.replace(/^@/, '').toLowerCase()
  return text
}
