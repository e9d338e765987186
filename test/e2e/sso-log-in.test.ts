import axe from 'axe-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addMember, addService, startCore, type RunningCore } from '../faults/support/index.js'
import { createDatabase, withBrowser, type TestDatabase } from '../support/index.js'
import { CLIENT, startRealProvider } from '../sso/support/real-provider.js'
import { picture, Person, stepByStep, type Language } from './support/index.js'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const WORDS = {
  ko: { name: '이름', issuer: '발급자(Issuer) 또는 Discovery URL', client: '클라이언트 ID', secret: '클라이언트 비밀 키', save: '저장', saved: '저장했습니다.', check: '주소 확인', found: '제공자를 찾았습니다:', try: '로그인 시험', works: '성공했습니다', shown: '로그인 화면에 버튼 표시', off: '비밀번호 로그인 끄기', customers: '고객 로그인', add: '고객 로그인 등록', registration: 'SSO 로그인 명', loginUrl: '원격 로그인 URL', statusUrl: '로그인 상태 URL', showKey: '키 보기', change: '키 변경', changed: '키를 변경했습니다.', button: 'Acme ID 계정으로 로그인', admins: '조직 관리자 비밀번호로 로그인', unknown: '이 조직에 등록되지 않은 사용자입니다.', linked: '연결된 회원', wrongUrl: 'https://로 시작하는 올바른 주소가 아닙니다.' },
  en: { name: 'Name', issuer: 'Issuer or discovery URL', client: 'Client id', secret: 'Client secret', save: 'Save', saved: 'Saved.', check: 'Check address', found: 'The provider was found:', try: 'Try a log-in', works: 'It worked.', shown: 'Show the button on the log-in page', off: 'Switch password log-in off', customers: 'Customers', add: 'Register a log-in', registration: 'Name', loginUrl: 'Log-in URL', statusUrl: 'Status URL', showKey: 'Show key', change: 'Change key', changed: 'The key is changed.', button: 'Log in with Acme ID', admins: 'Organisation admins: log in with a password', unknown: 'You are not a member of this organisation.', linked: 'Linked members', wrongUrl: 'This is no address that begins with https://.' },
} as const
const LOCALES = { ko: 'ko-KR', en: 'en-GB' } as const

