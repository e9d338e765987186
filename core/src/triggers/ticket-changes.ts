import type { Changes, Ticket } from 'adapters-sdk'

const NOT_CHANGES: readonly string[] = ['id', 'updatedAt'] satisfies (keyof Ticket)[]

/** What differs between two looks at a ticket. */
export function ticketChanges(before: Ticket, after: Ticket): Changes {
  const changes: Record<string, { before: unknown; after: unknown }> = {}
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Ticket>) {
    if (!NOT_CHANGES.includes(field) && differ(before[field], after[field])) changes[field] = { before: before[field] ?? null, after: after[field] ?? null }
  }
  return changes
}

/** First `earlier`, then `later`: a field that is back where it began has not changed. */
export function mergeChanges(earlier: Changes, later: Changes): Changes {
  const merged: Record<string, { before: unknown; after: unknown }> = { ...earlier }
  for (const [field, change] of Object.entries(later)) {
    const before = field in earlier ? earlier[field]!.before : change.before
    if (!differ(before, change.after)) delete merged[field]
    else merged[field] = { before, after: change.after }
  }
  return merged
}

/** What is missing is empty. */
export function differ(before: unknown, after: unknown): boolean {
  return Array.isArray(before) ? !Array.isArray(after) || String(before) !== String(after) : (before ?? null) !== (after ?? null)
}
