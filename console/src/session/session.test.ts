import { beforeEach, expect, it } from 'vitest'
import type { Session } from '../api/types.js'
import { currentService, enterService, homeService, session } from './session.js'

const sessionWith = (...services: readonly (readonly [string, string])[]) =>
  (session.value = { services: services.map(([code, state]) => ({ code, name: code, type: 'consultation', state, permissions: [] })) } as unknown as Session)

beforeEach(() => localStorage.clear())

it('TEN-12: begins in the service last used, while one still belongs to it', () => {
  sessionWith(['help', 'in_use'], ['sales', 'in_use'])
  expect(homeService()?.code).toBe('help')
  enterService('sales')
  expect(currentService.value?.code).toBe('sales')
  expect(homeService()?.code).toBe('sales')
  sessionWith(['help', 'in_use'])
  expect(homeService()?.code).toBe('help')
  expect(currentService.value).toBeNull()
  sessionWith(['help', 'in_use'], ['sales', 'suspended'])
  expect(homeService()?.code).toBe('help')
})
