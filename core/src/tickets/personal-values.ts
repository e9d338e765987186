import type { ConditionDefinition, ConditionNode } from '../conditions/index.js'

/** Words in conditions of lists that mean who is looking. */
const ME = 'me'
const MY_GROUPS = 'mine'

const NOBODYS = 0
const BY_LIST: Readonly<Record<string, string>> = { is: 'any_of', is_not: 'none_of' }

/** Puts the reader's id and groups where a condition says *me* and *my groups*. */
export function forReader(node: ConditionNode, me: number, groups: readonly number[]): ConditionNode {
  if ('all' in node) return { all: node.all.map((one) => forReader(one, me, groups)) }
  if ('any' in node) return { any: node.any.map((one) => forReader(one, me, groups)) }
  if ('not' in node) return { not: forReader(node.not, me, groups) }
  if (node.target === 'ticket.assignee') return personal(node, ME, [me])
  if (node.target === 'ticket.group') return personal(node, MY_GROUPS, groups.length > 0 ? groups : [NOBODYS])
  return node
}

function personal(condition: ConditionDefinition, word: string, ids: readonly number[]): ConditionDefinition {
  const given = (Array.isArray(condition.value) ? condition.value : [condition.value]) as readonly (string | number)[]
  if (!given.includes(word)) return condition
  return { ...condition, op: BY_LIST[condition.op] ?? condition.op, value: given.flatMap((one): readonly (string | number)[] => (one === word ? ids : [one])) }
}

export function mentionsMyGroups(node: ConditionNode): boolean {
  return JSON.stringify(node).includes(`"${MY_GROUPS}"`)
}
