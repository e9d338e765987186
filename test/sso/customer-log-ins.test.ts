import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, addService, signIn, startCore, type RunningCore } from '../faults/support/index.js'
import { eachEngine, root, type ApiClient } from '../support/index.js'

interface Registration { readonly id: number; readonly name: string; readonly keyHint: string; readonly previousExpiresAt: string | null; readonly version: number }

const BASE = '/api/o/sso/registrations'
const SHOP = { name: '상점', loginUrl: 'https://shop.example.com/login', statusUrl: 'https://shop.example.com/status' }
const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { code?: string }).code]

describe('the organisation’s own customer log-ins', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let chief: ApiClient
    const admin = () => running.admin
    const list = async () => (await admin().get<{ items: Registration[] }>(BASE)).items
    const keyOf = async (id: number) => (await admin().get<{ key: string }>(`${BASE}/${id}/key`)).key

    beforeAll(async () => {
      running = await startCore(engine)
      await addService(engine, { organisation: 'rival', code: 'vault' })
      await addMember(engine, { organisation: 'rival', code: 'vault' }, 'chief', [], [], { organisationAdmin: true })
      chief = await signIn(running.url, 'rival', 'chief')
    })
    afterAll(() => running?.stop())

    it('TEN-8: are listed, added, changed and removed; a name is there once', async () => {
      const added = await admin().post<Registration>(BASE, SHOP)
      expect(await admin().request('POST', BASE, SHOP).then(codeOf)).toEqual([409, 'sso.name_taken'])
      const other = await admin().post<Registration>(BASE, { ...SHOP, name: 'Blog' })
      expect((await list()).map(({ name }) => name)).toEqual(['Blog', '상점'])
      expect(await admin().request('PUT', `${BASE}/${other.id}`, { ...SHOP, version: other.version }).then(codeOf)).toEqual([409, 'sso.name_taken'])
      expect(await admin().put(`${BASE}/${added.id}`, { ...SHOP, statusUrl: 'https://shop.example.com/who', version: added.version })).toMatchObject({ statusUrl: 'https://shop.example.com/who', version: 2 })
      expect(await admin().request('PUT', `${BASE}/${added.id}`, { ...SHOP, version: added.version }).then(codeOf)).toEqual([409, 'sso.changed_meanwhile'])
      await admin().delete(`${BASE}/${other.id}`)
      expect(await admin().request('DELETE', `${BASE}/${other.id}`).then(codeOf)).toEqual([404, 'sso.registration_not_found'])
      expect((await list()).map(({ name }) => name)).toEqual(['상점'])
    })

    it('TEN-8: have a key that is shown in full on request only, and changed with an overlap', async () => {
      const [shop] = await list()
      const first = await keyOf(shop!.id)
      expect(first).toMatch(/^[0-9a-f]{32}$/)
      expect(shop!.keyHint).toBe(`${first.slice(0, 4)}…${first.slice(-2)}`)
      expect(JSON.stringify(await engine.query('select * from sso_registration'))).not.toContain(first)
      const rotate = (overlapHours: number, version: number) => admin().request('POST', `${BASE}/${shop!.id}/key/rotate`, { overlapHours, version })
      const both = await Promise.all([rotate(24, shop!.version), rotate(24, shop!.version)])
      expect(both.map((one) => one.status).sort()).toEqual([200, 409])
      expect(await keyOf(shop!.id)).not.toBe(first)
      expect((await list())[0]!.previousExpiresAt).not.toBeNull()
      running.advance(24 * 3600_000)
      // Sessions end meanwhile.
      await admin().signIn('admin', 'correct horse battery', 'acme')
      expect((await list())[0]!.previousExpiresAt).toBeNull()
      await rotate(0, (await list())[0]!.version)
      expect((await list())[0]!.previousExpiresAt).toBeNull()
    })

    it('TEN-8: take https addresses only', async () => {
      for (const loginUrl of ['http://shop.example.com', 'http://localhost:1', 'javascript:alert(1)', '//shop.example.com', 'https://u:p@shop.example.com']) {
        expect((await admin().request('POST', BASE, { ...SHOP, name: 'x', loginUrl })).status, loginUrl).toBe(422)
      }
      expect(await admin().request('POST', BASE, { ...SHOP, name: 'x', loginUrl: `https://shop.example.com/${'a'.repeat(600)}` }).then(codeOf)).toEqual([400, 'http.bad_input'])
    })

    it('TEN-8: are another organisation’s own, whatever id it names', async () => {
      await chief.signIn('chief', 'correct horse battery', 'rival')
      const [shop] = await list()
      expect(await chief.get(BASE)).toEqual({ items: [] })
      const tries = [chief.request('GET', `${BASE}/${shop!.id}/key`), chief.request('PUT', `${BASE}/${shop!.id}`, { ...SHOP, version: shop!.version }), chief.request('POST', `${BASE}/${shop!.id}/key/rotate`, { overlapHours: 0, version: shop!.version }), chief.request('DELETE', `${BASE}/${shop!.id}`)]
      for (const answer of await Promise.all(tries)) expect(codeOf(answer)).toEqual([404, 'sso.registration_not_found'])
      expect(await chief.post(BASE, SHOP)).toMatchObject({ name: SHOP.name })
      expect(await list()).toEqual([shop])
    })

    it('TEN-8: are not a service’s to switch, and shown without one', async () => {
      const { items } = await admin().get<{ items: { id: string; switchable: boolean }[] }>('/api/s/help/plugins')
      expect(items.find(({ id }) => id === 'sso')).toMatchObject({ switchable: false })
      const ofService = await admin().get<{ panels: { plugin: string }[] }>('/api/s/help/console')
      expect(ofService.panels.filter(({ plugin }) => plugin === 'sso')).toEqual([])
      const { console: panels } = (JSON.parse(readFileSync(`${root}/plugins/sso/package.json`, 'utf8')) as { opencontact: { console: { panels: { id: string }[] } } }).opencontact
      expect(await chief.get('/api/o/console')).toMatchObject({ panels: [{ plugin: 'sso', id: panels.panels[0]!.id, slot: 'organisation.page' }] })
    })
  })
})
