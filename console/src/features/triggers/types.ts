import type { Localized } from '../../i18n/i18n.js'
import type { ChoiceList, JsonSchema } from '../../kit/schema/json-schema.js'

export type ConditionType = 'text' | 'choice' | 'number' | 'time' | 'flag'
/** How many values a comparison asks for. */
export interface Operator { readonly op: string; readonly label: Localized; readonly takes: 'one' | 'list' | 'none' }
export interface ConditionPart {
  readonly target: string
  readonly type: ConditionType
  readonly label: Localized
  readonly operators: readonly Operator[]
  readonly choices?: readonly { readonly value: string; readonly label: Localized }[]
  readonly choicesFrom?: ChoiceList
}
export interface ActionPart { readonly type: string; readonly label: Localized; readonly params: JsonSchema }
export interface TriggerParts { readonly events: readonly { readonly name: string; readonly label: Localized }[]; readonly conditions: readonly ConditionPart[]; readonly actions: readonly ActionPart[] }

export interface Condition { target: string; op: string; value: unknown }
export interface TriggerActionValue { type: string; params: Record<string, unknown> }
export type TriggerState = 'on' | 'off' | 'shadow'
/** What is written; the rest of a trigger is the server's. */
export interface TriggerDraft {
  title: string
  state: TriggerState
  events: string[]
  conditions: { must: Condition[]; any: Condition[] }
  actions: TriggerActionValue[]
}
export interface Trigger extends TriggerDraft { readonly id: number; readonly position: number; readonly broken: string | null; readonly version: number; readonly updatedAt: string }
