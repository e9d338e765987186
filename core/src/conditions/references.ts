import type { ScopedDb } from '../tenancy/index.js'
import type { ConditionDefect } from './condition-defect.js'
import { UNKNOWN, type ReferenceKind } from './reference-kinds.js'

/** Something of the service that a definition names. */
export interface Reference { readonly kind: ReferenceKind; readonly id: number | string; readonly path: string }

/** Where what a definition can name is to be found. */
const LOOK_UP: Readonly<Record<ReferenceKind, string>> = {
  groups: "select 'groups' as kind, cast(g.id as text) as id from {agent_group} g where g.id in (:groups)",
  agents: "select 'agents' as kind, cast(a.member_id as text) as id from {agent} a where a.member_id in (:agents)",
  intakeTypes: "select 'intakeTypes' as kind, cast(k.id as text) as id from {ticket_category} k where k.id in (:intakeTypes) and k.kind = 'intake' and k.deleted_at is null",
  handlingTypes: "select 'handlingTypes' as kind, cast(k.id as text) as id from {ticket_category} k where k.id in (:handlingTypes) and k.kind = 'handling' and k.deleted_at is null",
  fields: "select 'fields' as kind, f.kind || '.' || f.code as id from {ticket_field} f where f.kind || '.' || f.code in (:fields) and f.deleted_at is null",
}

/** What that was called which is gone; fields are named by their codes. */
const GONE: Partial<Readonly<Record<ReferenceKind, string>>> = {
  groups: "select 'groups' as kind, cast(g.group_id as text) as id, g.name from {deleted_group} g where g.group_id in (:groups)",
  agents: "select 'agents' as kind, cast(p.id as text) as id, p.name from {member} p where p.id in (:agents)",
  intakeTypes: "select 'intakeTypes' as kind, cast(k.id as text) as id, k.name from {ticket_category} k where k.id in (:intakeTypes) and k.kind = 'intake'",
  handlingTypes: "select 'handlingTypes' as kind, cast(k.id as text) as id, k.name from {ticket_category} k where k.id in (:handlingTypes) and k.kind = 'handling'",
}

/** Finds what definitions name and the service no longer has. One statement for all; none when they name nothing. */
export async function missingReferences(db: ScopedDb, definitions: readonly { readonly id: number; readonly references: readonly Reference[] }[]): Promise<Map<number, ConditionDefect[]>> {
  const distinct: Partial<Record<ReferenceKind, Set<number | string>>> = {}
  for (const { references } of definitions) for (const { kind, id } of references) (distinct[kind] ??= new Set()).add(id)
  const named = Object.fromEntries(Object.entries(distinct).map(([kind, ids]) => [kind, [...ids]]))
  const kinds = Object.keys(named) as ReferenceKind[]
  const defects = new Map<number, ConditionDefect[]>()
  if (kinds.length === 0) return defects
  const rows = await db.all<{ kind: string; id: string }>(kinds.map((kind) => LOOK_UP[kind]).join(' union all '), named)
  const found = new Set(rows.map((row) => `${row.kind}:${row.id}`))
  const missing = definitions.flatMap(({ id, references }) => references.filter((reference) => !found.has(`${reference.kind}:${reference.id}`)).map((reference) => ({ definition: id, ...reference })))
  if (missing.length === 0) return defects
  const names = await namesOf(db, missing)
  for (const { definition, kind, id, path } of missing) defects.set(definition, [...(defects.get(definition) ?? []), { code: UNKNOWN[kind], detail: names.get(`${kind}:${id}`) ?? String(id), path }])
  return defects
}

async function namesOf(db: ScopedDb, gone: readonly Reference[]): Promise<Map<string, string>> {
  const kinds = (Object.keys(GONE) as (keyof typeof GONE)[]).filter((kind) => gone.some((one) => one.kind === kind))
  if (kinds.length === 0) return new Map()
  const ids = Object.fromEntries(kinds.map((kind) => [kind, gone.filter((one) => one.kind === kind).map(({ id }) => id)]))
  const rows = await db.all<{ kind: string; id: string; name: string }>(kinds.map((kind) => GONE[kind]!).join(' union all '), ids)
  return new Map(rows.map(({ kind, id, name }) => [`${kind}:${id}`, name]))
}
