import { PERMISSION_NAMES, ROLES, type Permission, type Role } from 'adapters-sdk'
import { describe, expect, it } from 'vitest'
import { permissionsOf, permits } from './granted-permissions.js'

const grants = (roles: readonly Role[], more: { organisationAdmin?: boolean; operator?: boolean; serviceType?: string; serviceState?: string } = {}) => ({ organisationAdmin: false, operator: false, serviceType: 'consultation', serviceState: 'in_use', roles, ...more })

/** The catalogue's table; columns are organisation admin, then the roles in their order. */
const MATRIX: Partial<Record<Permission, string>> = {
  'guide': '. x x x x x x .',
  'chat': '. . . x . . x .',
  'tickets': '. x x . x x . .',
  'helpcenter': '. x x x x x x .',
  'statistics': '. x x x . . . .',
  'extra': '. x x x x x x .',
  'callback': '. x x x x x x x',
  'callback.assign': '. x x x . . . x',
  'service': '. x x x . . . .',
  'service.agents': 'x x x x . . . .',
  'customers': '. x x x . . . .',
  'organisation': 'x . . . . . . .',
  'widget.chat': '. . . x . . x .',
  'widget.phone': '. . x . . x . .',
}

describe('the permission matrix', () => {
  it.each(Object.entries(MATRIX) as [Permission, string][])('PRM-4: %s is held by %s', (permission, row) => {
    const held = [grants([], { organisationAdmin: true }), ...ROLES.map((role) => grants([role]))].map((one) => (permits(one, permission) ? 'x' : '.'))
    expect(held.join(' ')).toBe(row)
  })

  it('PRM-1: phone brings ticket with it', () => {
    expect(permits(grants(['agent.phone']), 'tickets')).toBe(true)
    expect(permits(grants(['manager.phone']), 'tickets.hand-over')).toBe(true)
    expect(permits(grants(['agent.chat']), 'tickets')).toBe(false)
  })

  it('PRM-2: callback assignment alone opens the callbacks and nothing else of the extra work', () => {
    expect(permissionsOf(grants(['callback.assign']))).toEqual(['console', 'callback', 'callback.assign'])
  })

  it('PRM-8: an issue service has neither chat, help centre, callbacks, customers nor phone', () => {
    const all = permissionsOf(grants(ROLES, { serviceType: 'issue' }))
    expect(all).toEqual(['console', 'guide', 'tickets', 'tickets.hand-over', 'statistics', 'extra', 'groups', 'service', 'service.agents'])
  })

  it('PRM-3: in an issue service phone and chat roles give nothing', () => {
    expect(permissionsOf(grants(['manager.chat', 'agent.chat', 'callback.assign'], { serviceType: 'issue' }))).toEqual([])
  })

  it('gives the operator the installation, and no service by it', () => {
    expect(permissionsOf(grants([], { operator: true }))).toEqual(['operator'])
  })

  it('gives a stranger nothing', () => {
    expect(PERMISSION_NAMES.filter((permission) => permits(grants([]), permission))).toEqual([])
  })
})
