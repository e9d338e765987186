/** A moment as a `datetime-local` field shows it: in the browser's own zone. */
export function localInput(value: unknown): string {
  const at = typeof value === 'string' ? new Date(value) : null
  if (!at || Number.isNaN(at.getTime())) return ''
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