withBrowser('SSO log-in in the console', (browser) => {
  stepByStep()
  for (const language of ['ko', 'en'] as const satisfies Language[]) {
    let database: TestDatabase
    let running: RunningCore
    let provider: Awaited<ReturnType<typeof startRealProvider>>
    let boss: Person
    const words = WORDS[language]
    const shot = (person: Person, name: string) => picture(person.page, `sso-${language}-${name}`)
    const clean = async ({ page }: Person) => {
      await page.evaluate(axe.source)
      const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] }).then((result) => result.violations)`)
      expect(found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
    const field = (person: Person, label: string) => person.page.getByLabel(new RegExp(`^${label.replace(/[()]/g, '\\$&')}( \\*)?$`))
    const press = (person: Person, name: string) => person.page.getByRole('button', { name, exact: true }).click()
    /** In the provider's own form. */
    const signInThere = async (person: Person, account: string) => {
      await person.page.getByLabel('Account').fill(account)
      await press(person, 'Continue')
    }

    beforeAll(async () => {
      database = await createDatabase('sqlite')
      running = await startCore(database, { OC_ALLOW_PRIVATE_EGRESS: '1' })
      for (const login of ['boss', 'jane']) await addMember(database, { organisation: 'acme', code: 'help' }, login, ['agent.ticket'], [], { organisationAdmin: login === 'boss' })
      await addService(database, { organisation: 'rival', code: 'vault' })
      await database.query('update member set language = ?', [language])
      provider = await startRealProvider(`${running.url}/public/o/acme/sso/callback`, { jane: { email: 'jane@acme.example', email_verified: true }, stranger: { email: 'stranger@elsewhere.example', email_verified: true } })
      boss = new Person(await browser.open({ locale: LOCALES[language] }), language)
    })
    afterAll(async () => {
      await provider?.stop()
      await running?.stop()
      await database?.drop()
    })

    it(`TEN-8: an organisation admin sets the provider up and tries it (${language})`, async () => {
      await boss.logIn(`${running.url}/o/acme/login?to=/organisation/sso/settings`, 'boss')
      await field(boss, words.issuer).waitFor()
      await shot(boss, 'empty')
      await field(boss, words.name).fill('Acme ID')
      await field(boss, words.issuer).fill('http://id.example.com')
      await press(boss, words.check)
      await boss.sees(words.wrongUrl)
      await field(boss, words.issuer).fill(provider.issuer)
      await press(boss, words.check)
      await boss.sees(words.found)
      await field(boss, words.client).fill(CLIENT.id)
      await field(boss, words.secret).fill(CLIENT.secret)
      await boss.page.getByRole('switch', { name: words.shown }).click()
      expect(await boss.page.getByRole('switch', { name: words.off }).isDisabled()).toBe(true)
      await shot(boss, 'filled')
      await press(boss, words.save)
      await boss.sees(words.saved)
      await press(boss, words.try)
      await signInThere(boss, 'stranger')
      await boss.sees(words.unknown)
      await shot(boss, 'trial-failed')
      await boss.page.context().clearCookies({ name: /^_session/ })
      await press(boss, words.try)
      await signInThere(boss, 'jane')
      await boss.sees(words.works)
      await boss.page.getByRole('switch', { name: words.off }).click()
      await press(boss, words.save)
      await boss.sees(words.saved)
      await shot(boss, 'tried')
      await clean(boss)
    })

    it(`TEN-8: a member logs in with one click, a stranger is told why not (${language})`, async () => {
      const jane = new Person(await browser.open({ locale: LOCALES[language] }), language)
      await jane.page.goto(`${running.url}/o/acme/login?to=/s/help/tickets/all`)
      await jane.page.getByRole('button', { name: words.admins }).waitFor()
      await shot(jane, 'log-in-page')
      await clean(jane)
      await press(jane, words.button)
      await signInThere(jane, 'jane')
      await jane.page.waitForURL('**/s/help/tickets/all')
      await jane.page.getByRole('navigation', { name: jane.word('mainMenu') }).waitFor()
      expect(jane.errors).toEqual([])
      const stranger = new Person(await browser.open({ locale: LOCALES[language] }), language)
      await stranger.page.goto(`${running.url}/o/acme/login`)
      await press(stranger, words.button)
      await signInThere(stranger, 'stranger')
      await stranger.sees(words.unknown)
      await shot(stranger, 'refused')
      await press(stranger, words.admins)
      await field(stranger, stranger.word('password')).waitFor()
      await shot(stranger, 'admins-password')
      await clean(stranger)
    })

    it(`TEN-8: an organisation admin registers a customer log-in and changes its key (${language})`, async () => {
      await boss.page.goto(`${running.url}/organisation/sso/settings`)
      await boss.sees(words.linked)
      await boss.page.getByText('jane', { exact: true }).first().waitFor()
      await shot(boss, 'linked')
      await boss.page.getByRole('tab', { name: words.customers }).click()
      await shot(boss, 'customers-empty')
      await press(boss, words.add)
      const dialog = boss.dialog()
      await dialog.getByLabel(new RegExp(`^${words.registration}`)).fill('Acme Shop')
      await dialog.getByLabel(new RegExp(`^${words.loginUrl}`)).fill('http://shop.example.com/login')
      await dialog.getByLabel(new RegExp(`^${words.statusUrl}`)).fill('https://shop.example.com/login/status')
      await press(boss, words.save)
      await boss.sees(words.wrongUrl, dialog)
      await shot(boss, 'customers-wrong')
      await dialog.getByLabel(new RegExp(`^${words.loginUrl}`)).fill('https://shop.example.com/login')
      await press(boss, words.save)
      await boss.sees('Acme Shop')
      await press(boss, words.showKey)
      await boss.page.getByText(/^[0-9a-f]{32}$/).waitFor()
      await boss.page.getByRole('button', { name: `${words.change}: Acme Shop` }).click()
      await shot(boss, 'customers-change-key')
      await dialog.getByRole('button', { name: words.change }).click()
      await boss.sees(words.changed)
      await shot(boss, 'customers')
      await boss.page.emulateMedia({ colorScheme: 'dark' })
      await shot(boss, 'customers-dark')
      await clean(boss)
      // 404: the provider has no icon.
      expect(boss.errors.filter((error) => !/422|404/.test(error))).toEqual([])
    })
  }
})
