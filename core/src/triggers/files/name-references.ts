import type { ConditionNode, ConditionValue } from '../../conditions/index.js'
import { isReferenceKind, type ReferenceKind } from '../../conditions/index.js'
import type { TriggerDefinition } from '../trigger-definition.js'
import type { TriggerParts } from '../trigger-parts.js'

/** Gives what stands for `value` in the other form; `path` says where. */
export type Rename = (kind: Exclude<ReferenceKind, 'fields'>, value: string | number, path: string) => string | number

/** The same trigger with everything it refers to under another name: ids become names, or names ids. */
export function renameReferences<D extends Pick<TriggerDefinition, 'conditions' | 'actions'>>(definition: D, parts: TriggerParts, rename: Rename): D {
  const node = (one: ConditionNode, path: string): ConditionNode => {
    if ('all' in one) return { all: one.all.map((inner, at) => node(inner, `${path}.all.${at}`)) }
    if ('any' in one) return { any: one.any.map((inner, at) => node(inner, `${path}.any.${at}`)) }
    if ('not' in one) return { not: node(one.not, `${path}.not`) }
    const kind = parts.conditions.get(one.target)?.condition.choicesFrom
    return isReferenceKind(kind) && kind !== 'fields' ? { ...one, value: value(kind, one.value, `${path}.value`) } : one
  }
  const value = (kind: Exclude<ReferenceKind, 'fields'>, given: ConditionValue, path: string): ConditionValue => {
    if (given === null || typeof given === 'boolean' || given === '') return given
    return Array.isArray(given) ? given.map((inner: string | number) => rename(kind, inner, path)) : rename(kind, given as string | number, path)
  }
  const actions = definition.actions.map(({ type, params }, at) => {
    const properties = parts.actions.get(type)?.schema.properties ?? {}
    const renamed = Object.entries(params).map(([name, given]) => {
      const kind = properties[name]?.choicesFrom
      return [name, isReferenceKind(kind) && kind !== 'fields' && (typeof given === 'string' || typeof given === 'number') ? rename(kind, given, `actions.${at}.params.${name}`) : given]
    })
    return { type, params: Object.fromEntries(renamed) as Record<string, unknown> }
  })
  return { ...definition, conditions: node(definition.conditions, 'conditions'), actions }
}
