import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator } from 'playwright-core'
import { createDatabase, PASSWORD, setUpOrganisation, spawnServer, withBrowser, type ApiClient, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture, type Language, type Word } from './support/index.js'

const MOST = 25
const NAMES = { ko: { service: '교환 상담', group: '교환팀', agents: [['mina', '이민아'], ['jun', '박준']] }, en: { service: 'Returns', group: 'Returns team', agents: [['kim', 'Kim Lee'], ['park', 'Park Jun']] } } as const
const LOCALES = { ko: 'ko-KR', en: 'en-GB' } as const

/** Counts what a person does: a click, or writing into one field. */
class Counted {
  interactions = 0
  constructor(readonly person: Person) {}
  async click(what: Locator): Promise<void> {
    this.interactions++
    await what.click()
  }
  async write(values: Partial<Record<Word, string>>, within?: Locator): Promise<void> {
    this.interactions += Object.keys(values).length
    await this.person.enter(values, within)
  }
}

withBrowser('a new service', (browser) => {
  let database: TestDatabase
  let server: TestServer
  let admin: ApiClient
  beforeAll(async () => {
    database = await createDatabase('sqlite')
    server = await spawnServer({ env: database.env() })
    admin = await setUpOrganisation(server)
  })
  afterAll(async () => {
    await server?.stop()
    await database?.drop()
  })

  describe.each(['ko', 'en'] as const)('in %s', (language: Language) => {
    it('TEN-2, PRM-6, PRM-7: from the log-in page to a service with two agents and a group in at most 25 interactions', async () => {
      await admin.patch('/api/me/preferences', { language })
      const person = new Person(await browser.open({ locale: LOCALES[language] }), language)
      const { page } = person
      const { service, group, agents } = NAMES[language]
      const hand = new Counted(person)
      await page.goto(server.url)
      await hand.write({ login: 'admin', password: PASSWORD })
      await hand.click(person.button('logIn'))
      await hand.click(page.getByRole('navigation', { name: person.word('mainMenu') }).getByRole('link', { name: person.word('organisationMenu') }))
      await hand.click(person.button('addService', page.getByRole('main')))
      await hand.write({ newServiceName: service, newServiceCode: `returns-${language}` }, person.dialog())
      await picture(page, `${language}-new-service`)
      await hand.click(person.button('conclude', person.dialog()))

      // Straight to where the agents of the new service are.
      await page.getByRole('heading', { level: 1, name: person.word('agents') }).waitFor()
      for (const [at, [login, name]] of agents.entries()) {
        await hand.click(person.button('addAgent', page.getByRole('main')).first())
        await hand.write({ memberName: name, login, email: `${login}@acme.example` }, person.dialog())
        if (at === 0) {
          await hand.click(person.button('addGroup', person.dialog()))
          await hand.write({ newGroupName: group }, person.dialog())
          await picture(page, `${language}-new-service-agent`)
          await hand.click(person.button('makeGroup', person.dialog()))
        }
        await expect.poll(() => person.dialog().getByRole('checkbox', { name: group }).isChecked()).toBe(true)
        await hand.click(person.button('addAgent', person.dialog()))
        await person.dialog().getByText(/^https?:\/\/\S+token=\S+$/).waitFor()
        await hand.click(person.button('close', person.dialog()).last())
        await person.sees(name, page.getByRole('table'))
      }
      await picture(page, `${language}-new-service-agents`)
      const { items } = await admin.get<{ items: { name: string; members: { name: string }[] }[] }>(`/api/s/returns-${language}/groups`)
      expect(items.find((one) => one.name === group)!.members.map(({ name }) => name)).toEqual(agents.map(([, name]) => name))
      expect(hand.interactions).toBeLessThanOrEqual(MOST)
    }, 60_000)
  })
})
