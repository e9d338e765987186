import { unknownCodes, type Localized, type TriggerAction, type TriggerCondition } from 'adapters-sdk'
import { compileConditions, fieldCondition, isReferenceKind, UNKNOWN, type CompiledNode, type ConditionNode, type Reference } from '../conditions/index.js'
import { FIELD_MESSAGES } from '../platform/index.js'
import type { Defect, DefectCode } from './defect.js'
import { TIME_PASSED } from './core-parts.js'
import type { ActionDefinition, TriggerDefinition } from './trigger-definition.js'
import type { TriggerParts } from './trigger-parts.js'

export interface CompiledAction {
  readonly owner: string
  readonly action: TriggerAction<unknown>
  /** Checked by the action's own schema. */
  readonly params: unknown
}

/** A trigger ready to be judged, made once per version. */
export interface CompiledTrigger {
  readonly id: number
  readonly version: number
  readonly events: ReadonlySet<string>
  readonly conditions: CompiledNode<TriggerCondition>
  /** The same as they were written. */
  readonly written: ConditionNode
  readonly actions: readonly CompiledAction[]
  readonly references: readonly Reference[]
  /** Plugins whose conditions it asks. */
  readonly plugins: ReadonlySet<string>
  /** Not empty: it must not run. */
  readonly defects: readonly Defect[]
}

export function compileTrigger(id: number, version: number, definition: TriggerDefinition, parts: TriggerParts): CompiledTrigger {
  const compiler = new Compiler(parts)
  definition.events.forEach((name, index) => {
    if (!parts.events.has(name)) compiler.defect('unknown_event', name, `events.${index}`)
  })
  if (definition.events.includes(TIME_PASSED) && !definition.wait) compiler.defect('wait_missing', '', 'wait')
  const conditions = compileConditions(definition.conditions, (target) => parts.conditions.get(target)?.condition ?? fieldCondition(target))
  compiler.defects.push(...conditions.defects)
  compiler.references.push(...conditions.references)
  return {
    id,
    version,
    events: new Set(definition.events),
    conditions: conditions.root,
    written: definition.conditions,
    actions: definition.actions.flatMap((action, index) => compiler.action(action, `actions.${index}`)),
    references: compiler.references,
    plugins: new Set(conditions.parts.map((part) => parts.conditions.get(part.target)?.owner ?? 'core').filter((owner) => owner !== 'core')),
    defects: compiler.defects,
  }
}

class Compiler {
  readonly defects: Defect[] = []
  readonly references: Reference[] = []

  constructor(readonly parts: TriggerParts) {}

  defect(code: DefectCode, detail: string | Localized, path: string): [] {
    this.defects.push({ code, detail, path })
    return []
  }

  action(definition: ActionDefinition, path: string): CompiledAction[] {
    const known = this.parts.actions.get(definition.type)
    if (!known) return this.defect('unknown_action', definition.type, `${path}.type`)
    const schema = known.action.params
    const params = schema.safeParse(definition.params, { error: FIELD_MESSAGES.ko })
    if (!params.success) {
      const english = schema.safeParse(definition.params, { error: FIELD_MESSAGES.en }).error?.issues
      params.error.issues.forEach(({ message, path: field }, index) => this.defect('wrong_params', { ko: message, en: english?.[index]?.message ?? message }, [path, 'params', ...field].join('.')))
      return []
    }
    for (const [name, value] of Object.entries(params.data)) {
      this.#refer(known.schema.properties?.[name]?.choicesFrom, value, `${path}.params.${name}`)
      if (typeof value === 'string') for (const code of unknownCodes(value)) this.defect('unknown_code', `#{${code}}`, `${path}.params.${name}`)
    }
    return [{ owner: known.owner, action: known.action, params: params.data }]
  }

  #refer(list: string | undefined, value: unknown, path: string): void {
    if (!isReferenceKind(list) || value === undefined || value === null) return
    if (list === 'fields') return void this.references.push({ kind: list, id: String(value), path })
    const id = Number(value)
    if (Number.isSafeInteger(id)) this.references.push({ kind: list, id, path })
    else this.defect(UNKNOWN[list], String(value), path)
  }
}
