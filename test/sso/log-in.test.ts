import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addMember, addService, signIn, startCore, type RunningCore } from '../faults/support/index.js'
import { ApiClient, eachEngine, PASSWORD } from '../support/index.js'
import { startRealProvider } from './support/real-provider.js'
import { saveProvider, type ProviderView } from './support/settings.js'
import { otherKey, startSpoilingProvider, type Spoiled, type SpoilingProvider } from './support/spoiling-provider.js'
import { Surfer } from './support/surfer.js'

const START = '/public/o/acme/sso/start'
const ACME = { organisation: 'acme', code: 'help' }
const HOUR = 3600_000

describe('members log in with OpenID Connect', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let boss: ApiClient
    let spoiling: SpoilingProvider
    const surfer = () => new Surfer(running.url)
    const problemOf = (url: URL) => [url.pathname, url.searchParams.get('problem')]
    const sessions = async () => Number((await engine.query<{ n: number }>('select count(*) as n from session'))[0]!.n)

    beforeAll(async () => {
      running = await startCore(engine, { OC_ALLOW_PRIVATE_EGRESS: '1' })
      await addMember(engine, ACME, 'boss', [], [], { organisationAdmin: true })
      for (const login of ['jane', 'kim', 'lee', 'park']) await addMember(engine, ACME, login, ['agent.ticket'])
      await engine.query("update member set email = 'Shared@acme.example' where login in ('lee', 'park')")
      await addService(engine, { organisation: 'rival', code: 'vault' })
      await addMember(engine, { organisation: 'rival', code: 'vault' }, 'chief', [], [], { organisationAdmin: true })
      boss = await signIn(running.url, 'acme', 'boss')
      spoiling = await startSpoilingProvider()
    })
    afterAll(async () => {
      await spoiling?.stop()
      await running?.stop()
    })
    /** The public routes count by the minute. */
    beforeEach(() => running.advance(61_000))

    describe('with a provider as others run it', () => {
      let provider: Awaited<ReturnType<typeof startRealProvider>>
      beforeAll(async () => {
        const { redirectUri } = await boss.get<ProviderView>('/api/o/sso/provider')
        expect(redirectUri).toBe(`${running.url}/public/o/acme/sso/callback`)
        provider = await startRealProvider(redirectUri, {
          jane: { email: 'Jane@acme.example', email_verified: true, preferred_username: 'jane' },
          kim: { email: 'kim@acme.example', email_verified: false, preferred_username: 'kim' },
          stranger: { email: 'stranger@elsewhere.example', email_verified: true },
          shared: { email: 'shared@acme.example', email_verified: true },
          second: { email: 'jane@acme.example', email_verified: true },
          admin: { email: 'admin@acme.example', email_verified: true },
        })
        await saveProvider(boss, `${provider.issuer}/.well-known/openid-configuration`)
      })
      afterAll(() => provider?.stop())

      it('TEN-8: a member gets in, to where they wanted to go, without a password', async () => {
        const browser = surfer()
        const to = await browser.follow(`${START}?to=${encodeURIComponent('/s/help/tickets/all?x=1')}`, 'jane')
        expect([to.pathname + to.search, await browser.who()]).toEqual(['/s/help/tickets/all?x=1', 'jane'])
        expect((await boss.get<ProviderView>('/api/o/sso/provider')).provider!.workedAt).not.toBeNull()
      })

      it('TEN-8: who is linked stays the same member, whatever their address becomes', async () => {
        await engine.query("update member set email = 'new@acme.example' where login = 'jane'")
        const browser = surfer()
        await browser.follow(START, 'jane')
        expect(await browser.who()).toBe('jane')
        await engine.query("update member set email = 'jane@acme.example' where login = 'jane'")
      })

      it.each([
        ['kim', 'sso.email_unverified'],
        ['stranger', 'sso.member_unknown'],
        ['shared', 'sso.member_ambiguous'],
        ['second', 'sso.linked_otherwise'],
        ['admin', 'sso.member_operator'],
      ])('TEN-8: %s is refused with %s, nobody is made and nothing signed in', async (account, code) => {
        const before = await sessions()
        const members = (await boss.get<{ items: unknown[] }>('/api/o/members')).items.length
        const browser = surfer()
        expect(problemOf(await browser.follow(START, account))).toEqual(['/o/acme/login', code])
        expect([await browser.who(), await sessions()]).toEqual([null, before])
        expect((await boss.get<{ items: unknown[] }>('/api/o/members')).items).toHaveLength(members)
      })

      it('TEN-8: a disabled member is refused, and let in again', async () => {
        await engine.query("update member set disabled_at = 1 where login = 'jane'")
        const browser = surfer()
        expect(problemOf(await browser.follow(START, 'jane'))).toEqual(['/o/acme/login', 'sso.member_disabled'])
        expect(await browser.who()).toBeNull()
        await engine.query("update member set disabled_at = null where login = 'jane'")
        const again = surfer()
        await again.follow(START, 'jane')
        expect(await again.who()).toBe('jane')
      })

      it('TEN-8: the log-in id can be what matches', async () => {
        await saveProvider(boss, provider.issuer, { claim: 'preferred_username', attribute: 'login' })
        const browser = surfer()
        await browser.follow(START, 'kim')
        expect(await browser.who()).toBe('kim')
        await saveProvider(boss, provider.issuer)
      })

      it('TEN-8: the admin sees who is linked and unlinks them', async () => {
        const { items } = await boss.get<{ items: { id: number; member: { login: string } }[] }>('/api/o/sso/links')
        expect(items.map(({ member }) => member.login).sort()).toEqual(['jane', 'kim'])
        const jane = items.find(({ member }) => member.login === 'jane')!
        const chief = await signIn(running.url, 'rival', 'chief')
        expect(await chief.get('/api/o/sso/links')).toEqual({ items: [], next: null })
        expect((await chief.request('DELETE', `/api/o/sso/links/${jane.id}`)).status).toBe(404)
        await boss.delete(`/api/o/sso/links/${jane.id}`)
        const browser = surfer()
        await browser.follow(START, 'second')
        expect(await browser.who()).toBe('jane')
      })
    })

    describe('TEN-8: nobody gets in with a spoiled answer', () => {
      const now = () => Math.floor(Date.now() / 1000)
      const cases: readonly [string, Spoiled, string][] = [
        ['another issuer in the ID token', { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) }, 'sso.answer_invalid'],
        ['another issuer in the answer', { answer: (answer) => answer.set('iss', 'https://evil.example') }, 'sso.answer_invalid'],
        ['no issuer in the answer', { answer: (answer) => answer.delete('iss') }, 'sso.answer_invalid'],
        ['another issuer in the document', { metadata: (metadata) => ({ ...metadata, issuer: 'https://evil.example' }) }, 'sso.answer_invalid'],
        ['another audience', { claims: (claims) => ({ ...claims, aud: 'somebody-else' }) }, 'sso.answer_invalid'],
        ['several audiences, authorised for another', { claims: (claims) => ({ ...claims, aud: ['console', 'else'], azp: 'else' }) }, 'sso.answer_invalid'],
        ['another nonce', { claims: (claims) => ({ ...claims, nonce: 'other' }) }, 'sso.answer_invalid'],
        ['no nonce', { claims: ({ nonce: _, ...claims }) => claims }, 'sso.answer_invalid'],
        ['an expired ID token', { claims: (claims) => ({ ...claims, iat: now() - 7200, exp: now() - 3600 }) }, 'sso.answer_invalid'],
        ['an ID token of the future', { claims: (claims) => ({ ...claims, nbf: now() + 3600 }) }, 'sso.answer_invalid'],
        ['no subject', { claims: ({ sub: _, ...claims }) => claims }, 'sso.answer_invalid'],
        ['a foreign signature', { key: otherKey }, 'sso.answer_invalid'],
        ['a key nobody knows', { header: { kid: 'k2' } }, 'sso.answer_invalid'],
        ['alg none', { header: { alg: 'none' }, signature: '' }, 'sso.answer_invalid'],
        ['alg HS256', { header: { alg: 'HS256' } }, 'sso.answer_invalid'],
        ['no ID token', { token: (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"a","token_type":"Bearer"}') }, 'sso.answer_invalid'],
        ['no JSON', { token: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>') }, 'sso.answer_invalid'],
        ['somebody else’s userinfo', { claims: ({ email: _, ...claims }) => claims, userinfo: { sub: 'other', email: 'kim@acme.example', email_verified: true } }, 'sso.answer_invalid'],
        ['a verified mark beside another address', { claims: ({ email: _, ...claims }) => claims, userinfo: { sub: 'sub-1', email: 'kim@acme.example' } }, 'sso.email_unverified'],
        ['a mark that only looks like true', { claims: (claims) => ({ ...claims, email_verified: 'true' }) }, 'sso.email_unverified'],
        ['an address that is none', { claims: (claims) => ({ ...claims, email: { a: 1 } }) }, 'sso.claim_missing'],
        ['a refusal', { answer: (answer) => { answer.delete('code'); answer.set('error', 'access_denied') } }, 'sso.refused'],
        ['a code twice', { answer: (answer) => answer.append('code', 'x') }, 'sso.answer_invalid'],
        ['a code nobody gave', { answer: (answer) => answer.set('code', 'made up') }, 'sso.answer_invalid'],
        ['another state', { answer: (answer) => answer.set('state', 'made up') }, 'sso.attempt_unknown'],
        ['no state', { answer: (answer) => answer.delete('state') }, 'sso.attempt_unknown'],
        ['an error of the server', { token: (response) => response.writeHead(503).end() }, 'sso.provider_unreachable'],
        ['an answer without end', { token: (response) => { response.writeHead(200, { 'content-type': 'application/json' }); const more = () => { while (!response.destroyed && response.write(' '.repeat(65536))); }; response.on('drain', more); more() } }, 'sso.provider_unreachable'],
        ['a token endpoint on this machine’s other side', { metadata: (metadata) => ({ ...metadata, token_endpoint: 'http://192.168.0.1/token' }) }, 'sso.provider_unreachable'],
        ['a broken document', { discovery: (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{') }, 'sso.answer_invalid'],
        ['a document that leads elsewhere', { discovery: (response) => response.writeHead(302, { location: 'https://evil.example/' }).end() }, 'sso.answer_invalid'],
        ['a question that goes to a script', { metadata: (metadata) => ({ ...metadata, authorization_endpoint: 'javascript:alert(1)' }) }, 'sso.answer_invalid'],
      ]

      beforeAll(() => saveProvider(boss, spoiling.issuer))
      beforeEach(() => { spoiling.spoiled = {} })

      it.each(cases)('%s', async (_, spoiled, code) => {
        const [before, links] = [await sessions(), await engine.query('select count(*) as n from sso_identity')]
        spoiling.person = { sub: 'sub-1', email: 'kim@acme.example', email_verified: true }
        spoiling.spoiled = spoiled
        await engine.query("delete from sso_identity where subject = 'sub-1'")
        const browser = surfer()
        expect(problemOf(await browser.follow(START))).toEqual(['/o/acme/login', code])
        expect([await browser.who(), await sessions()]).toEqual([null, before])
        expect(await engine.query('select count(*) as n from sso_identity')).toEqual(links)
        // Nothing but the spoiled part was wrong.
        spoiling.spoiled = {}
        spoiling.person = { sub: 'sub-2', email: 'jane@acme.example', email_verified: true }
        await engine.query('delete from sso_identity where member_id in (select id from member where login = ?)', ['jane'])
        const right = surfer()
        await right.follow(START)
        expect(await right.who()).toBe('jane')
        await engine.query("delete from sso_identity where subject = 'sub-2'")
      })

      /** Goes as far as the provider and resolves to the address that it would send the browser back to. */
      const answerFor = async (browser: Surfer, start = START): Promise<string> => {
        const question = (await browser.open(running.url + start)).headers.get('location')!
        return (await fetch(question, { redirect: 'manual' })).headers.get('location')!
      }

      it('that comes a second time', async () => {
        spoiling.person = { sub: 'sub-3', email: 'jane@acme.example', email_verified: true }
        const browser = surfer()
        const answer = await answerFor(browser)
        const both = await Promise.all([browser.open(answer), browser.open(answer)])
        const targets = both.map((one) => new URL(one.headers.get('location')!))
        expect(targets.map((one) => String(one.searchParams.get('problem'))).sort()).toEqual(['null', 'sso.attempt_unknown'])
        const stolen = surfer()
        expect((await stolen.open(answer)).headers.get('location')).toContain('sso.attempt_unknown')
        expect(await stolen.who()).toBeNull()
      })

      it('in another browser than the one that asked', async () => {
        const answer = await answerFor(surfer())
        const victim = surfer()
        await victim.open(running.url + START)
        expect((await victim.open(answer)).headers.get('location')).toContain('sso.other_browser')
        expect(await victim.who()).toBeNull()
      })

      it('that took too long', async () => {
        const browser = surfer()
        const answer = await answerFor(browser)
        running.advance(10 * 60_000 + 1)
        expect((await browser.open(answer)).headers.get('location')).toContain('sso.attempt_unknown')
      })

      it('to settings that were changed meanwhile', async () => {
        const browser = surfer()
        const answer = await answerFor(browser)
        await saveProvider(boss, spoiling.issuer, { name: 'Other' })
        expect((await browser.open(answer)).headers.get('location')).toContain('sso.settings_changed')
        expect(await browser.who()).toBeNull()
      })

      it('that was asked for by another organisation', async () => {
        const chief = await signIn(running.url, 'rival', 'chief')
        await saveProvider(chief, spoiling.issuer)
        const browser = surfer()
        const answer = await answerFor(browser, '/public/o/rival/sso/start')
        const before = await sessions()
        // The rival's own admin, with the rival's state, at our door: and ours at theirs.
        expect((await browser.open(answer.replace('/o/rival/', '/o/acme/'))).headers.get('location')).toContain('sso.attempt_unknown')
        const ours = await answerFor(browser)
        expect((await browser.open(ours.replace('/o/acme/', '/o/rival/'))).headers.get('location')).toContain('sso.attempt_unknown')
        expect([await browser.who(), await sessions()]).toEqual([null, before])
        expect(problemOf(await browser.follow('/public/o/rival/sso/start'))).toEqual(['/o/rival/login', 'sso.member_unknown'])
        await chief.delete('/api/o/sso/provider')
      })

      it('and nobody is led to another host afterwards', async () => {
        for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', `/${'a'.repeat(2000)}`]) {
          const browser = surfer()
          const end = await browser.follow(`${START}?to=${encodeURIComponent(to)}`)
          expect([end.origin, end.pathname], to).toEqual([running.url, '/'])
          running.advance(61_000)
        }
      })

      it('from a provider that never answers', async () => {
        await saveProvider(boss, spoiling.issuer)
        spoiling.spoiled = { discovery: () => undefined }
        const browser = surfer()
        expect(problemOf(await browser.follow(START))).toEqual(['/o/acme/login', 'sso.provider_unreachable'])
      })

      it('from a provider that is down', async () => {
        const { issuer } = await startSpoilingProvider().then(async (one) => (await one.stop(), one))
        await saveProvider(boss, issuer)
        const browser = surfer()
        const end = await browser.follow(`${START}?to=%2Fs%2Fhelp`)
        expect([...problemOf(end), end.searchParams.get('to')]).toEqual(['/o/acme/login', 'sso.provider_unreachable', '/s/help'])
        expect(await boss.post('/api/o/sso/provider/check', { discoveryUrl: issuer })).toMatchObject({ issuer: null, problem: { code: 'sso.provider_unreachable' }, detail: expect.stringContaining('ECONNREFUSED') })
        expect(await boss.post('/api/o/sso/provider/check', { discoveryUrl: spoiling.issuer })).toMatchObject({ issuer: spoiling.issuer, problem: null })
      })
    })

    describe('and passwords', () => {
      const logIn = async (login: string) => {
        const answer = await new ApiClient(running.url).request('POST', '/api/session', { organisation: 'acme', login, password: PASSWORD })
        return answer.status === 200 ? 'in' : (answer.body as { code: string }).code
      }
      const ways = () => new ApiClient(running.url).get('/api/log-in?organisation=acme')
      const trial = async () => {
        const browser = surfer()
        const answer = await browser.open(`${running.url}/api/o/sso/provider/trial`, { method: 'POST', headers: { cookie: '', 'content-type': 'application/json' }, body: '{}' })
        expect(answer.status).toBe(401)
        const begun = await boss.request('POST', '/api/o/sso/provider/trial', {})
        const mark = begun.headers.getSetCookie().find((one) => one.startsWith('oc_sso='))!.split(';')[0]!
        const back = (await fetch((begun.body as { url: string }).url, { redirect: 'manual' })).headers.get('location')!
        const end = await fetch(back, { redirect: 'manual', headers: { cookie: mark } })
        expect([end.headers.get('location'), end.headers.getSetCookie()]).toEqual([`${running.url}/organisation/sso/settings#trial`, []])
        return (await boss.get<ProviderView>('/api/o/sso/provider')).provider!
      }

      beforeAll(async () => {
        await boss.delete('/api/o/sso/provider')
        spoiling.spoiled = {}
        spoiling.person = { sub: 'sub-9', email: 'jane@acme.example', email_verified: true }
      })

      it('TEN-8: the log-in page offers what the organisation has', async () => {
        expect(await ways()).toEqual({ passwords: 'all', ways: [], problem: null })
        expect(await new ApiClient(running.url).get('/api/log-in?organisation=nowhere')).toEqual({ passwords: 'all', ways: [], problem: null })
        expect(problemOf(await surfer().follow(START))).toEqual(['/o/acme/login', 'sso.not_set_up'])
        expect((await surfer().open(`${running.url}/public/o/nowhere/sso/start`)).status).toBe(404)
        await saveProvider(boss, spoiling.issuer)
        expect(await ways()).toEqual({ passwords: 'all', ways: [{ name: 'Acme ID', url: running.url + START }], problem: null })
        expect(await new ApiClient(running.url, 'ko').get('/api/log-in?organisation=acme&problem=sso.member_unknown')).toMatchObject({ problem: { code: 'sso.member_unknown', title: '이 조직에 등록되지 않은 사용자입니다.' } })
        expect(await new ApiClient(running.url).get('/api/log-in?problem=made.up')).toMatchObject({ problem: null })
      })

      it('TEN-8: are not switched off before the log-in has worked; a trial signs nobody in and says how it went', async () => {
        const refused = await saveProvider(boss, spoiling.issuer, { passwords: 'admins' }).catch((error: { code: string }) => error.code)
        expect(refused).toBe('sso.not_tried')
        spoiling.person = { ...spoiling.person, email_verified: false }
        const before = await sessions()
        expect(await trial()).toMatchObject({ workedAt: null, trial: { problem: { code: 'sso.email_unverified' } } })
        spoiling.spoiled = { key: otherKey }
        expect((await trial()).trial).toMatchObject({ problem: { code: 'sso.answer_invalid' }, detail: expect.stringContaining('signature') })
        spoiling.spoiled = {}
        spoiling.person = { ...spoiling.person, email_verified: true }
        expect(await trial()).toMatchObject({ workedAt: expect.any(String), trial: { problem: null, memberName: 'Agent jane' } })
        expect([await sessions(), (await boss.get<{ items: { subject: string }[] }>('/api/o/sso/links')).items.filter(({ subject }) => subject === 'sub-9')]).toEqual([before, []])
      })

      it('TEN-8: once switched off are taken from organisation admins and operators only, who always find a way in', async () => {
        const { provider } = await boss.get<ProviderView>('/api/o/sso/provider')
        await boss.put('/api/o/sso/provider', { name: 'Acme ID', discoveryUrl: spoiling.issuer, clientId: 'console', claim: 'email', attribute: 'email', active: true, passwords: 'admins', version: provider!.version })
        expect(await ways()).toMatchObject({ passwords: 'admins' })
        expect(await Promise.all(['jane', 'boss', 'admin'].map(logIn))).toEqual(['access.password_not_taken', 'in', 'in'])
        const wrong = await new ApiClient(running.url).request('POST', '/api/session', { organisation: 'acme', login: 'jane', password: 'wrong' })
        expect((wrong.body as { code: string }).code).toBe('access.wrong_credentials')
        // An organisation's switch is its own.
        expect((await signIn(running.url, 'rival', 'chief')).session!.member.login).toBe('chief')
        const link = await running.core.access.passwordReset.linkFor('acme', 'boss')
        expect(link).toContain('/password/reset')
      })

      it('TEN-8: come back when the settings change, are switched off or removed', async () => {
        expect((await saveProvider(boss, spoiling.issuer, { passwords: 'admins', claim: 'mail' })).provider).toMatchObject({ passwords: 'all', workedAt: null, trial: null })
        expect(await logIn('jane')).toBe('in')
        await saveProvider(boss, spoiling.issuer)
        await trial()
        const { provider } = await boss.get<ProviderView>('/api/o/sso/provider')
        const same = { name: 'Acme ID', discoveryUrl: spoiling.issuer, clientId: 'console', claim: 'email', attribute: 'email', passwords: 'admins' }
        const on = await boss.put<ProviderView>('/api/o/sso/provider', { ...same, active: true, version: provider!.version })
        expect(on.provider!.passwords).toBe('admins')
        const off = await boss.put<ProviderView>('/api/o/sso/provider', { ...same, active: false, version: on.provider!.version })
        expect([off.provider!.passwords, await logIn('jane')]).toEqual(['all', 'in'])
        await boss.delete('/api/o/sso/provider')
        expect(await ways()).toMatchObject({ passwords: 'all', ways: [] })
      })
    })

    describe('its settings', () => {
      it('TEN-8: keep the secret to themselves and to its server', async () => {
        const saved = await saveProvider(boss, spoiling.issuer)
        expect(saved.provider).toMatchObject({ secretSet: true })
        expect(JSON.stringify(saved)).not.toContain('a secret of')
        expect(JSON.stringify(await engine.query('select * from sso_provider'))).not.toContain('a secret of')
        const elsewhere = { name: 'x', discoveryUrl: 'https://evil.example', clientId: 'console', claim: 'email', attribute: 'email', active: true, passwords: 'all', version: saved.provider!.version }
        expect((await boss.request('PUT', '/api/o/sso/provider', elsewhere)).body).toMatchObject({ code: 'sso.secret_needed' })
      })

      it('TEN-8: take https only, and loopback where the operator allows it', async () => {
        for (const discoveryUrl of ['http://idp.example', 'ftp://idp.example', 'javascript:alert(1)', 'https://user:pass@idp.example', 'nonsense', 'http://192.168.0.1']) {
          const answer = await saveProvider(boss, discoveryUrl).catch((error: { code: string; body: unknown }) => error)
          expect(answer, discoveryUrl).toMatchObject({ code: 'sso.url_refused', body: { errors: [{ path: 'body.discoveryUrl' }] } })
        }
      })

      it('TEN-8: are saved by one of two at once', async () => {
        const { version } = (await boss.get<ProviderView>('/api/o/sso/provider')).provider!
        const both = await Promise.all([saveProvider(boss, spoiling.issuer, { name: 'One', version }), saveProvider(boss, spoiling.issuer, { name: 'Two', version })].map((one) => one.then(() => 'saved', (error: { code: string }) => error.code)))
        expect(both.sort()).toEqual(['saved', 'sso.changed_meanwhile'])
      })

      it('TEN-8: are another organisation’s own', async () => {
        const chief = await signIn(running.url, 'rival', 'chief')
        expect(await chief.get<ProviderView>('/api/o/sso/provider')).toEqual({ redirectUri: `${running.url}/public/o/rival/sso/callback`, provider: null })
        const jane = await signIn(running.url, 'acme', 'jane')
        expect((await jane.request('GET', '/api/o/sso/provider')).status).toBe(403)
      })
    })

    it('asks no private address unless the operator allows it', { timeout: HOUR }, async () => {
      const another = await engine.another()
      const strict = await startCore(another)
      try {
        const answer = await strict.admin.request('PUT', '/api/o/sso/provider', { name: 'x', discoveryUrl: spoiling.issuer, clientId: 'c', claim: 'email', attribute: 'email', active: true, passwords: 'all', version: 0 })
        expect(answer.body).toMatchObject({ code: 'sso.url_refused' })
        const check = await strict.admin.post<{ detail: string }>('/api/o/sso/provider/check', { discoveryUrl: spoiling.issuer.replace('http:', 'https:') })
        expect(check.detail).toContain('private address')
      } finally {
        await strict.stop()
        await another.drop()
      }
    })
  })
})
