import type { ContractItem } from 'adapters-sdk'
import { usersOf, type Chargeable, type UserKind } from './chargeables.js'

/** What one unit beyond the first `above` costs, in thousandths of a won. */
export interface PriceStep { readonly above: number; readonly thousandths: number }
/** Prices by their code: `ticket.case`. What has none costs nothing. */
export type PriceList = ReadonlyMap<string, readonly PriceStep[]>

/** What a service used in a month. Each agent is one user: of phone if phone, else of tickets, else of chat. */
export interface Usage {
  readonly users: Readonly<Record<UserKind, number>>
  /** Sums by the code of their meter. */
  readonly meters: Readonly<Record<string, number>>
}
export interface Charge extends Chargeable {
  readonly quantity: number
  /** Won, whole. */
  readonly amount: number
}

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
export function chargesOf(all: readonly Chargeable[], prices: PriceList, items: ReadonlySet<ContractItem>, usage: Usage): Charge[] {
  return all.flatMap((one) => {
    const users = usersOf(one.code)
    const quantity = one.unit === 'service' ? Number(items.has(one.item)) : users ? usage.users[users] : (usage.meters[one.code] ?? 0)
    return items.has(one.item) || quantity > 0 ? [{ ...one, quantity, amount: wonFor(prices.get(one.code) ?? [], quantity) }] : []
  })
}

export function totalOf(charges: readonly Charge[]): number {
  return charges.reduce((sum, charge) => sum + charge.amount, 0)
}
