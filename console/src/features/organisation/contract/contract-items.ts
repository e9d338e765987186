import type { ContractItem } from '../types.js'

/** In the order of the contract's table. */
const ITEMS: readonly ContractItem[] = ['ticket', 'telticket', 'chat', 'helpdoc', 'endusermanagement', 'callback', 'knowledge', 'smssend', 'smssendingstatus', 'reinquiryrate', 'electronicboard', 'security']
const FOR_ISSUES: readonly ContractItem[] = ['ticket', 'smssend', 'smssendingstatus', 'electronicboard', 'security']

/** What a service that is not there yet can choose; of one that is, the server says it. */
export function itemsFor(type: 'consultation' | 'issue'): readonly ContractItem[] {
  return type === 'issue' ? FOR_ISSUES : ITEMS
}
