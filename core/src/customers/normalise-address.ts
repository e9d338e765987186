import type { Identity } from 'adapters-sdk'

/** One spelling for each address, so that the same sender is found again. */
export function normaliseAddress({ scheme, address }: Pick<Identity, 'scheme' | 'address'>): string {
  const text = address.normalize('NFKC').trim()
  if (scheme === 'email') return text.toLowerCase()
  if (scheme === 'phone') return text.replace(/[^\d+]/g, '')
  if (scheme === 'handle') return text.replace(/^@/, '').toLowerCase()
  return text
}
