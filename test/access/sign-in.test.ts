import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, type ApiAnswer } from '../support/index.js'
import { SECRET, startAccess, type AccessHost } from './support/access-host.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const code = (answer: ApiAnswer) => (answer.body as { code: string }).code

eachEngine((engine) => {
  let host: AccessHost
  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    await host.addMember('acme', 'jane', { code: 'help', roles: ['agent.ticket'] })
    // Later suites add organisations: log-ins here name theirs.
  })
  afterAll(() => host.stop())

  const attempt = (login: string, password: string, organisation = 'acme') => host.client().request('POST', '/api/session', { organisation, login, password })

  describe('signing in', () => {
    it('says who is signed in, where, and what they may do', async () => {
      const client = await host.signedIn('owner')
      const { session } = await client.get<{ session: Record<string, unknown> }>('/api/session')
      expect(session).toMatchObject({
        csrf: expect.any(String),
        member: { login: 'owner', name: 'Owner', email: 'owner@acme.example', language: 'en', organisationAdmin: true, operator: true },
        organisation: { name: 'acme', domain: 'acme', branding: {} },
        services: [{ code: 'help', name: 'Help', type: 'consultation', state: 'in_use', permissions: expect.arrayContaining(['tickets', 'service', 'organisation', 'operator']) }],
      })
    })

    it('takes the id in any case and needs no organisation while there is one', async () => {
      expect((await host.client().request('POST', '/api/session', { login: ' Jane ', password: SECRET })).status).toBe(200)
    })

    it('keeps the cookie from scripts and other sites, and only hashes in the database', async () => {
      const answer = await attempt('jane', SECRET)
      const cookie = answer.headers.get('set-cookie')!
      expect(cookie).toMatch(/^oc_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)
      const token = /=([\w-]+)/.exec(cookie)![1]!
      expect(await engine.query('select 1 as found from session where token_hash = ?', [token])).toEqual([])
      expect(await engine.query("select 1 as found from member where password_hash not like '$argon2id$%'")).toEqual([])
    })

    it('answers a wrong password, an unknown member, an unknown organisation and a member without a password alike', async () => {
      await engine.query("update member set password_hash = null where login = ?", [`${(await host.addMember('acme', 'fresh'), 'fresh')}`])
      const cases = [['jane', 'wrong password', 'acme'], ['nobody', SECRET, 'acme'], ['jane', SECRET, 'nowhere'], ['fresh', SECRET, 'acme']] as const
      const answers: unknown[] = []
      const times: number[] = []
      for (const [login, password, organisation] of cases) {
        const started = performance.now()
        const answer = await attempt(login, password, organisation)
        times.push(performance.now() - started)
        answers.push([answer.status, { ...(answer.body as object), requestId: '' }])
      }
      expect(answers[0]).toMatchObject([401, { code: 'access.wrong_credentials' }])
      for (const other of answers) expect(other).toEqual(answers[0])
      // Hashing costs several milliseconds and everybody pays it.
      expect(Math.min(...times)).toBeGreaterThan(4)
    })

    it('answers in the language of the caller', async () => {
      const answer = await host.client().request('POST', '/api/session', { login: 'nobody', password: 'x' }, { 'accept-language': 'ko' })
      expect(answer.body).toMatchObject({ title: '아이디 또는 비밀번호가 맞지 않습니다.' })
    })
  })

  describe('OPS-6: too many attempts', () => {
    it('are refused, the right password too, until the oldest has left the window', async () => {
      await host.addMember('acme', 'target')
      for (let i = 0; i < 10; i++) {
        expect((await attempt('target', 'wrong password')).status).toBe(401)
        host.clock.now += 1000
      }
      const refused = await attempt('target', SECRET)
      expect([refused.status, code(refused)]).toEqual([429, 'access.throttled'])
      const { retryAfterSeconds } = refused.body as { retryAfterSeconds: number }
      expect(retryAfterSeconds).toBe(15 * 60 - 10)
      expect(refused.headers.get('retry-after')).toBe(String(retryAfterSeconds))
      // What is refused does not count, so that the wait does not grow.
      host.clock.now += retryAfterSeconds * 1000
      expect((await attempt('target', SECRET)).status).toBe(200)
    })

    it('count for a member who does not exist, so that the count tells nothing', async () => {
      for (let i = 0; i < 10; i++) await attempt('ghost', 'wrong password')
      expect((await attempt('ghost', 'wrong password')).status).toBe(429)
    })

    it('count when they come at the same moment', async () => {
      host.clock.now += HOUR
      await host.addMember('acme', 'raced')
      const answers = await Promise.all(Array.from({ length: 25 }, () => attempt('raced', 'wrong password')))
      expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10)
      expect(answers.filter((answer) => answer.status === 429)).toHaveLength(15)
    })

    it('count by address over all members', async () => {
      host.clock.now += HOUR
      for (let i = 0; i < 60; i++) await attempt(`spray${i}`, 'wrong password')
      expect((await attempt('jane', SECRET)).status).toBe(429)
      host.clock.now += HOUR
    })

    it('are forgotten with the right password', async () => {
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < 9; i++) expect((await attempt('jane', 'wrong password')).status).toBe(401)
        expect((await attempt('jane', SECRET)).status).toBe(200)
      }
      host.clock.now += HOUR
    })
  })

  describe('a session', () => {
    it('needs its own token on every writing request', async () => {
      const client = await host.signedIn('jane')
      const other = await host.signedIn('owner')
      for (const csrf of ['', 'x', other.session!.csrf]) {
        const answer = await client.request('PATCH', '/api/me/preferences', { nickname: 'J' }, { 'x-csrf-token': csrf })
        expect([answer.status, code(answer)]).toEqual([403, 'http.wrong_csrf'])
      }
      expect(await client.patch('/api/me/preferences', { nickname: 'J' })).toMatchObject({ nickname: 'J' })
    })

    it('ends with signing out, on the server', async () => {
      const client = await host.signedIn('jane')
      const { cookie } = client
      await client.delete('/api/session')
      const answer = await host.client().request('GET', '/api/session', undefined, { cookie })
      expect([answer.status, code(answer)]).toEqual([401, 'access.not_signed_in'])
    })

    it('ends after 12 idle hours; use prolongs it, up to 30 days', async () => {
      const client = await host.signedIn('jane')
      for (let i = 0; i < 60; i++) {
        host.clock.now += 12 * HOUR - MINUTE
        expect((await client.request('GET', '/api/session')).status).toBe(200)
        // The mark of use is written behind the answer.
        await expect.poll(async () => Number((await engine.query<{ seen: number }>('select max(seen_at) as seen from session'))[0]!.seen)).toBe(host.clock.now)
      }
      host.clock.now += HOUR
      expect((await client.request('GET', '/api/session')).status).toBe(401)
      const idle = await host.signedIn('jane')
      host.clock.now += 12 * HOUR
      expect((await idle.request('GET', '/api/session')).status).toBe(401)
    })

    it('ends at once when its member is disabled', async () => {
      await host.addMember('acme', 'leaver')
      const client = await host.signedIn('leaver')
      await engine.query("update member set disabled_at = 1 where login = 'leaver'")
      expect((await client.request('GET', '/api/session')).status).toBe(401)
      expect((await attempt('leaver', SECRET)).status).toBe(401)
    })

    it('TEN-11: survives the password change made in it, and no other does', async () => {
      await host.addMember('acme', 'changer')
      const here = await host.signedIn('changer')
      const elsewhere = await host.signedIn('changer')
      const wrong = await here.request('PATCH', '/api/me/preferences', { password: { current: 'not it at all', next: 'another good one' } })
      expect([wrong.status, code(wrong)]).toEqual([422, 'access.wrong_password'])
      const weak = await here.request('PATCH', '/api/me/preferences', { password: { current: SECRET, next: 'password123' } })
      expect([weak.status, code(weak)]).toEqual([422, 'access.weak_password'])
      expect(await here.patch('/api/me/preferences', { password: { current: SECRET, next: 'another good one' }, language: 'ko', assignable: false })).toMatchObject({ language: 'ko', assignable: false })
      expect((await here.request('GET', '/api/session')).status).toBe(200)
      expect((await elsewhere.request('GET', '/api/session')).status).toBe(401)
      expect((await attempt('changer', SECRET)).status).toBe(401)
      expect((await attempt('changer', 'another good one')).status).toBe(200)
    })
  })

  describe('TEN-1: a forgotten password', () => {
    const forgot = (login: string) => host.client().request('POST', '/api/password/forgot', { organisation: 'acme', login })
    const reset = (token: string, password: string) => host.client().request('POST', '/api/password/reset', { token, password })
    const tokenIn = (link: string | undefined) => new URL(link!).searchParams.get('token')!

    it('is asked for alike by members and strangers, and mailed to members only', async () => {
      host.post.works = true
      host.mails.length = 0
      const answers = await Promise.all([forgot('jane'), forgot('nobody')])
      expect(answers.map((answer) => [answer.status, answer.body])).toEqual([[204, ''], [204, '']])
      expect(host.mails).toMatchObject([{ to: { name: 'jane', address: 'jane@acme.example' }, language: 'en', link: expect.stringContaining(`${host.url}/o/acme/password/reset?token=`) }])
    })

    it('is replaced once, by a link that ends every session', async () => {
      host.post.works = true
      host.mails.length = 0
      await host.addMember('acme', 'forgetful')
      const client = await host.signedIn('forgetful')
      await forgot('forgetful')
      await forgot('forgetful')
      const [first, second] = host.mails.map((mail) => tokenIn(mail.link))
      expect(code(await reset(second!, 'password123'))).toBe('access.weak_password')
      const [one, two] = await Promise.all([reset(second!, 'a new password'), reset(second!, 'a new password')])
      expect([one.status, two.status].sort()).toEqual([204, 410])
      expect((await reset(first!, 'a third password')).status).toBe(410)
      expect((await client.request('GET', '/api/session')).status).toBe(401)
      expect((await attempt('forgetful', 'a new password')).status).toBe(200)
    })

    it('has a link for an hour', async () => {
      host.mails.length = 0
      await forgot('jane')
      host.clock.now += HOUR
      expect((await reset(tokenIn(host.mails[0]!.link), 'a new password')).status).toBe(410)
    })

    it('mails a member three times in a while and no more', async () => {
      host.clock.now += HOUR
      host.mails.length = 0
      for (let i = 0; i < 5; i++) expect((await forgot('jane')).status).toBe(204)
      expect(host.mails).toHaveLength(3)
    })

    it('can be replaced with a link from the operator', async () => {
      const link = await host.access.passwordReset.linkFor('acme', 'jane')
      expect((await reset(tokenIn(link!), 'from the operator')).status).toBe(204)
      expect((await attempt('jane', 'from the operator')).status).toBe(200)
      expect(await host.access.passwordReset.linkFor('acme', 'nobody')).toBeNull()
    })
  })
})
