export type ConditionValue = string | number | boolean | null | readonly (string | number)[]

/** One question: something, a comparison, and what to compare with. */
export interface ConditionDefinition {
  readonly target: string
  readonly op: string
  readonly value: ConditionValue
}

/** Conditions in groups, as deep as one likes; a group that holds nothing asks nothing, so it holds. */
export type ConditionNode = { readonly all: readonly ConditionNode[] } | { readonly any: readonly ConditionNode[] } | { readonly not: ConditionNode } | ConditionDefinition

export const NO_CONDITIONS: ConditionNode = { all: [] }

/** What was stored before groups could be nested: all of `must`, and one of `any` unless there is none. */
interface FlatConditions { readonly must?: readonly ConditionDefinition[]; readonly any?: readonly ConditionDefinition[] }

/** Reads conditions in whatever form they were stored. */
export function toTree(stored: ConditionNode | FlatConditions): ConditionNode {
  if (!('must' in stored)) return Object.keys(stored).length === 0 ? NO_CONDITIONS : (stored as ConditionNode)
  const { must = [], any = [] } = stored
  return { all: any.length > 0 ? [...must, { any }] : must }
}
