const LONGEST_MS = 24 * 3_600_000

/** How long a receiver asks us to wait: seconds, or a date (RFC 9110, 10.2.3); a day at most. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  const wait = /^\d+$/.test(header.trim()) ? Number(header.trim()) * 1000 : Date.parse(header) - now
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_MS)
}
