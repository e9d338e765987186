import type { TicketState } from 'adapters-sdk'
import type { ConditionNode } from '../conditions/index.js'

export interface ActionDefinition {
  readonly type: string
  readonly params: Readonly<Record<string, unknown>>
}

/** How long a ticket must have been in a state. */
export interface TriggerWait { readonly state: TicketState; readonly minutes: number }

/** What a manager wrote down: when a trigger looks, what must hold, what it then does. */
export interface TriggerDefinition {
  readonly events: readonly string[]
  /** Of the event that time passed. */
  readonly wait?: TriggerWait | null
  readonly conditions: ConditionNode
  readonly actions: readonly ActionDefinition[]
}

/** `shadow`: evaluated and recorded, does nothing. */
export const TRIGGER_STATES = ['on', 'off', 'shadow'] as const
export type TriggerState = (typeof TRIGGER_STATES)[number]
