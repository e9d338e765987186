/** A moment as a `datetime-local` field shows it: in the browser's own zone. */
export function localInput(value: unknown): string {
  const at = typeof value === 'string' ? new Date(value) : null
  if (!at || Number.isNaN(at.getTime())) return ''
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** Days of the service's own fields are kept without a zone: as the midnight of UTC. */
export const isDay = (target: string): boolean => target.startsWith('field.date.')
export const dayOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 10) : '')
export const dayValue = (day: string): string => `${day}T00:00:00.000Z`
