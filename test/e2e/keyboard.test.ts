import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, Desk } from '../faults/support/index.js'
import { createDatabase, setUpOrganisation, spawnServer, withBrowser, type ApiClient, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture, stepByStep, type Language } from './support/index.js'

for (const language of ['ko', 'en'] as const satisfies Language[]) {
  const words = {
    ko: { kim: '김하나', lee: '이두리', bar: '검색과 이동', keys: '단축키', single: '한 글자 단축키 사용', reply: '답변', note: '코멘트', spam: 'ㅅㅍㅎ', spamList: '스팸함', follow: '팔로우', handOver: '전달', taken: '티켓을 가져왔습니다.', solveInternally: '내부해결' },
    en: { kim: 'Hana Kim', lee: 'Duri Lee', bar: 'Search and go', keys: 'Keyboard shortcuts', single: 'Use single-key shortcuts', reply: 'Reply', note: 'Comment', spam: 'spam', spamList: 'Spam', follow: 'Follow', handOver: 'Hand over', taken: 'The ticket is yours.', solveInternally: 'Solve internally' },
  }[language]
  describe(`the console by keyboard, in ${language === 'ko' ? 'Korean' : 'English'}`, () => {
    withBrowser('without a mouse', (browser) => {
      let database: TestDatabase
      let server: TestServer
      let admin: ApiClient
      let desk: Desk
      let kim: Person
      const numbers: string[] = []
      const press = async (...keys: string[]) => { for (const key of keys) await kim.page.keyboard.press(key) }
      /** What has the focus, by what it is called. */
      const focused = () => kim.page.evaluate<string>(`(() => { const at = document.activeElement; return at.getAttribute('aria-label') ?? at.id ?? at.localName })()`)
      const choose = async (typed: string) => {
        await press('Control+k')
        await kim.page.getByRole('combobox', { name: words.bar }).waitFor()
        await kim.page.keyboard.insertText(typed)
        await kim.dialog().getByRole('option').first().waitFor()
      }
      beforeAll(async () => {
        database = await createDatabase('sqlite')
        server = await spawnServer({ env: database.env() })
        admin = await setUpOrganisation(server)
        desk = new Desk(admin, server.smtpPort)
        const groupId = await desk.groupId()
        for (const login of ['kim', 'lee'] as const) {
          const id = await addMember(database, { organisation: 'acme', code: 'help' }, login, ['agent.ticket'], [groupId])
          await database.query('update member set name = ?, language = ? where id = ?', [words[login], language, id])
        }
        for (const subject of ['First in line', 'Second in line']) numbers.push((await desk.open(subject)).ticket.number)
        kim = new Person(await browser.open({ locale: language === 'ko' ? 'ko-KR' : 'en-GB' }), language)
        await kim.logIn(server.url, 'kim')
      })
      afterAll(async () => {
        await server?.stop()
        await database?.drop()
      })
      stepByStep()

      it('TKT-20: the overview shows every key, and switches single keys off and on', async () => {
        await kim.page.goto(`${server.url}/s/help/tickets/all`)
        await kim.sees('First in line')
        await press('?')
        await kim.page.getByRole('dialog', { name: words.keys }).waitFor()
        expect(await kim.dialog().locator('kbd').allTextContents()).toEqual(expect.arrayContaining(['Ctrl', 'K', '?', 'N', 'T', '#', 'Esc']))
        await picture(kim.page, `${language}-keyboard-1-overview`)
        await kim.dialog().getByRole('switch', { name: words.single }).press('Space')
        await press('Escape')
        await press('c')
        expect(await kim.dialog().count()).toBe(0)
        await choose(words.keys)
        await press('Enter')
        await kim.dialog().getByRole('switch', { name: words.single }).press('Space')
        await press('Escape', 'c')
        await kim.dialog().waitFor()
        await press('Escape')
        await kim.dialog().waitFor({ state: 'detached' })
      })

      it('TKT-20: the command bar goes to lists, by first consonants too, to tickets by number and by words', async () => {
        await choose(words.spam)
        await picture(kim.page, `${language}-keyboard-2-list`)
        await press('Enter')
        await kim.page.waitForURL('**/tickets/spam')
        await choose(numbers[1]!)
        await press('Enter')
        await kim.page.waitForURL(`**/${numbers[1]!}`)
        await expect.poll(async () => (await admin.get<{ items: unknown[] }>(`${desk.base}/search?q=First`)).items.length, { timeout: 20_000 }).toBe(1)
        await choose('First in')
        await kim.dialog().getByRole('option', { name: 'First in line' }).waitFor()
        await press('Enter')
        await kim.page.waitForURL(`**/${numbers[0]!}`)
      })

      it('TKT-20: nothing is chosen or done while a syllable is being composed', async () => {
        await press('Control+k')
        const bar = kim.page.getByRole('combobox', { name: words.bar })
        await bar.waitFor()
        const composed = `(() => { const press = (init) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })); press({ key: 'Enter', isComposing: true }); press({ key: 'Process', code: 'KeyT', keyCode: 229 }); press({ key: 'Enter', keyCode: 229 }) })()`
        await kim.page.evaluate(composed)
        expect(await kim.dialog().count()).toBe(1)
        await press('Escape')
        await kim.dialog().waitFor({ state: 'detached' })
        await kim.page.evaluate(`[['t', 'KeyT'], ['c', 'KeyC'], ['?', 'Slash'], ['k', 'KeyK']].forEach(([key, code]) => { for (const init of [{ isComposing: true }, { keyCode: 229 }]) window.dispatchEvent(new KeyboardEvent('keydown', { key, code, ctrlKey: key === 'k', bubbles: true, ...init })) })`)
        expect(await kim.dialog().count()).toBe(0)
        expect((await desk.ticket(numbers[0]!)).ticket.state).toBe('unassigned')
      })

      it('TKT-20: a ticket is taken by its key, with Korean switched on as well', async () => {
        await kim.page.locator('.composer .take').getByRole('button').waitFor()
        await kim.page.evaluate(`window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅅ', code: 'KeyT', bubbles: true }))`)
        await kim.sees(words.taken)
        expect((await desk.ticket(numbers[0]!)).ticket).toMatchObject({ state: 'in_progress', assignee: { name: words.kim } })
      })

      it('TKT-20: keys do nothing while one types, a mention is chosen with the arrows, and Escape leaves the text', async () => {
        await press('r')
        await expect.poll(focused).toBe(words.reply)
        await kim.page.keyboard.type('trick question')
        await kim.sees('trick question', kim.page.locator('.composer'))
        await press('Control+a', 'Delete', 'Escape')
        await expect.poll(focused).toBe('ticket-panel')
        await press('m')
        await expect.poll(focused).toBe(words.note)
        await kim.page.keyboard.type('Look, @')
        const offered = kim.page.getByRole('listbox', { name: language === 'ko' ? '멘션할 상담원' : 'Mention' })
        await offered.waitFor()
        while (await offered.getByRole('option', { name: `@${words.lee}`, selected: true }).count() === 0) await press('ArrowDown')
        await picture(kim.page, `${language}-keyboard-3-mention`)
        await press('Enter')
        await kim.page.keyboard.type('please')
        await press('Control+Enter')
        await kim.sees(`Look, @${words.lee} please`, kim.page.locator('.thread'))
        // Before the log-in the answer to "who am I" is 401, which Chromium prints.
        expect(kim.errors.filter((error) => !error.includes('401'))).toEqual([])
      })

      it('TKT-20: actions of the open ticket stand in the command bar, those one may not do do not', async () => {
        await press('Escape')
        await choose(words.follow)
        await press('Enter')
        await expect.poll(async () => (await admin.get<{ ticket: { followers: { name: string }[] } }>(`${desk.base}/tickets/${numbers[0]!}`)).ticket.followers.map(({ name }) => name)).toEqual([words.kim])
        await choose(words.solveInternally)
        await press('Enter')
        await kim.page.getByRole('dialog', { name: words.solveInternally }).waitFor()
        await press('Escape')
        await press('Control+k')
        await kim.dialog().getByRole('option').first().waitFor()
        await picture(kim.page, `${language}-keyboard-4-actions`)
        expect(await kim.dialog().getByRole('option', { name: words.handOver }).count()).toBe(0)
        await press('Escape')
      })
    })
  })
}
