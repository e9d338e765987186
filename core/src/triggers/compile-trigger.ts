import { unknownCodes, z, type Localized, type TriggerAction, type TriggerCondition } from 'adapters-sdk'
import type { Defect, DefectCode } from './defect.js'
import { operatorsOf, valuesOf, type Test } from './operators.js'
import type { ActionDefinition, ConditionDefinition, ConditionValue, TriggerDefinition } from './trigger-definition.js'
import { isReferenceKind, UNKNOWN, type ReferenceKind } from './reference-kinds.js'
import type { TriggerParts } from './trigger-parts.js'

export interface CompiledCondition {
  readonly condition: TriggerCondition
  readonly op: string
  readonly value: ConditionValue
  readonly test: Test
}
export interface CompiledAction {
  readonly owner: string
  readonly action: TriggerAction<unknown>
  /** Checked by the action's own schema. */
  readonly params: unknown
}
const KOREAN = z.locales.ko().localeError
const ENGLISH = z.locales.en().localeError

/** Something of the service that the trigger names. */
export interface Reference { readonly kind: ReferenceKind; readonly id: number; readonly path: string }

/** A trigger ready to be judged, made once per version. */
export interface CompiledTrigger {
  readonly id: number
  readonly version: number
  readonly events: ReadonlySet<string>
  readonly must: readonly CompiledCondition[]
  readonly any: readonly CompiledCondition[]
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
  const { must, any } = definition.conditions
  return {
    id,
    version,
    events: new Set(definition.events),
    must: must.flatMap((condition, index) => compiler.condition(condition, `conditions.must.${index}`)),
    any: any.flatMap((condition, index) => compiler.condition(condition, `conditions.any.${index}`)),
    actions: definition.actions.flatMap((action, index) => compiler.action(action, `actions.${index}`)),
    references: compiler.references,
    plugins: compiler.plugins,
    defects: compiler.defects,
  }
}

class Compiler {
  readonly defects: Defect[] = []
  readonly references: Reference[] = []
  readonly plugins = new Set<string>()

  constructor(readonly parts: TriggerParts) {}

  defect(code: DefectCode, detail: string | Localized, path: string): [] {
    this.defects.push({ code, detail, path })
    return []
  }

  condition(definition: ConditionDefinition, path: string): CompiledCondition[] {
    const known = this.parts.conditions.get(definition.target)
    if (!known) return this.defect('unknown_target', definition.target, `${path}.target`)
    const { owner, condition } = known
    const operator = operatorsOf(condition)[definition.op]
    if (!operator) return this.defect('unknown_operator', definition.op, `${path}.op`)
    let test: Test
    try {
      test = operator.prepare(definition.value)
    } catch {
      return this.defect('wrong_value', JSON.stringify(definition.value), `${path}.value`)
    }
    for (const value of condition.type === 'choice' ? valuesOf(definition.value, operator.takes) : []) {
      if (condition.choices && !condition.choices.some((choice) => choice.value === String(value))) return this.defect('wrong_value', String(value), `${path}.value`)
      this.#refer(condition.choicesFrom, value, `${path}.value`)
    }
    if (owner !== 'core') this.plugins.add(owner)
    return [{ condition, op: definition.op, value: definition.value, test }]
  }

  action(definition: ActionDefinition, path: string): CompiledAction[] {
    const known = this.parts.actions.get(definition.type)
    if (!known) return this.defect('unknown_action', definition.type, `${path}.type`)
    const schema = known.action.params
    const params = schema.safeParse(definition.params, { error: KOREAN })
    if (!params.success) {
      const english = schema.safeParse(definition.params, { error: ENGLISH }).error?.issues
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
    const id = Number(value)
    if (Number.isSafeInteger(id)) this.references.push({ kind: list, id, path })
    else this.defect(UNKNOWN[list], String(value), path)
  }
}
