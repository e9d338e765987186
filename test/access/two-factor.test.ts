import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { totpAt } from '../../core/src/access/totp.js'
import { eachEngine, type ApiAnswer, type ApiClient } from '../support/index.js'
import { SECRET, startAccess, type AccessHost } from './support/access-host.js'

const code = (answer: ApiAnswer) => (answer.body as { code?: string }).code
/** RFC 4648, as an authenticator app reads it. */
const unbase32 = (text: string) => {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

eachEngine((engine) => {
  let host: AccessHost
  let client: ApiClient
  let secret: Buffer
  let recoveryCodes: string[]
  const shown = () => totpAt(secret, Math.floor(host.clock.now / 30_000))
  const signIn = (given?: string) => host.client().request('POST', '/api/session', { login: 'owner', password: SECRET, organisation: 'acme', ...(given === undefined ? {} : { code: given }) })
  const state = () => client.get<{ active: boolean; recoveryCodesLeft: number }>('/api/me/two-factor')

  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    client = await host.signedIn('owner', 'acme')
  })
  afterAll(() => host.stop())

  describe('TEN-11: two-factor log-in', () => {
    it('begins with the password and counts from the first right code on', async () => {
      expect(code(await client.request('POST', '/api/me/two-factor', { password: 'not this one' }))).toBe('access.wrong_password')
      const given = await client.post<{ secret: string; uri: string }>('/api/me/two-factor', { password: SECRET })
      expect(given.uri).toBe(`otpauth://totp/acme:owner?secret=${given.secret}&issuer=acme`)
      secret = unbase32(given.secret)
      expect(secret).toHaveLength(20)
      expect((await engine.query<{ secret: string }>('select secret from member_totp'))[0]!.secret).not.toContain(secret.toString('base64'))
      expect((await signIn()).status).toBe(200)
      expect(code(await client.request('POST', '/api/me/two-factor/confirm', { code: '000000' }))).toBe('access.wrong_code')
      recoveryCodes = (await client.post<{ recoveryCodes: string[] }>('/api/me/two-factor/confirm', { code: shown() })).recoveryCodes
      expect(recoveryCodes).toHaveLength(10)
      expect(new Set(recoveryCodes).size).toBe(10)
      for (const one of recoveryCodes) expect(one).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/)
      expect(await state()).toEqual({ active: true, recoveryCodesLeft: 10 })
      expect(code(await client.request('POST', '/api/me/two-factor', { password: SECRET }))).toBe('access.two_factor_active')
    })

    it('asks for the code after the password, and not before', async () => {
      const wrong = await host.client().request('POST', '/api/session', { login: 'owner', password: 'not this one', organisation: 'acme' })
      expect(code(wrong)).toBe('access.wrong_credentials')
      const asked = await signIn()
      expect([asked.status, code(asked), asked.headers.get('set-cookie')]).toEqual([401, 'access.code_required', null])
      expect(code(await signIn('123456'))).toBe('access.wrong_code')
    })

    it('takes each code once, also of two at the same moment', async () => {
      expect(code(await signIn(shown()))).toBe('access.wrong_code')
      host.clock.now += 30_000
      const both = await Promise.all([signIn(shown()), signIn(shown())])
      expect(both.map((answer) => answer.status).sort()).toEqual([200, 422])
      host.clock.now += 300_000
      expect((await signIn(`${shown().slice(0, 3)} ${shown().slice(3)}`)).status).toBe(200)
    })

    it('takes each recovery code once, however it is typed', async () => {
      expect((await signIn(recoveryCodes[0]!.toUpperCase().replaceAll('-', ' '))).status).toBe(200)
      expect(code(await signIn(recoveryCodes[0]!))).toBe('access.wrong_code')
      const both = await Promise.all([signIn(recoveryCodes[1]!), signIn(recoveryCodes[1]!)])
      expect(both.map((answer) => answer.status).sort()).toEqual([200, 422])
      expect(await state()).toEqual({ active: true, recoveryCodesLeft: 8 })
    })

    it('lets nobody try codes without end', async () => {
      host.clock.now += 3_600_000
      for (let i = 0; i < 10; i++) expect((await signIn('000000')).status).toBe(422)
      expect((await signIn(shown())).status).toBe(429)
      host.clock.now += 3_600_000
    })

    it('is taken off by the member with the password, and by an admin of the same organisation', async () => {
      expect(code(await client.request('POST', '/api/me/two-factor/disable', { password: 'not this one' }))).toBe('access.wrong_password')
      await host.addOrganisation('other')
      const stranger = await host.signedIn('owner', 'other')
      expect((await stranger.request('DELETE', `/api/o/members/${client.session!.member.id}/two-factor`)).status).toBe(404)
      expect((await state()).active).toBe(true)
      await client.post('/api/me/two-factor/disable', { password: SECRET })
      expect(await state()).toEqual({ active: false, recoveryCodesLeft: 0 })
      expect((await signIn()).status).toBe(200)
    })

    it('TEN-9: cleared by an admin it is in the permission log, with who did it, and in the list of members', async () => {
      const memberId = await host.addMember('acme', 'lost')
      const lost = await host.signedIn('lost', 'acme')
      const given = await lost.post<{ secret: string }>('/api/me/two-factor', { password: SECRET })
      await lost.post('/api/me/two-factor/confirm', { code: totpAt(unbase32(given.secret), Math.floor(host.clock.now / 30_000)) })
      const admin = await host.signedIn('owner', 'acme')
      const listed = async () => (await admin.get<{ items: { id: number; twoFactor: boolean }[] }>('/api/o/members')).items.find(({ id }) => id === memberId)!.twoFactor
      expect(await listed()).toBe(true)
      await admin.delete(`/api/o/members/${memberId}/two-factor`)
      expect(await listed()).toBe(false)
      const { items } = await admin.get<{ items: unknown[] }>('/api/o/permission-log?target=lost')
      expect(items[0]).toMatchObject({ action: 'changed', service: null, actor: { login: 'owner' }, target: { login: 'lost' }, before: { twoFactor: true }, after: { twoFactor: false } })
      expect((await admin.request('DELETE', `/api/o/members/${memberId}/two-factor`)).status).toBe(404)
    })
  })
})
