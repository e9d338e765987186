import type { Answer } from '../../api/types.js'
import type { ChoiceList } from '../../kit/schema/json-schema.js'

export type ConditionPart = Answer<'getApiSServiceTriggerParts'>['conditions'][number]
export interface Condition { readonly target: string; readonly op: string; readonly value: unknown }
export type ConditionNode = { readonly all: readonly ConditionNode[] } | { readonly any: readonly ConditionNode[] } | { readonly not: ConditionNode } | Condition

type Choice = { readonly value: string | number; readonly label: string }
/** What can be asked here, with the names behind ids. */
export interface ConditionWords { readonly conditions: readonly ConditionPart[]; readonly choices: Readonly<Record<ChoiceList, readonly Choice[]>> }
