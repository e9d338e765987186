import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, type ApiAnswer, type ApiClient } from '../support/index.js'
import { startAccess, type AccessHost } from './support/access-host.js'

const code = (answer: ApiAnswer) => (answer.body as { code?: string }).code
interface Person { readonly id: number; readonly login: string }

eachEngine((engine) => {
  let host: AccessHost
  let client: ApiClient
  let owner: number
  const admins = async () => (await client.get<{ items: Person[] }>('/api/o/admins')).items
  const logged = async () => (await client.get<{ items: { action: string; target: Person; after: unknown }[] }>('/api/o/permission-log')).items[0]!

  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    await host.addOrganisation('other')
    client = await host.signedIn('owner', 'acme')
    owner = client.session!.member.id
  })
  afterAll(() => host.stop())

  describe('TEN-7: organisation admins', () => {
    it('are added from the members, once, and may do so from the next call on', async () => {
      const jane = await host.addMember('acme', 'jane')
      const hers = await host.signedIn('jane', 'acme')
      expect((await hers.request('GET', '/api/o/admins')).status).toBe(403)
      await client.post('/api/o/admins', { memberId: jane })
      expect((await hers.get<{ items: Person[] }>('/api/o/admins')).items.map((one) => one.login)).toEqual(['owner', 'jane'])
      expect(await logged()).toMatchObject({ action: 'added', target: { login: 'jane' }, after: { organisationAdmin: true } })
      expect(code(await client.request('POST', '/api/o/admins', { memberId: jane }))).toBe('access.already_admin')
      await client.delete(`/api/o/admins/${jane}`)
      expect((await hers.request('GET', '/api/o/admins')).status).toBe(403)
      expect(await logged()).toMatchObject({ action: 'removed', target: { login: 'jane' } })
      expect(code(await client.request('DELETE', `/api/o/admins/${jane}`))).toBe('access.unknown_admin')
    })

    it('are invited with a link, or by mail where it leads out', async () => {
      const invited = await client.post<{ link: string | null }>('/api/o/admins', { invite: { login: 'new', name: 'New', email: 'new@acme.example' } })
      expect(invited.link).toContain('/password/reset?token=')
      host.post.works = true
      expect((await client.post<{ link: string | null }>('/api/o/admins', { invite: { login: 'mailed', name: 'Mailed', email: 'mailed@acme.example' } })).link).toBeNull()
      host.post.works = false
      expect(host.mails.at(-1)).toMatchObject({ to: { address: 'mailed@acme.example' } })
      for (const one of (await admins()).filter((admin) => admin.id !== owner)) await client.delete(`/api/o/admins/${one.id}`)
    })

    it('are never without one, and nobody of another organisation is touched', async () => {
      expect(code(await client.request('DELETE', `/api/o/admins/${owner}`))).toBe('access.last_admin')
      const theirs = (await (await host.signedIn('owner', 'other')).get<{ items: Person[] }>('/api/o/admins')).items[0]!.id
      expect(code(await client.request('DELETE', `/api/o/admins/${theirs}`))).toBe('access.unknown_admin')
      expect(code(await client.request('POST', '/api/o/admins', { memberId: theirs }))).toBe('access.unknown_member')
      expect((await client.request('PATCH', `/api/o/members/${theirs}`, { disabled: true })).status).toBe(404)
      expect(await admins()).toMatchObject([{ login: 'owner' }])
    })

    it('keep one when two remove each other at once', async () => {
      for (let round = 0; round < 5; round++) {
        const rival = await host.addMember('acme', `rival${round}`)
        await client.post('/api/o/admins', { memberId: rival })
        const his = await host.signedIn(`rival${round}`, 'acme')
        const answers = await Promise.all([client.request('DELETE', `/api/o/admins/${rival}`), his.request('DELETE', `/api/o/admins/${owner}`)])
        expect(answers.map((answer) => answer.status).filter((status) => status === 204)).toHaveLength(1)
        const left = await engine.query<{ id: number }>("select id from member where organisation_admin = 1 and organisation_id = (select id from organisation where domain = 'acme')")
        expect(left).toHaveLength(1)
        await engine.query("update member set organisation_admin = case when login = 'owner' then 1 else 0 end where organisation_id = (select id from organisation where domain = 'acme')")
      }
    })
  })

  describe('TEN-9: a disabled member', () => {
    it('is out at once, logged, and lets nobody be the last but one', async () => {
      const sam = await host.addMember('acme', 'sam', { code: 'help', roles: ['agent.ticket'] })
      const his = await host.signedIn('sam', 'acme')
      await client.patch(`/api/o/members/${sam}`, { disabled: true })
      expect((await his.request('GET', '/api/session')).status).toBe(401)
      expect(await logged()).toMatchObject({ action: 'changed', target: { login: 'sam' }, after: { disabled: true } })
      expect(code(await client.request('POST', '/api/o/admins', { memberId: sam }))).toBe('access.unknown_member')
      await client.patch(`/api/o/members/${sam}`, { disabled: false })
      expect((await his.request('GET', '/api/session')).status).toBe(401)
      await host.signedIn('sam', 'acme')
      expect(code(await client.request('PATCH', `/api/o/members/${owner}`, { disabled: true }))).toBe('access.not_yourself')
      await client.post('/api/o/admins', { memberId: sam })
      const again = await host.signedIn('sam', 'acme')
      await client.patch(`/api/o/members/${sam}`, { disabled: true })
      expect(code(await client.request('DELETE', `/api/o/admins/${owner}`))).toBe('access.last_admin')
      expect((await again.request('GET', '/api/session')).status).toBe(401)
    })
  })
})
