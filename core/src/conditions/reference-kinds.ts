import type { ChoiceList } from 'adapters-sdk'
import type { ConditionDefectCode } from './condition-defect.js'

/** What is said where a definition names something that the service does not have, list by list. */
export const UNKNOWN = {
  groups: 'unknown_group',
  agents: 'unknown_agent',
  intakeTypes: 'unknown_intake_type',
  handlingTypes: 'unknown_handling_type',
  fields: 'unknown_field',
} as const satisfies Partial<Record<ChoiceList, ConditionDefectCode>>
export type ReferenceKind = keyof typeof UNKNOWN

export function isReferenceKind(list: string | undefined): list is ReferenceKind {
  return list !== undefined && list in UNKNOWN
}
