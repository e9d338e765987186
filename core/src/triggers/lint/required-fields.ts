import type { TicketSetting, TriggerCondition } from 'adapters-sdk'
import { canHold, compileConditions, fieldCondition, type CompiledNode } from '../../conditions/index.js'
import type { ScopedDb } from '../../tenancy/index.js'
import type { CompiledTrigger } from '../compile-trigger.js'
import { finding, type Finding } from './finding.js'

interface RequiredField { readonly kind: string; readonly code: string; readonly name: string; /** null: every ticket is asked. */ readonly types: readonly number[] | null }

const ENDS: readonly TicketSetting['to'][] = ['solved', 'closed']

/** What agents must fill in before a ticket is solved, and with which intake types. Consent is the customer's to give. */
export async function readRequiredFields(db: ScopedDb): Promise<RequiredField[]> {
  const rows = await db.all<{ kind: string; code: string; name: string; intake_type_id: number | null }>(
    `select f.kind, f.code, f.name, u.intake_type_id from {ticket_field_use} u join {ticket_field} f on f.id = u.field_id
     where u.required = 1 and f.side = 'agent' and f.kind <> 'consent' and f.phone_only = 0 and f.deleted_at is null order by f.id`,
  )
  if (rows.length === 0) return []
  const types = await db.all<{ id: number; parent_id: number | null }>("select k.id, k.parent_id from {ticket_category} k where k.kind = 'intake' and k.deleted_at is null")
  const below = (id: number): number[] => [id, ...types.filter((type) => type.parent_id === id).flatMap((type) => below(type.id))]
  return rows.map(({ kind, code, name, intake_type_id: type }) => ({ kind, code, name, types: type === null ? null : below(type) }))
}

/** TRG-7: agents are asked for these before they solve a ticket; a trigger is not. */
export function unfilledFields({ conditions, actions }: CompiledTrigger, required: readonly RequiredField[]): Finding[] {
  const sets = actions.map(({ action, params }) => action.sets?.(params) ?? [])
  const ends = sets.findIndex((settings) => settings.some(({ field, to }) => field === 'state' && ENDS.includes(to)))
  if (ends < 0) return []
  const before = sets.slice(0, ends).flat()
  const filled = (code: string) => before.findLast(({ field }) => field === `field.${code}`)
  const sorted = before.findLast(({ field }) => field === 'intakeTypeId')
  const mayBeEmpty = ({ kind, code, types }: RequiredField): boolean => {
    const entered = filled(code)
    if (entered) return entered.to === null
    const reaches = (known: { readonly intakeTypeId?: number }) => canHold({ kind: 'all', nodes: [conditions, emptyField(kind, code)] }, known)
    if (types === null) return reaches({})
    if (sorted) return typeof sorted.to === 'number' && types.includes(sorted.to) && reaches({})
    return types.some((intakeTypeId) => reaches({ intakeTypeId }))
  }
  const names = required.filter(mayBeEmpty).map(({ name }) => `“${name}”`)
  return names.length === 0 ? [] : [finding('unfilled', `actions.${ends}`, names.join(', '))]
}

function emptyField(kind: string, code: string): CompiledNode<TriggerCondition> {
  return compileConditions<TriggerCondition>({ target: `field.${kind}.${code}`, op: 'absent', value: null }, fieldCondition).root
}
