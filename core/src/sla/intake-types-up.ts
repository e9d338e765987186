import type { ScopedDb } from '../tenancy/index.js'

/** An intake type and those above it, from its own up. */
export async function intakeTypesUp(db: ScopedDb, id: number | null): Promise<number[]> {
  const ids: number[] = []
  for (let at = id; at !== null && !ids.includes(at); ) {
    ids.push(at)
    at = (await db.one<{ parent_id: number | null }>('select i.parent_id from {ticket_category} i where i.id = :at', { at }))?.parent_id ?? null
  }
  return ids
}
