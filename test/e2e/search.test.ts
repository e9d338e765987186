import axe from 'axe-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serviceIdOf } from '../faults/support/index.js'
import { goldenTickets } from '../search/golden-set.js'
import { seedTickets } from '../search/seed-tickets.js'
import { createDatabase, setUpOrganisation, spawnServer, withBrowser, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture, type Language } from './support/index.js'

const LOCALES = { ko: 'ko-KR', en: 'en-GB' } as const
const SAYS = {
  ko: { title: '티켓 검색', fields: '검색 조건', words: '검색어', found: '5건', none: '찾은 티켓이 없습니다', name: '고객 이름', clear: '조건 지우기', list: '목록', command: '검색과 이동', start: '무엇을 찾을까요?', without: '고객 이름 조건 빼기' },
  en: { title: 'Search tickets', fields: 'Filters', words: 'Words', found: '5 found', none: 'No ticket found', name: 'Customer name', clear: 'Clear filters', list: 'List', command: 'Search and go', start: 'What are you looking for?', without: 'Without Customer name' },
} as const

withBrowser('searching tickets', (browser) => {
  let database: TestDatabase
  let server: TestServer

  const signedIn = async (language: Language) => {
    const person = new Person(await browser.open({ locale: LOCALES[language] }), language)
    await database.query('update member set language = ?', [language])
    await person.logIn(server.url, 'admin')
    return person
  }

  beforeAll(async () => {
    database = await createDatabase('sqlite')
    server = await spawnServer({ env: database.env() })
    await setUpOrganisation(server)
    await seedTickets(database, await serviceIdOf(database, { organisation: 'acme', code: 'help' }), goldenTickets)
  })
  afterAll(async () => {
    await server?.stop()
    await database?.drop()
  })

  for (const language of ['ko', 'en'] as const satisfies Language[]) {
    it(`TKT-12: from the top bar to a marked hit, to the ticket and back, with filters and by keyboard, ${language}`, async () => {
      const says = SAYS[language]
      const person = await signedIn(language)
      const { page } = person
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: says.command }).fill('배송')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: says.title }).waitFor()
      await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('배송')
      await person.sees(says.found)
      const hits = page.locator('.rows li')
      expect(await hits.count()).toBe(5)
      expect(await hits.first().locator('mark').allTextContents()).toContain('배송')
      await picture(page, `${language}-search`)

      // From the box into the list and back.
      const box = page.getByRole('searchbox', { name: says.words })
      await box.focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 2, name: '배송지 변경' }).waitFor()
      expect(await page.locator('.rows a[aria-current]').count()).toBe(1)
      await picture(page, `${language}-search-open`)
      await page.goBack()

      // While typing: no Enter, and the address follows.
      await box.fill('1234')
      await expect.poll(() => hits.count()).toBe(4)
      expect(new URL(page.url()).searchParams.get('q')).toBe('1234')
      await page.getByLabel(says.name, { exact: true }).fill('박지')
      await expect.poll(() => hits.count()).toBe(1)
      expect(await hits.first().locator('mark').allTextContents()).toEqual(expect.arrayContaining(['박지']))
      await picture(page, `${language}-search-filters`)
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByRole('button', { name: new RegExp(`^${says.fields}`) }).click()
      await page.getByLabel(says.name, { exact: true }).waitFor()
      if (process.env.OC_TEST_PICTURES) await page.screenshot({ path: `${process.env.OC_TEST_PICTURES}/${language}-search-form-390.png`, fullPage: true })
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.reload()
      await expect.poll(() => hits.count()).toBe(1)
      await page.getByRole('button', { name: says.without }).click()
      await expect.poll(() => hits.count()).toBe(4)
      await box.fill('없는말')
      await person.sees(says.none)
      await picture(page, `${language}-search-none`)
      await box.fill('')
      await expect.poll(() => hits.count()).toBe(0)
      await expect.poll(() => new URL(page.url()).search).toBe('')
      await person.sees(says.start)
      await picture(page, `${language}-search-start`)

      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      await box.fill('refund broken 유리')
      await box.fill('broken')
      await expect.poll(() => hits.count()).toBe(1)
      await picture(page, `${language}-search-dark`)
      await page.evaluate(axe.source)
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const violations = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }).then((result) => result.violations)")
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
      }
      // Before log-in, the console asks who is there.
      expect(person.errors.filter((error) => !error.includes('401'))).toEqual([])
    })
  }

  it('TKT-12: a syllable being composed asks for nothing until it is complete', async () => {
    const { page } = await signedIn('ko')
    await page.goto(`${server.url}/s/help/search`)
    const asked: string[] = []
    page.on('request', (request) => { if (/\/search\?/.test(request.url())) asked.push(new URL(request.url()).searchParams.get('q') ?? '') })
    const box = page.getByRole('searchbox', { name: SAYS.ko.words })
    await box.focus()
    const typing = await page.context().newCDPSession(page)
    for (const text of ['ㅂ', '배', '뱃']) {
      await typing.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
      await page.waitForTimeout(400)
    }
    expect(asked).toEqual([])
    await typing.send('Input.insertText', { text: '배송' })
    await expect.poll(() => page.locator('.rows li').count()).toBe(5)
    expect(asked).toEqual(['배송'])
  })
})
