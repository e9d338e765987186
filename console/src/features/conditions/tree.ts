import type { Condition, ConditionNode } from './types.js'

export const MODES = ['all', 'any', 'none', 'not_all'] as const
export type Mode = (typeof MODES)[number]

/** How people see a node that is no single condition: a list and how much of it must hold. */
export interface Group { readonly mode: Mode; readonly nodes: readonly ConditionNode[] }

export const NO_CONDITIONS: ConditionNode = { all: [] }

export function isCondition(node: ConditionNode): node is Condition {
  return 'target' in node
}

export function groupOf(node: ConditionNode): Group {
  if (isCondition(node)) return { mode: 'all', nodes: [node] }
  if ('all' in node) return { mode: 'all', nodes: node.all }
  if ('any' in node) return { mode: 'any', nodes: node.any }
  if (isCondition(node.not) || 'not' in node.not) return { mode: 'none', nodes: [node.not] }
  return 'any' in node.not ? { mode: 'none', nodes: node.not.any } : { mode: 'not_all', nodes: node.not.all }
}

export function nodeOf({ mode, nodes }: Group): ConditionNode {
  if (mode === 'all') return { all: nodes }
  if (mode === 'any') return { any: nodes }
  return { not: mode === 'none' ? { any: nodes } : { all: nodes } }
}

export function isEmpty(node: ConditionNode): boolean {
  return !isCondition(node) && groupOf(node).nodes.length === 0
}
