/** Whether two say the same as JSON: Postgres keeps the keys of objects in an order of its own. */
export function same(stored: unknown, given: unknown): boolean {
  return stored === given || sorted(stored) === sorted(given)
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner))
}
