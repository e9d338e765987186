import { z, type TriggerAction, type TriggerCondition, type TriggerEvent } from 'adapters-sdk'

export interface OwnedAction {
  readonly owner: string
  readonly action: TriggerAction<unknown>
  /** What the console draws the form from. */
  readonly schema: ParamsSchema
}
export interface ParamsSchema {
  readonly properties?: Readonly<Record<string, { readonly choicesFrom?: string }>>
}
export interface OwnedCondition { readonly owner: string; readonly condition: TriggerCondition }
export interface OwnedEvent { readonly owner: string; readonly event: TriggerEvent }

/** What one owner adds: the core or a plugin. */
export interface AddedParts {
  readonly events?: readonly TriggerEvent[]
  readonly conditions?: readonly TriggerCondition[]
  readonly actions?: readonly TriggerAction<never>[]
}

/** Every event, condition and action that triggers can be made of. */
export class TriggerParts {
  readonly events = new Map<string, OwnedEvent>()
  readonly conditions = new Map<string, OwnedCondition>()
  readonly actions = new Map<string, OwnedAction>()
  /** Counts additions, so that what was compiled before one is compiled again. */
  revision = 0

  /** All of them or none. A plugin's names begin with its id and a dot. */
  add(owner: string, parts: AddedParts): void {
    const events = (parts.events ?? []).map((event) => [event.name, { owner, event }] as const)
    const conditions = (parts.conditions ?? []).map((condition) => [condition.target, { owner, condition }] as const)
    const actions = (parts.actions ?? []).map((action) => [action.type, { owner, action: action as TriggerAction<unknown>, schema: schemaOf(action) }] as const)
    assertNew('event', owner, events, this.events)
    assertNew('condition', owner, conditions, this.conditions)
    assertNew('action', owner, actions, this.actions)
    for (const [name, event] of events) this.events.set(name, event)
    for (const [target, condition] of conditions) this.conditions.set(target, condition)
    for (const [type, action] of actions) this.actions.set(type, action)
    this.revision++
  }
}

function schemaOf(action: TriggerAction<never>): ParamsSchema {
  return z.toJSONSchema(action.params, { io: 'input', unrepresentable: 'any' }) as unknown as ParamsSchema
}

function assertNew(kind: string, owner: string, added: readonly (readonly [string, unknown])[], known: ReadonlyMap<string, unknown>): void {
  const names = new Set<string>()
  for (const [name] of added) {
    if (owner !== 'core' && !name.startsWith(`${owner}.`)) throw new Error(`The trigger ${kind} ${name} must begin with ${owner}. like everything of this plugin.`)
    if (known.has(name) || names.has(name)) throw new Error(`The trigger ${kind} ${name} is registered twice.`)
    names.add(name)
  }
}
