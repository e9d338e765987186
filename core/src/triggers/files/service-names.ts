import type { ReferenceKind } from '../../conditions/index.js'
import type { ScopedDb } from '../../tenancy/index.js'

/** The names of what triggers can refer to, both ways: a group by its name, an agent by its log-in, a type by its path. */
export type ServiceNames = Readonly<Record<Exclude<ReferenceKind, 'fields'>, { readonly names: ReadonlyMap<number, string>; readonly ids: ReadonlyMap<string, number> }>>

export async function readServiceNames(db: ScopedDb): Promise<ServiceNames> {
  const groups = await db.all<{ id: number; name: string }>('select g.id, g.name from {agent_group} g')
  const agents = await db.all<{ id: number; name: string }>('select m.id, m.login as name from {agent} a join {member} m on m.id = a.member_id')
  const types = await db.all<{ id: number; parent_id: number | null; name: string; kind: string }>('select k.id, k.parent_id, k.name, k.kind from {ticket_category} k where k.deleted_at is null')
  const path = (id: number | null): string[] => {
    const type = types.find((one) => one.id === id)
    return type ? [...path(type.parent_id), type.name] : []
  }
  const ofKind = (kind: string) => types.filter((type) => type.kind === kind).map(({ id }) => ({ id, name: path(id).join(' / ') }))
  return { groups: both(groups), agents: both(agents), intakeTypes: both(ofKind('intake')), handlingTypes: both(ofKind('handling')) }
}

function both(rows: readonly { readonly id: number; readonly name: string }[]) {
  return { names: new Map(rows.map(({ id, name }) => [id, name])), ids: new Map(rows.map(({ id, name }) => [name, id])) }
}
