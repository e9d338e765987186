import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { SECRET, startAccess, type AccessHost } from './support/access-host.js'

const BASE = 'desk.example'

interface Answer { readonly status: number; readonly cookie: string; readonly body: Record<string, unknown> }

eachEngine((engine) => {
  let host: AccessHost
  beforeAll(async () => {
    host = await startAccess(engine, BASE)
    await host.addOrganisation('acme')
    await host.addOrganisation('other')
  })
  afterAll(() => host.stop())

  /** As a browser that was sent to this host would ask; `fetch` does not let one choose. */
  const ask = (method: string, path: string, name: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(host.url + path, { method, headers: { host: name, 'content-type': 'application/json', 'accept-language': 'en', ...headers } }, (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => { text += chunk.toString() })
        response.on('end', () => resolve({ status: response.statusCode!, cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '', body: text ? (JSON.parse(text) as Answer['body']) : {} }))
      })
      sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body))
    })
  const signIn = (name: string, organisation?: string) => ask('POST', '/api/session', name, { login: 'owner', password: SECRET, ...(organisation ? { organisation } : {}) })

  describe('TEN-1: an organisation’s own host', () => {
    it('says whose it is, and needs no organisation at log-in', async () => {
      expect((await ask('GET', '/api/entrance', `acme.${BASE}`)).body).toMatchObject({ organisation: { name: 'acme', domain: 'acme' }, ownHost: true, mail: false })
      const answer = await signIn(`ACME.${BASE}:8080`)
      expect(answer.body).toMatchObject({ session: { organisation: { domain: 'acme' } } })
    })

    it('lets into no other organisation, whatever is asked for', async () => {
      await host.addMember('other', 'only-there')
      const wrong = await ask('POST', '/api/session', `acme.${BASE}`, { organisation: 'other', login: 'only-there', password: SECRET })
      expect([wrong.status, wrong.body['code']]).toEqual([401, 'access.wrong_credentials'])
      expect((await signIn(`acme.${BASE}`, 'other')).body).toMatchObject({ session: { organisation: { domain: 'acme' } } })
    })

    it('knows no session of another', async () => {
      const { cookie } = await signIn(`acme.${BASE}`)
      expect((await ask('GET', '/api/session', `acme.${BASE}`, undefined, { cookie })).status).toBe(200)
      expect((await ask('GET', '/api/session', '127.0.0.1', undefined, { cookie })).status).toBe(200)
      for (const path of ['/api/session', '/api/o/members', '/api/s/help/groups']) {
        const answer = await ask('GET', path, `other.${BASE}`, undefined, { cookie })
        expect([answer.status, answer.body['code']]).toEqual([401, 'access.not_signed_in'])
      }
    })

    it('sends password links of its own members only, to itself', async () => {
      host.post.works = true
      await host.addMember('acme', 'forgetful')
      await ask('POST', '/api/password/forgot', `other.${BASE}`, { organisation: 'acme', login: 'forgetful' })
      expect(host.mails).toEqual([])
      await ask('POST', '/api/password/forgot', `acme.${BASE}`, { login: 'forgetful' })
      expect(host.mails).toMatchObject([{ link: expect.stringMatching(new RegExp(`^http://acme\\.${BASE}:\\d+/password/reset\\?token=`)), subject: { ko: 'acme: 비밀번호 재설정' }, text: { en: expect.stringContaining('Login: forgetful') } }])
      host.post.works = false
    })

    it('is nobody’s when nobody has it', async () => {
      for (const name of [`nobody.${BASE}`, `deep.acme.${BASE}`]) {
        const answer = await ask('GET', '/api/entrance', name)
        expect([answer.status, answer.body['code']]).toEqual([404, 'access.no_such_address'])
        expect((await signIn(name, 'acme')).status).toBe(401)
      }
    })
  })

  describe('TEN-1: the installation’s own host', () => {
    it('serves every organisation by its name, as the path says it', async () => {
      expect((await ask('GET', '/api/entrance?organisation=other', `www.${BASE}`)).body).toMatchObject({ organisation: { domain: 'other', url: expect.stringContaining(`http://other.${BASE}:`) }, ownHost: false })
      expect((await ask('GET', '/api/entrance', '127.0.0.1')).body).toMatchObject({ organisation: null, ownHost: false })
      expect((await ask('GET', '/api/entrance?organisation=nobody', '127.0.0.1')).status).toBe(404)
      expect((await signIn('127.0.0.1', 'other')).body).toMatchObject({ session: { organisation: { domain: 'other' } } })
    })
  })
})
