import { CONTRACT_ITEMS, type ContractItem, type Localized } from 'adapters-sdk'
import { ITEM_NAMES } from '../contracts/index.js'
import type { Meter } from './meters.js'

/** Something that can have a price and a line on a bill. */
export interface Chargeable {
  /** What it is, a point, and what one of it is: `ticket.user`. */
  readonly code: string
  readonly item: ContractItem
  readonly unit: 'user' | 'case' | 'second' | 'service'
  readonly name: Localized
}
export type UserKind = 'chat' | 'ticket' | 'phone'

/** Items charged by who works with them; every other one has one price a service. */
const USERS: readonly { readonly kind: UserKind; readonly item: ContractItem; readonly name: Localized }[] = [
  { kind: 'chat', item: 'chat', name: { ko: '채팅 사용자', en: 'Chat users' } },
  { kind: 'ticket', item: 'ticket', name: { ko: '티켓(전화 미포함) 사용자', en: 'Ticket users (without phone)' } },
  { kind: 'phone', item: 'telticket', name: { ko: '티켓(전화) 사용자', en: 'Ticket users (with phone)' } },
]
const KINDS = new Map(USERS.map(({ kind, item }) => [`${item}.user`, kind]))

/** In the order of a bill: chat, tickets, phone, then the items with one price a service. */
export function chargeables(meters: readonly Meter[]): Chargeable[] {
  const metered = (item: ContractItem) => meters.filter((meter) => meter.item === item).map((meter) => ({ ...meter, unit: meter.code.split('.')[1] as Chargeable['unit'] }))
  const items = CONTRACT_ITEMS.filter((item) => !USERS.some((user) => user.item === item))
  return [
    ...USERS.flatMap(({ item, name }) => [{ code: `${item}.user`, item, unit: 'user' as const, name }, ...metered(item)]),
    ...items.flatMap((item) => [{ code: `${item}.service`, item, unit: 'service' as const, name: ITEM_NAMES[item] }, ...metered(item)]),
  ]
}

/** Which users a code charges. */
export function usersOf(code: string): UserKind | undefined {
  return KINDS.get(code)
}
