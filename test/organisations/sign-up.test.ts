import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eachEngine, type ApiAnswer } from '../support/index.js'
import { SECRET, startAccess, type AccessHost } from '../access/support/access-host.js'

const HOUR = 3_600_000
const code = (answer: ApiAnswer) => (answer.body as { code: string }).code
const fields = (answer: ApiAnswer) => (answer.body as { fields?: string[] }).fields

eachEngine((engine) => {
  let host: AccessHost
  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
  })
  afterAll(() => host.stop())
  beforeEach(() => {
    host.post.works = true
    host.mails.length = 0
    // The count of sign-ups from one address begins anew.
    host.clock.now += HOUR
  })

  const owner = { login: 'boss', name: '한지민', email: 'boss@hanbit.example', owner: true }
  const agent = { login: 'mina', name: '이미나', email: 'mina@hanbit.example', owner: false }
  const body = (domain: string, more: Record<string, unknown> = {}) => ({ organisation: domain, domain, service: { name: '고객센터', code: 'help' }, members: [owner, agent], language: 'ko', ...more })
  const signUp = (given: unknown) => host.client().request('POST', '/api/sign-up', given)
  const count = async (table: string) => (await engine.query(`select 1 from ${table}`)).length

  describe('TEN-1: signing up', () => {
    it('makes organisation, service and members; the owner gets a link by mail and logs in at the organisation’s address', async () => {
      const answer = await signUp(body('hanbit', { organisation: ' 한빛상점 ' }))
      expect(answer).toMatchObject({ status: 201, body: { url: `${host.url}/o/hanbit`, owners: [{ login: 'boss', email: 'boss@hanbit.example' }] } })
      expect(JSON.stringify(answer.body)).not.toContain('token')
      expect(host.mails).toMatchObject([{ to: { address: 'boss@hanbit.example' }, language: 'ko', subject: { ko: '한빛상점: 가입이 완료되었습니다' }, text: { ko: expect.stringContaining(`접속 URL: ${host.url}/o/hanbit\n아이디: boss`) } }])
      const { link } = host.mails[0]!
      expect(link).toMatch(new RegExp(`^${host.url}/o/hanbit/password/reset\\?token=`))
      const client = host.client()
      const signIn = () => client.request('POST', '/api/session', { organisation: 'hanbit', login: 'boss', password: SECRET })
      expect((await signIn()).status).toBe(401)
      await client.post('/api/password/reset', { token: new URL(link!).searchParams.get('token'), password: SECRET })
      expect((await signIn()).body).toMatchObject({
        session: { member: { login: 'boss', organisationAdmin: true, operator: false, language: 'ko' }, organisation: { name: '한빛상점', domain: 'hanbit' }, services: [{ code: 'help', permissions: expect.arrayContaining(['tickets', 'service', 'organisation']) }] },
      })
    })

    it('gives the other members neither a password nor rights; they set one by mail', async () => {
      await signUp(body('quiet'))
      const [mina] = await engine.query<Record<string, unknown>>("select m.password_hash, m.owner, m.organisation_admin, m.operator from member m join organisation o on o.id = m.organisation_id where o.domain = 'quiet' and m.login = 'mina'")
      expect(mina).toEqual({ password_hash: null, owner: 0, organisation_admin: 0, operator: 0 })
      host.mails.length = 0
      await host.client().post('/api/password/forgot', { organisation: 'quiet', login: 'mina' })
      expect(host.mails).toMatchObject([{ to: { address: 'mina@hanbit.example' } }])
    })

    it('refuses a name and a domain that are taken, and says which', async () => {
      await signUp(body('taken', { organisation: 'Taken' }))
      const cases = [[{ organisation: 'TAKEN', domain: 'free' }, 'name_taken', ['organisation']], [{ organisation: 'Free', domain: 'Taken' }, 'domain_taken', ['domain']], [{ organisation: 'taken', domain: 'taken' }, 'name_taken', ['organisation', 'domain']], [{ organisation: 'Free', domain: 'www' }, 'domain_reserved', ['domain']]] as const
      for (const [more, expected, wrong] of cases) {
        const answer = await signUp(body('x', more))
        expect([answer.status, code(answer), fields(answer)]).toEqual([409, `organisations.${expected}`, wrong])
        host.clock.now += HOUR
      }
    })

    it('lets one of several have a domain who want it at once', async () => {
      const before = await count('member')
      const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => signUp(body('raced', { organisation: `Raced ${name}` }))))
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
      expect(answers.filter(({ status }) => status === 409).map(code)).toEqual(Array(3).fill('organisations.domain_taken'))
      expect(host.mails).toHaveLength(1)
      expect(await count('member')).toBe(before + 2)
    })

    it('wants an owner, and ids that differ', async () => {
      expect(code(await signUp(body('nobody', { members: [agent] })))).toBe('organisations.no_owner')
      expect(code(await signUp(body('twins', { members: [owner, { ...agent, login: 'BOSS' }] })))).toBe('access.login_taken')
      const before = await count('organisation')
      for (const bad of [{ members: [] }, { domain: 'a.b' }, { domain: '../x' }, { organisation: ' ' }, { members: [{ ...owner, email: 'x' }] }, { service: { name: 'x', code: 'ü' } }, { organisation: 'x'.repeat(51) }]) expect(code(await signUp(body('bad', bad)))).toBe('http.bad_input')
      expect(await count('organisation')).toBe(before)
    })

    it('leaves nothing behind where no mail can be sent, and says so before', async () => {
      const before = await count('organisation')
      host.post.works = false
      expect(await host.client().get('/api/entrance?organisation=acme')).toMatchObject({ signUp: 'no_mail', mail: false })
      expect(code(await signUp(body('unmailed')))).toBe('organisations.sign_up_needs_mail')
      expect(await count('organisation')).toBe(before)
    })

    it('OPS-6: is counted by address', async () => {
      for (let i = 0; i < 5; i++) expect((await signUp(body(`many${i}`))).status).toBe(201)
      const answer = await signUp(body('one-more'))
      expect([answer.status, code(answer)]).toEqual([429, 'access.throttled'])
    })

    it('says of two organisations’ members nothing to each other', async () => {
      await signUp(body('left'))
      await signUp(body('right'))
      for (const mail of host.mails.filter(({ link }) => link)) await host.client().post('/api/password/reset', { token: new URL(mail.link!).searchParams.get('token'), password: SECRET })
      const left = await host.signedIn('boss', 'left')
      expect((await left.get<{ items: unknown[] }>('/api/o/members')).items).toHaveLength(2)
      expect((await left.request('PUT', '/api/o/prices/ticket.user', { fromMonth: '2030-01', steps: [{ above: 0, thousandths: 0 }] })).status).not.toBe(200)
    })
  })

  describe('TEN-1: signing up where only the operator does', () => {
    it('is refused to everybody else, and shows the operator the links that could not be mailed', async () => {
      Object.assign(host.area.signUp, { isOpen: false })
      expect(code(await signUp(body('closed')))).toBe('organisations.sign_up_by_operator')
      host.post.works = false
      expect(await host.area.signUp.byOperator({ ...body('closed'), members: [owner], language: 'en' })).toMatchObject({ owners: [{ login: 'boss', link: expect.stringContaining('/o/closed/password/reset?token=') }] })
      Object.assign(host.area.signUp, { isOpen: true })
    })
  })
})
