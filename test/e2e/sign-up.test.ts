import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, PASSWORD, setUpOrganisation, spawnServer, startRelay, withBrowser, type Relay, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture, stepByStep, type Language } from './support/index.js'

/** Once at a path of the server's address, once at a host of the organisation's own: browsers find `*.localhost` here. */
const RUNS = {
  ko: { engine: 'sqlite', locale: 'ko-KR', env: {}, at: (url: string) => `${url}/o/haru`, organisation: '하루상회', owner: '최관리', subject: '하루상회: 가입이 완료되었습니다', taken: '이미 사용 중인 도메인입니다.', done: '가입이 완료되었습니다', wrong: '아이디 또는 비밀번호가 맞지 않습니다.', nobody: '이 주소를 쓰는 조직이 없습니다' },
  en: { engine: 'postgres', locale: 'en-GB', env: { OC_BASE_DOMAIN: 'localhost' }, at: (url: string) => url.replace('127.0.0.1', 'haru.localhost'), organisation: 'Haru Shop', owner: 'Alex Turner', subject: 'Haru Shop is signed up', taken: 'This domain is taken.', done: 'Your organisation is signed up', wrong: 'The id or the password is wrong.', nobody: 'There is no organisation at this address' },
} as const satisfies Record<Language, { readonly engine: TestDatabase['engine']; readonly [key: string]: unknown }>

for (const language of ['ko', 'en'] as const) {
  const run = RUNS[language]
  describe.skipIf(run.engine === 'postgres' && process.env.OC_TEST_WITHOUT_POSTGRES)(`signing up, on ${run.engine}`, () => {
    withBrowser(`in ${language === 'ko' ? 'Korean' : 'English'}`, (browser) => {
      let database: TestDatabase
      let server: TestServer
      let relay: Relay
      let owner: Person
      let link: string
      const group = (name: string) => owner.page.getByRole('group', { name, exact: true })

      beforeAll(async () => {
        relay = await startRelay()
        database = await createDatabase(run.engine)
        server = await spawnServer({ env: { ...database.env(), ...run.env, OC_SIGN_UP: 'open', OC_EMAIL_RELAY_URL: `smtp://127.0.0.1:${relay.port}?security=none` } })
        // The one who was there first.
        await setUpOrganisation(server)
        owner = new Person(await browser.open({ locale: run.locale }), language)
      })
      afterAll(async () => {
        await Promise.all([server?.stop(), relay?.stop()])
        await database?.drop()
      })

      stepByStep()

      it('TEN-1: the log-in page leads to the sign-up, which names what is taken', async () => {
        const { page } = owner
        await page.goto(`${server.url}/login`)
        await picture(page, `sign-up-${language}-1-log-in`)
        await page.getByRole('link', { name: owner.word('signUpOrganisation') }).click()
        await owner.enter({ organisationName: run.organisation, domain: 'acme' }, group(owner.word('organisation')))
        await owner.enter({ login: 'boss', memberName: run.owner, email: 'boss@haru.example' }, group(`${owner.word('member')} 1`))
        await owner.button('addMember').click()
        await owner.enter({ login: 'mina', memberName: 'Mina', email: 'mina@haru.example' }, group(`${owner.word('member')} 2`))
        await owner.button('signUp').click()
        await owner.sees(run.taken)
        await picture(page, `sign-up-${language}-2-taken`)
      })

      it('TEN-1: the owner gets a link by mail, and is told where to log in', async () => {
        await owner.enter({ domain: 'haru' }, group(owner.word('organisation')))
        await owner.button('signUp').click()
        await owner.page.getByRole('heading', { level: 1, name: run.done }).waitFor()
        await owner.sees(run.at(server.url))
        await picture(owner.page, `sign-up-${language}-3-done`)
        await expect.poll(() => relay.mails.length, { timeout: 15_000 }).toBe(1)
        const [mail] = relay.mails
        expect(mail!.to).toEqual(['boss@haru.example'])
        const { subject, text } = await simpleParser(Buffer.from(mail!.raw, 'latin1'))
        expect(subject).toBe(run.subject)
        link = /http\S+reset\S+/.exec(text!)![0]
        expect(link.startsWith(run.at(server.url))).toBe(true)
      })

      it('TEN-1: the link sets the password, and the organisation’s own page logs in without asking for it', async () => {
        const { page } = owner
        await page.goto(link)
        await owner.sees(run.organisation)
        await owner.enter({ newPassword: PASSWORD })
        await picture(page, `sign-up-${language}-4-password`)
        await owner.button('setPassword').click()
        await page.getByRole('heading', { level: 1, name: owner.word('logIn') }).waitFor()
        expect(page.url()).toBe(`${run.at(server.url)}/login`)
        await owner.sees(run.organisation)
        expect(await page.getByLabel(owner.word('domain')).count()).toBe(0)
        await picture(page, `sign-up-${language}-5-own-log-in`)
        await owner.enter({ login: 'admin', password: PASSWORD })
        await owner.button('logIn').click()
        await owner.sees(run.wrong)
        await owner.enter({ login: 'boss', password: PASSWORD })
        await owner.button('logIn').click()
        await page.getByRole('navigation', { name: owner.word('mainMenu') }).waitFor()
        await owner.sees(run.organisation, page.getByRole('navigation', { name: owner.word('mainMenu') }))
        await picture(page, `sign-up-${language}-6-inside`)
      })

      it('TEN-1: the organisation’s address leads inside who is signed in, and everybody else to the log-in of that page', async () => {
        const { page } = owner
        await page.goto(`${run.at(server.url)}/s/help/settings/groups`)
        await page.getByRole('heading', { level: 1, name: owner.word('groups') }).waitFor()
        const stranger = new Person(await browser.open({ locale: run.locale }), language)
        await stranger.page.goto(`${run.at(server.url)}/s/help/settings/groups`)
        await stranger.enter({ login: 'boss', password: PASSWORD })
        await stranger.button('logIn').click()
        await stranger.page.getByRole('heading', { level: 1, name: owner.word('groups') }).waitFor()
      })

      it('TEN-1: an address that is nobody’s says so', async () => {
        const stranger = new Person(await browser.open({ locale: run.locale }), language)
        await stranger.page.goto(run.at(server.url).replace('haru', 'nobody'))
        await stranger.sees(new RegExp(run.nobody))
        await picture(stranger.page, `sign-up-${language}-7-nobody`)
        expect(owner.errors.filter((error) => !/40[149]|409/.test(error))).toEqual([])
      })
    })
  })
}
