export type ConditionValue = string | number | boolean | null | readonly (string | number)[]

export interface ConditionDefinition {
  readonly target: string
  readonly op: string
  readonly value: ConditionValue
}

export interface ActionDefinition {
  readonly type: string
  readonly params: Readonly<Record<string, unknown>>
}

/** What a manager wrote down: when a trigger looks, what must hold, what it then does. */
export interface TriggerDefinition {
  readonly events: readonly string[]
  /** All of `must`, and one of `any` unless there is none. */
  readonly conditions: { readonly must: readonly ConditionDefinition[]; readonly any: readonly ConditionDefinition[] }
  readonly actions: readonly ActionDefinition[]
}

/** `shadow`: evaluated and recorded, does nothing. */
export const TRIGGER_STATES = ['on', 'off', 'shadow'] as const
export type TriggerState = (typeof TRIGGER_STATES)[number]
