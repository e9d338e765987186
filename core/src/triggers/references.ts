import type { ScopedDb } from '../tenancy/index.js'
import type { CompiledTrigger, Reference } from './compile-trigger.js'
import type { Defect } from './defect.js'

/** Finds the groups and agents that triggers name and the service no longer has. One statement for all; none when they name nothing. */
export async function missingReferences(db: ScopedDb, triggers: readonly Pick<CompiledTrigger, 'id' | 'references'>[]): Promise<Map<number, Defect[]>> {
  const named = (kind: Reference['kind']) => [...new Set(triggers.flatMap((trigger) => trigger.references.filter((reference) => reference.kind === kind).map((reference) => reference.id)))]
  const groups = named('groups')
  const agents = named('agents')
  const defects = new Map<number, Defect[]>()
  if (groups.length + agents.length === 0) return defects
  const rows = await db.all<{ kind: string; id: number }>(
    "select 'groups' as kind, g.id as id from {agent_group} g where g.id in (:groups) union all select 'agents' as kind, a.member_id as id from {agent} a where a.member_id in (:agents)",
    { groups, agents },
  )
  const found = new Set(rows.map((row) => `${row.kind}:${row.id}`))
  for (const trigger of triggers) {
    const missing = trigger.references.filter((reference) => !found.has(`${reference.kind}:${reference.id}`))
    if (missing.length > 0) defects.set(trigger.id, missing.map(toDefect))
  }
  return defects
}

function toDefect({ kind, id, path }: Reference): Defect {
  return { code: kind === 'groups' ? 'unknown_group' : 'unknown_agent', detail: String(id), path }
}
