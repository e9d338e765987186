import axe from 'axe-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, sendMail, setUpOrganisation, spawnServer, withBrowser, type ApiClient, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture, type Language } from './support/index.js'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const LOOKS = [[1440, 'light'], [390, 'light'], [1440, 'dark'], [390, 'dark']] as const
const LOCALES = { ko: 'ko-KR', en: 'en-GB' } as const
const SUBJECT = '무통장입금 확인'
const TRIGGER = 'Bank transfers'

/** Scrolls to the end, where a bar that floats over a form stands below it, and waits until the colours of the scheme have arrived. */
const SETTLE = `document.querySelectorAll('main *').forEach((box) => { box.scrollTop = box.scrollHeight }), new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() => {
  for (const animation of document.getAnimations()) if (animation.effect.getComputedTiming().endTime !== Infinity) animation.finish()
})`

interface Violation { readonly id: string; readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[] }

withBrowser('WCAG 2.2 AA', (browser) => {
  let database: TestDatabase
  let server: TestServer
  let admin: ApiClient
  const people: Partial<Record<Language, Person>> = {}

  /** What axe finds on the page as it is, at both widths, light and dark. */
  const complaints = async (person: Person, name: string) => {
    const { page } = person
    await page.evaluate(axe.source)
    const found: string[] = []
    for (const [width, colorScheme] of LOOKS) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.evaluate(SETTLE)
      const violations = await page.evaluate<Violation[]>(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] }).then((result) => result.violations)`)
      for (const { id, nodes } of violations) for (const node of nodes) found.push(`${width} ${colorScheme} ${id}: ${node.html} ${node.failureSummary ?? ''}`)
    }
    await picture(page, `${name}-dark`)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    return found
  }

  beforeAll(async () => {
    database = await createDatabase('sqlite')
    server = await spawnServer({ env: database.env() })
    for (const language of ['ko', 'en'] as const) people[language] = new Person(await browser.open({ locale: LOCALES[language] }), language)
  })
  afterAll(async () => {
    await server?.stop()
    await database?.drop()
  })

  for (const language of ['ko', 'en'] as const) {
    it(`set-up, ${language}`, async () => {
      const person = people[language]!
      await person.page.goto(server.printed('Set-up')!)
      await person.button('start').waitFor()
      expect(await complaints(person, `${language}-set-up`)).toEqual([])
    })
  }

  it('an organisation with a trigger and a ticket', async () => {
    admin = await setUpOrganisation(server)
    await admin.post('/api/s/help/triggers', {
      title: TRIGGER, state: 'on', events: ['ticket.created'], conditions: { must: [{ target: 'ticket.subject', op: 'contains', value: '무통장입금' }], any: [] },
      actions: [{ type: 'ticket.priority', params: { priority: 'urgent' } }, { type: 'email.notify', params: { to: 'customer', subject: 'Received', html: '<p>Thank you.</p>' } }],
    })
    await sendMail(server.smtpPort, { from: 'Jiwoo <jiwoo@customer.example>', to: 'help@acme.localhost', subject: SUBJECT, html: '<p>Please <a href="https://shop.example/">look</a>.</p>', attachments: [{ filename: 'slip.txt', content: '48,000' }] })
    await expect.poll(async () => (await admin.get<{ items: unknown[] }>('/api/s/help/tickets?view=all')).items.length, { timeout: 10_000 }).toBe(1)
  })

  for (const language of ['ko', 'en'] as const) {
    it(`log-in, ${language}`, async () => {
      const person = people[language]!
      await person.page.goto(server.url)
      await person.button('logIn').waitFor()
      expect(await complaints(person, `${language}-log-in`)).toEqual([])
      await admin.patch('/api/me/preferences', { language })
      await person.logIn(server.url, 'admin')
    })

    it(`ticket list and an open ticket, ${language}`, async () => {
      const person = people[language]!
      await person.page.getByRole('link', { name: SUBJECT }).click()
      await person.sees(TRIGGER, person.page.getByRole('complementary').getByRole('article'))
      expect(await complaints(person, `${language}-ticket`)).toEqual([])
    })

    it(`the command bar and the overview of keys, ${language}`, async () => {
      const person = people[language]!
      const { page } = person
      for (const [key, name] of [['Control+k', 'command-bar'], ['?', 'keys']] as const) {
        await page.keyboard.press(key)
        await person.dialog().locator('kbd').first().waitFor()
        expect(await complaints(person, `${language}-${name}`)).toEqual([])
        await page.keyboard.press('Escape')
        await person.dialog().waitFor({ state: 'detached' })
      }
    })

    it(`why it is so, of all triggers and of one, and the ledger of all tickets, ${language}`, async () => {
      const person = people[language]!
      const { page } = person
      await page.keyboard.press('y')
      await person.dialog().getByRole('article').first().waitFor()
      expect(await complaints(person, `${language}-why`)).toEqual([])
      await person.dialog().getByRole('combobox').press('ArrowDown')
      await page.keyboard.press('Enter')
      await person.dialog().getByRole('status').waitFor()
      expect(await complaints(person, `${language}-why-asked`)).toEqual([])
      await page.keyboard.press('Escape')
      await person.dialog().waitFor({ state: 'detached' })
      await person.administer('triggerLedger')
      await page.locator('.rows .toggle').first().click()
      await page.locator('.rows article').first().waitFor()
      expect(await complaints(person, `${language}-ledger`)).toEqual([])
    })

    it(`triggers, their editor, agents and e-mail, ${language}`, async () => {
      const person = people[language]!
      const { page } = person
      await person.administer('triggers')
      await page.getByText(TRIGGER).click()
      await person.button('addResult').waitFor()
      expect(await complaints(person, `${language}-trigger`)).toEqual([])
      await person.administer('agents')
      await person.sees('admin@acme.example')
      expect(await complaints(person, `${language}-agents`)).toEqual([])
      await person.administer('emailPage')
      await page.getByRole('switch', { name: person.word('useRelay') }).click()
      expect(await complaints(person, `${language}-email`)).toEqual([])
    })
  }
})
