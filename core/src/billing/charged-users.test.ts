import type { ContractItem, Role } from 'adapters-sdk'
import { expect, it } from 'vitest'
import { chargedUsers } from './charged-users.js'

it('TEN-4: each agent is charged once, at the phone price if phone, for nothing that is not contracted', () => {
  const agents: { roles: Set<Role> }[] = [
    { roles: new Set(['agent.phone', 'agent.ticket', 'agent.chat']) },
    { roles: new Set(['manager.ticket', 'agent.chat']) },
    { roles: new Set(['agent.chat']) },
    { roles: new Set(['callback.assign']) },
  ]
  const users = (...items: ContractItem[]) => chargedUsers(agents, new Set(items))
  expect(users('ticket', 'telticket', 'chat')).toEqual({ phone: 1, ticket: 1, chat: 1 })
  expect(users('ticket', 'chat')).toEqual({ phone: 0, ticket: 2, chat: 1 })
  expect(users('ticket')).toEqual({ phone: 0, ticket: 2, chat: 0 })
})
