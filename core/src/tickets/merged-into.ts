import type { ScopedDb } from '../tenancy/index.js'

/** The ticket that it is part of now: itself, where it was not merged. */
export async function rootOf(db: ScopedDb, id: number): Promise<number> {
  const row = await db.one<{ id: number }>(
    `with recursive line(id, next_id) as (
       select t.id, t.merged_into_id from {ticket} t where t.id = :id
       union all select t.id, t.merged_into_id from {ticket} t join line l on t.id = l.next_id
     ) select l.id from line l where l.next_id is null`,
    { id },
  )
  return row?.id ?? id
}

/** The same, with both held so that nobody merges them meanwhile: in one order, so that no two wait for each other. */
export async function holdRoot(db: ScopedDb, id: number): Promise<number> {
  for (;;) {
    const root = await rootOf(db, id)
    if (db.engine === 'sqlite') return root
    await db.all('select t.id from {ticket} t where t.id in (:ids) order by t.id for update', { ids: [id, root] })
    if ((await rootOf(db, id)) === root) return root
  }
}

/** It and all that were merged into it. */
export async function mergedWith(db: ScopedDb, id: number): Promise<number[]> {
  const rows = await db.all<{ id: number }>(
    `with recursive family(id) as (
       select t.id from {ticket} t where t.id = :id
       union all select t.id from {ticket} t join family f on t.merged_into_id = f.id
     ) select f.id from family f order by f.id`,
    { id },
  )
  return rows.map((row) => row.id)
}
