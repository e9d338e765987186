import type { ScopedDb } from '../tenancy/index.js'
import type { CompiledTrigger, Reference } from './compile-trigger.js'
import type { Defect } from './defect.js'
import { UNKNOWN, type ReferenceKind } from './reference-kinds.js'

/** Where what a trigger can name is to be found. */
const LOOK_UP: Readonly<Record<ReferenceKind, string>> = {
  groups: "select 'groups' as kind, g.id as id from {agent_group} g where g.id in (:groups)",
  agents: "select 'agents' as kind, a.member_id as id from {agent} a where a.member_id in (:agents)",
  intakeTypes: "select 'intakeTypes' as kind, k.id as id from {ticket_category} k where k.id in (:intakeTypes) and k.kind = 'intake' and k.deleted_at is null",
  handlingTypes: "select 'handlingTypes' as kind, k.id as id from {ticket_category} k where k.id in (:handlingTypes) and k.kind = 'handling' and k.deleted_at is null",
}

/** Finds what triggers name and the service no longer has. One statement for all; none when they name nothing. */
export async function missingReferences(db: ScopedDb, triggers: readonly Pick<CompiledTrigger, 'id' | 'references'>[]): Promise<Map<number, Defect[]>> {
  const named: Partial<Record<ReferenceKind, number[]>> = {}
  for (const { kind, id } of triggers.flatMap((trigger) => trigger.references)) named[kind] = [...(named[kind] ?? []).filter((one) => one !== id), id]
  const kinds = Object.keys(named) as ReferenceKind[]
  const defects = new Map<number, Defect[]>()
  if (kinds.length === 0) return defects
  const rows = await db.all<{ kind: string; id: number }>(kinds.map((kind) => LOOK_UP[kind]).join(' union all '), named as Record<string, number[]>)
  const found = new Set(rows.map((row) => `${row.kind}:${row.id}`))
  for (const trigger of triggers) {
    const missing = trigger.references.filter((reference) => !found.has(`${reference.kind}:${reference.id}`))
    if (missing.length > 0) defects.set(trigger.id, missing.map(toDefect))
  }
  return defects
}

function toDefect({ kind, id, path }: Reference): Defect {
  return { code: UNKNOWN[kind], detail: String(id), path }
}
