import { AppError, CONTRACT_ITEMS, type ContractItem } from 'adapters-sdk'

export type ServiceType = 'consultation' | 'issue'

/** An issue service works on transferred tickets alone (PRM-8). */
const FOR_ISSUES: ReadonlySet<ContractItem> = new Set(['ticket', 'smssend', 'smssendingstatus', 'electronicboard', 'security'])
export const ALWAYS_ON: ContractItem = 'ticket'
/** What the operator of the installation alone switches. */
export const OPERATOR_ONLY: ContractItem = 'security'

export function itemsOf(type: ServiceType): readonly ContractItem[] {
  return type === 'issue' ? CONTRACT_ITEMS.filter((item) => FOR_ISSUES.has(item)) : CONTRACT_ITEMS
}

/** The items that a contract between the two would switch; throws where it may not. */
export function differences(type: ServiceType, before: ReadonlySet<ContractItem>, after: ReadonlySet<ContractItem>, byOperator: boolean): ContractItem[] {
  if (!after.has(ALWAYS_ON)) throw new AppError('contract.ticket_always_on')
  const offered = itemsOf(type)
  const changed = CONTRACT_ITEMS.filter((item) => before.has(item) !== after.has(item))
  if (changed.some((item) => after.has(item) && !offered.includes(item))) throw new AppError('contract.not_for_issues')
  if (changed.includes(OPERATOR_ONLY) && !byOperator) throw new AppError('contract.operator_only')
  return changed
}
