import type { ConditionDefinition, ConditionNode } from '../../conditions/index.js'

/** Every condition of a tree with its place: `conditions.all.0`. */
export function* eachCondition(node: ConditionNode, path = 'conditions'): Generator<readonly [condition: ConditionDefinition, path: string]> {
  if ('all' in node) for (const [at, one] of node.all.entries()) yield* eachCondition(one, `${path}.all.${at}`)
  else if ('any' in node) for (const [at, one] of node.any.entries()) yield* eachCondition(one, `${path}.any.${at}`)
  else if ('not' in node) yield* eachCondition(node.not, `${path}.not`)
  else yield [node, path]
}
