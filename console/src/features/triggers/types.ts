import type { Localized } from '../../i18n/i18n.js'
import type { Answer } from '../../api/types.js'
import type { ConditionNode } from '../conditions/types.js'
import type { JsonSchema } from '../../kit/schema/json-schema.js'

type Parts = Answer<'getApiSServiceTriggerParts'>
export interface ActionPart { readonly type: string; readonly label: Localized; readonly sentence?: Localized | undefined; readonly params: JsonSchema }
export type TriggerParts = Omit<Parts, 'actions'> & { readonly actions: readonly ActionPart[] }

export interface TriggerActionValue { type: string; params: Record<string, unknown> }
export const WAIT_STATES = ['unassigned', 'in_progress', 'on_hold', 'solved', 'closed', 'spam'] as const
export interface TriggerWait { state: (typeof WAIT_STATES)[number]; minutes: number }
export const TRIGGER_STATES = ['on', 'shadow', 'off'] as const
export type TriggerState = (typeof TRIGGER_STATES)[number]
/** What is written; the rest of a trigger is the server's. */
export interface TriggerDraft {
  title: string
  state: TriggerState
  events: string[]
  wait: TriggerWait | null
  conditions: ConditionNode
  actions: TriggerActionValue[]
}
export type { Trigger } from '../../api/types.js'
