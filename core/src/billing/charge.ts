import { CONTRACT_ITEMS, type ContractItem } from 'adapters-sdk'

/** What one unit beyond the first `above` costs, in thousandths of a won. */
export interface PriceStep { readonly above: number; readonly thousandths: number }
/** Prices by their code: `ticket.case`. What has none costs nothing. */
export type PriceList = ReadonlyMap<string, readonly PriceStep[]>

/** What a service used in a month. Each agent is one user: of phone if phone, else of tickets, else of chat. */
export interface Usage {
  readonly users: { readonly chat: number; readonly ticket: number; readonly phone: number }
  readonly chats: number
  readonly kakaoChats: number
  readonly tickets: number
  readonly phoneSeconds: number
}
export interface Charge {
  readonly code: string
  readonly item: ContractItem
  readonly unit: 'user' | 'case' | 'second' | 'service'
  readonly quantity: number
  /** Won, whole. */
  readonly amount: number
}
export const NOTHING_USED: Usage = { users: { chat: 0, ticket: 0, phone: 0 }, chats: 0, kakaoChats: 0, tickets: 0, phoneSeconds: 0 }

/** What is charged by its number; other items have one price a service. */
export const MEASURED_CODES = ['chat.user', 'chat.case', 'kakao.case', 'ticket.user', 'ticket.case', 'telticket.user', 'telticket.second'] as const

/** Graduated: every unit costs what its own step says. In thousandths, so that nothing is rounded before the end. */
export function thousandthsFor(steps: readonly PriceStep[], quantity: number): number {
  const sorted = [...steps].sort((a, b) => a.above - b.above)
  return sorted.reduce((sum, step, at) => {
    const end = Math.min(quantity, sorted[at + 1]?.above ?? quantity)
    return sum + Math.max(0, end - step.above) * step.thousandths
  }, 0)
}

/** Parts of a won are not charged. */
export function wonFor(steps: readonly PriceStep[], quantity: number): number {
  return Math.floor(thousandthsFor(steps, quantity) / 1000)
}

/** The lines of a month's bill: what the contract has, and what was used. */
export function chargesOf(prices: PriceList, items: ReadonlySet<ContractItem>, usage: Usage): Charge[] {
  const used: readonly (readonly [code: (typeof MEASURED_CODES)[number], item: ContractItem, quantity: number])[] = [
    ['chat.user', 'chat', usage.users.chat],
    ['chat.case', 'chat', usage.chats],
    ['kakao.case', 'chat', usage.kakaoChats],
    ['ticket.user', 'ticket', usage.users.ticket],
    ['ticket.case', 'ticket', usage.tickets],
    ['telticket.user', 'telticket', usage.users.phone],
    ['telticket.second', 'telticket', usage.phoneSeconds],
  ]
  const measured = new Set<ContractItem>(used.map(([, item]) => item))
  const flat = CONTRACT_ITEMS.filter((item) => items.has(item) && !measured.has(item)).map((item) => [`${item}.service`, item, 1] as const)
  return [...used.filter(([, item, quantity]) => items.has(item) || quantity > 0), ...flat].map(([code, item, quantity]) => ({
    code,
    item,
    unit: code.split('.')[1] as Charge['unit'],
    quantity,
    amount: wonFor(prices.get(code) ?? [], quantity),
  }))
}

export function totalOf(charges: readonly Charge[]): number {
  return charges.reduce((sum, charge) => sum + charge.amount, 0)
}
