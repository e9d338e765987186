import type { TriggerCondition } from 'adapters-sdk'
import type { ConditionDefect } from './condition-defect.js'
import type { ConditionDefinition, ConditionNode } from './condition.js'
import { valuesOf, type Comparison } from './operator.js'
import { operatorsOf } from './operators.js'
import { isReferenceKind, UNKNOWN } from './reference-kinds.js'
import type { Reference } from './references.js'

/** Something that can be asked about, wherever its value comes from. */
export type ConditionPart = Pick<TriggerCondition, 'target' | 'type' | 'label' | 'help' | 'choices' | 'choicesFrom' | 'field'> & {
  /** The field of the service that it asks about, as references name it. */
  readonly asks?: string
}

export interface CompiledCondition<P extends ConditionPart> extends ConditionDefinition {
  readonly part: P
  readonly comparison: Comparison
}
export type CompiledNode<P extends ConditionPart> =
  | { readonly kind: 'all' | 'any'; readonly nodes: readonly CompiledNode<P>[] }
  | { readonly kind: 'not'; readonly node: CompiledNode<P> }
  | { readonly kind: 'condition'; readonly condition: CompiledCondition<P> }

/** A tree of conditions ready to be judged. What is defective is left out: it must not run then. */
export interface CompiledConditions<P extends ConditionPart> {
  readonly root: CompiledNode<P>
  readonly parts: readonly P[]
  readonly references: readonly Reference[]
  readonly defects: readonly ConditionDefect[]
}

export function compileConditions<P extends ConditionPart>(tree: ConditionNode, find: (target: string) => P | undefined, path = 'conditions'): CompiledConditions<P> {
  const defects: ConditionDefect[] = []
  const references: Reference[] = []
  const parts: P[] = []
  const wrong = (code: ConditionDefect['code'], detail: string, at: string): CompiledNode<P> => {
    defects.push({ code, detail, path: at })
    return { kind: 'all', nodes: [] }
  }

  function compile(node: ConditionNode, at: string): CompiledNode<P> {
    if ('all' in node) return { kind: 'all', nodes: node.all.map((one, index) => compile(one, `${at}.all.${index}`)) }
    if ('any' in node) return { kind: 'any', nodes: node.any.map((one, index) => compile(one, `${at}.any.${index}`)) }
    if ('not' in node) return { kind: 'not', node: compile(node.not, `${at}.not`) }
    return condition(node, at)
  }

  function condition(definition: ConditionDefinition, at: string): CompiledNode<P> {
    const { target, op, value } = definition
    const part = find(target)
    if (!part) return wrong('unknown_target', String(target), `${at}.target`)
    const operator = Object.hasOwn(operatorsOf(part), op) ? operatorsOf(part)[op] : undefined
    if (!operator) return wrong('unknown_operator', String(op), `${at}.op`)
    let comparison: Comparison
    try {
      comparison = operator.prepare(value)
    } catch {
      return isMissing(value) ? wrong('missing_value', '', `${at}.value`) : wrong('wrong_value', Array.isArray(value) ? value.join(', ') : String(value), `${at}.value`)
    }
    for (const chosen of part.type === 'choice' ? valuesOf(value, operator.takes) : []) {
      if (part.choices && !part.choices.some((choice) => choice.value === String(chosen))) return wrong('wrong_value', String(chosen), `${at}.value`)
      if (!isReferenceKind(part.choicesFrom)) continue
      const id = Number(chosen)
      if (!Number.isSafeInteger(id)) return wrong(UNKNOWN[part.choicesFrom], String(chosen), `${at}.value`)
      references.push({ kind: part.choicesFrom, id, path: `${at}.value` })
    }
    if (part.asks !== undefined) references.push({ kind: 'fields', id: part.asks, path: `${at}.target` })
    parts.push(part)
    return { kind: 'condition', condition: { target, op, value, part, comparison } }
  }

  return { root: compile(tree, path), parts, references, defects }
}

function isMissing(value: ConditionDefinition['value']): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
}
