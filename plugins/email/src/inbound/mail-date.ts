const DAY = 24 * 60 * 60 * 1000
const EARLIEST = Date.UTC(1990, 0)

/** The Date header in epoch milliseconds; when it arrived, where the header is missing, unreadable, absurd or in the future. */
export function mailDate(header: string, receivedAt: number): number {
  const time = Date.parse(header.replace(/\([^)]*\)/g, '').trim())
  return time >= EARLIEST && time <= receivedAt + DAY ? time : receivedAt
}
