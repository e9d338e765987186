import { ChannelError, type Route } from 'adapters-sdk'
import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryInboxes } from '../testing/memory-inboxes.js'
import { testInfo } from '../testing/test-info.js'
import { OpenFirstInbox } from './open-first-inbox.js'
import { SettingsRoutes } from './settings-routes.js'

const RELAY = { host: 'smtp.example.com', port: 587, security: 'starttls', user: 'me' } as const
const SETTINGS = { senderName: '상점', senderAddress: '', layout: '<div>#{content}</div>', relay: RELAY }
let inboxes: MemoryInboxes
let routes: readonly Route[]

/** Calls a route the way the host does: body through the schema first. */
async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const found = routes.find(({ spec }) => spec.method === method && spec.path === path)!
  return found.handle({ body: found.spec.body?.parse(body) } as never)
}

describe('SettingsRoutes', () => {
  beforeEach(() => {
    inboxes = new MemoryInboxes()
    routes = new SettingsRoutes(inboxes, testInfo({ domain: 'Desk.Example' })).routes
  })

  it('EML-1: a new service has a representative address', async () => {
    const cause = { origin: 'system', chain: 'c', depth: 0 } as const
    const listener = new OpenFirstInbox(inboxes, testInfo({ domain: 'Desk.Example' }))
    await listener.handle({ item: 'chat', active: true, cause })
    expect(inboxes.inboxes).toEqual([])
    await listener.handle({ item: 'ticket', active: true, cause })
    await listener.handle({ item: 'ticket', active: true, cause })
    expect(inboxes.inboxes).toMatchObject([{ address: 'shop@acme.desk.example', settings: { senderName: '상점 고객센터', relay: null, layout: '#{content}' } }])
    expect(await call('GET', '/settings')).toMatchObject({ address: 'shop@acme.desk.example', relayPasswordSet: false, receiver: { port: 2525 } })
  })
  it('EML-3: keeps sender, layout and relay, and never shows the password', async () => {
    const saved = await call('PUT', '/settings', { ...SETTINGS, relayPassword: 'secret' })
    expect(saved).toMatchObject({ ...SETTINGS, relayPasswordSet: true })
    expect(JSON.stringify(saved)).not.toContain('secret')
    expect(await call('PUT', '/settings', { ...SETTINGS, senderName: 'Shop' })).toMatchObject({ senderName: 'Shop', relayPasswordSet: true })
    expect(await call('PUT', '/settings', { ...SETTINGS, relay: null })).toMatchObject({ relay: null, relayPasswordSet: false })
  })
  it('EML-4: refuses a layout without the place for the text', async () => {
    await expect(call('PUT', '/settings', { ...SETTINGS, relay: null, layout: '<p>Hi</p>' })).rejects.toMatchObject({ code: 'email.layout_without_content' })
    await call('PUT', '/settings', { ...SETTINGS, relay: null, layout: '<p>#[content]</p>' })
  })
  it('gives the stored password to no other server', async () => {
    await call('PUT', '/settings', { ...SETTINGS, relayPassword: 'secret' })
    const elsewhere = { ...RELAY, host: 'evil.example.com' }
    await expect(call('PUT', '/settings', { ...SETTINGS, relay: elsewhere })).rejects.toMatchObject({ code: 'email.password_needed' })
    await expect(call('POST', '/relay/test', { relay: elsewhere })).rejects.toMatchObject({ code: 'email.password_needed' })
    expect(inboxes.checked).toEqual([])
  })
  it('tests a relay before it is saved', async () => {
    await call('PUT', '/settings', { ...SETTINGS, relay: null })
    expect(await call('POST', '/relay/test', { relay: RELAY, relayPassword: 'x' })).toEqual({ works: true, code: null, detail: null })
    expect(inboxes.checked).toMatchObject([{ settings: { senderName: '상점', relay: RELAY }, secrets: { relayPassword: 'x' } }])
    inboxes.failure = new ChannelError('auth.revoked', 'Invalid login', { certainty: 'not-sent', providerCode: '535 no' })
    expect(await call('POST', '/relay/test', { relay: RELAY, relayPassword: 'x' })).toEqual({ works: false, code: 'auth.revoked', detail: '535 no' })
  })
})
