import type { ContractItem, Role } from 'adapters-sdk'
import { expect, it } from 'vitest'
import { chargedUsers } from './charged-users.js'

it('TEN-4: each agent is charged once, at the phone price if phone, for nothing that is not contracted', () => {
  const held = new Map<number, Set<Role>>([
    [1, new Set<Role>(['agent.phone', 'agent.ticket', 'agent.chat'])],
    [2, new Set<Role>(['manager.ticket', 'agent.chat'])],
    [3, new Set<Role>(['agent.chat'])],
    [4, new Set<Role>(['callback.assign'])],
  ])
  const users = (...items: ContractItem[]) => chargedUsers(held, new Set(items))
  expect(users('ticket', 'telticket', 'chat')).toEqual({ phone: 1, ticket: 1, chat: 1 })
  expect(users('ticket', 'chat')).toEqual({ phone: 0, ticket: 2, chat: 1 })
  expect(users('ticket')).toEqual({ phone: 0, ticket: 2, chat: 0 })
})
