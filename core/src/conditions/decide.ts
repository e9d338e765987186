import type { CompiledCondition, CompiledNode, ConditionPart } from './compile-conditions.js'

/** Pure. Looks only as far as it must: what was asked last is what decided. A group that holds nothing holds. */
export function decide<P extends ConditionPart>(node: CompiledNode<P>, holds: (condition: CompiledCondition<P>) => boolean): boolean {
  if (node.kind === 'condition') return holds(node.condition)
  if (node.kind === 'not') return !decide(node.node, holds)
  if (node.kind === 'any') return node.nodes.length === 0 || node.nodes.some((one) => decide(one, holds))
  return node.nodes.every((one) => decide(one, holds))
}
