import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, Desk } from '../faults/support/index.js'
import { createDatabase, setUpOrganisation, spawnServer, withBrowser, type ApiClient, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture, stepByStep, type Language } from './support/index.js'

const SUBJECTS = ['무통장입금 확인 부탁드립니다', 'Where is my parcel?', '영수증을 다시 보내 주세요'] as const

for (const language of ['ko', 'en'] as const satisfies Language[]) {
  const words = {
    ko: { kim: '김하나', lee: '이두리', viewing: '김하나 님이 보는 중', writing: '김하나 님이 작성 중', undo: '실행 취소', back: '답변을 되돌렸습니다.', newer: '작성하는 동안 새 메시지가 도착했습니다', sendAnyway: '그대로 보내기', change: '속성 변경', note: '코멘트', cc: '참조', saved: '임시 저장됨', priority: '우선순위', high: '높음', doIt: '3건 변경', ended: '끝났습니다', next: '다음 티켓', seconds: '답변을 되돌릴 수 있는 시간 (초)', theirs: '그사이 다른 사람이 15초로 저장했습니다. 다시 저장하면 20초로 바뀝니다.' },
    en: { kim: 'Hana Kim', lee: 'Duri Lee', viewing: 'Hana Kim viewing', writing: 'Hana Kim writing', undo: 'Undo', back: 'The answer is back.', newer: 'A new message arrived while you were writing', sendAnyway: 'Send as it is', change: 'Change', note: 'Comment', cc: 'Cc', saved: 'Draft saved', priority: 'Priority', high: 'High', doIt: 'Change 3', ended: 'Done', next: 'Next ticket', seconds: 'Seconds in which an answer can be taken back', theirs: 'Somebody else saved 15 seconds meanwhile. Saving again makes it 20.' },
  }[language]
  describe(`several agents on one ticket, in ${language === 'ko' ? 'Korean' : 'English'}`, () => {
    withBrowser('in the console', (browser) => {
      let database: TestDatabase
      let server: TestServer
      let admin: ApiClient
      let desk: Desk
      let kim: Person
      let lee: Person
      const numbers: string[] = []
      const open = (person: Person, number: string) => person.page.goto(`${server.url}/s/help/tickets/all/${number}`)
      const composer = (person: Person) => person.page.locator('.composer')
      const comeIn = async (login: string) => {
        const person = new Person(await browser.open({ locale: language === 'ko' ? 'ko-KR' : 'en-GB' }), language)
        await person.logIn(server.url, login)
        return person
      }
      beforeAll(async () => {
        database = await createDatabase('sqlite')
        server = await spawnServer({ env: database.env() })
        admin = await setUpOrganisation(server)
        await admin.put('/api/s/help/ticket-settings', { undoSeconds: 30 })
        desk = new Desk(admin, server.smtpPort)
        const groupId = await desk.groupId()
        for (const login of ['kim', 'lee'] as const) {
          const id = await addMember(database, { organisation: 'acme', code: 'help' }, login, ['agent.ticket', 'manager.ticket'], [groupId])
          await database.query('update member set name = ?, language = ? where id = ?', [words[login], language, id])
        }
        for (const subject of SUBJECTS) numbers.push(await desk.taken(subject))
        ;[kim, lee] = [await comeIn('kim'), await comeIn('lee')]
      })
      afterAll(async () => {
        await server?.stop()
        await database?.drop()
      })

      stepByStep()

      it('TKT-16: who views and who writes is shown in the ticket and in the list, and goes with them', async () => {
        await open(kim, numbers[0]!)
        await open(lee, numbers[0]!)
        await lee.sees(words.viewing, lee.page.locator('main header'))
        await kim.write(composer(kim), language === 'ko' ? '확인했습니다. 오늘 출고됩니다.' : 'Your transfer has arrived.')
        await lee.sees(words.writing, lee.page.locator('main header'))
        await lee.sees(words.writing, lee.page.locator('.rows'))
        await picture(lee.page, `${language}-together-1-presence`)
      })

      it('TKT-17: what one has begun is there after a reload and in another browser', async () => {
        await kim.sees(words.saved)
        const elsewhere = await comeIn('kim')
        await open(elsewhere, numbers[0]!)
        await elsewhere.sees(language === 'ko' ? '확인했습니다. 오늘 출고됩니다.' : 'Your transfer has arrived.', composer(elsewhere))
        await elsewhere.page.context().close()
        await kim.page.reload()
        await kim.sees(language === 'ko' ? '확인했습니다. 오늘 출고됩니다.' : 'Your transfer has arrived.', composer(kim))
      })

      it('TKT-17: what came while one wrote out of sight is shown before the answer leaves, and the answer is kept', async () => {
        // Written before the answer is sent, and not seen: the console is cut off meanwhile.
        await kim.page.context().setOffline(true)
        await lee.page.getByRole('button', { name: words.note, exact: true }).click()
        await lee.write(composer(lee), language === 'ko' ? '이 고객은 환불을 원합니다.' : 'This customer wants a refund.')
        await lee.page.keyboard.press('Control+Enter')
        await lee.sees(language === 'ko' ? '이 고객은 환불을 원합니다.' : 'This customer wants a refund.', lee.page.locator('.thread'))
        await kim.page.route('**/api/s/help/tickets/T*', (route) => (route.request().method() === 'GET' && !route.request().url().includes('drafts') ? route.abort() : route.continue()))
        await kim.page.context().setOffline(false)
        await kim.button('sendAndSolve').click()
        await kim.sees(words.newer, kim.dialog())
        await kim.sees(words.lee, kim.dialog())
        await picture(kim.page, `${language}-together-2-guard`)
        await kim.page.unroute('**/api/s/help/tickets/T*')
        await kim.page.getByRole('button', { name: words.sendAnyway, exact: true }).click()
      })

      it('TKT-17: an answer is taken back, text and ticket as before, and sent again with a copy', async () => {
        await kim.sees(kim.word('answerSent'))
        await picture(kim.page, `${language}-together-3-undo`)
        await kim.page.locator('.toaster').getByRole('button', { name: words.undo }).click()
        await kim.sees(words.back)
        await kim.sees(language === 'ko' ? '확인했습니다. 오늘 출고됩니다.' : 'Your transfer has arrived.', composer(kim))
        expect((await desk.ticket(numbers[0]!)).ticket.state).toBe('in_progress')
        await composer(kim).getByRole('button', { name: words.cc, exact: true }).click()
        await composer(kim).getByRole('textbox', { name: words.cc }).fill('boss@customer.example, team@customer.example')
        await composer(kim).getByRole('textbox', { name: words.cc }).press('Enter')
        await picture(kim.page, `${language}-together-4-copies`)
        await kim.button('sendAndSolve').click()
        await kim.sees('boss@customer.example, team@customer.example', kim.page.locator('.thread'))
        expect(kim.errors.filter((error) => !/ERR_|Failed to load|WebSocket/.test(error))).toEqual([])
      })

      it('TKT-8: chosen tickets are changed at once, with progress and what became of them, and back again', async () => {
        const { page } = lee
        await page.goto(`${server.url}/s/help/tickets/all`)
        for (const subject of SUBJECTS) await page.getByRole('checkbox', { name: new RegExp(subject.replace('?', '.')) }).check()
        await page.getByRole('button', { name: words.change, exact: true }).click()
        await lee.dialog().getByLabel(words.priority).selectOption({ label: words.high })
        await picture(page, `${language}-together-5-bulk`)
        await lee.dialog().getByRole('button', { name: words.doIt }).click()
        await lee.sees(words.ended)
        await lee.sees(words.high, page.locator('.rows'))
        await picture(page, `${language}-together-6-bulk-result`)
        await page.locator('.bulks').getByRole('button', { name: words.undo }).click()
        await page.locator('.rows').getByText(words.high).first().waitFor({ state: 'hidden' })
        await page.locator('.bulks').getByRole('button', { name: lee.word('close') }).first().click()
      })

      it('TKT-20: the next ticket is taken and opened', async () => {
        const { ticket } = await desk.open('Next in line')
        await lee.page.getByRole('button', { name: words.next }).click()
        await lee.page.waitForURL(`**/${ticket.number}`)
        await lee.sees('Next in line', lee.page.locator('main header'))
      })

      it('TKT-16: a console that slept for an hour while its connection died comes back to what is true', async () => {
        const sleeper = new Person(await browser.open({ locale: language === 'ko' ? 'ko-KR' : 'en-GB' }), language)
        const { page } = sleeper
        let asleep = false
        await page.routeWebSocket('**/ws', (socket) => {
          if (asleep) return
          const there = socket.connectToServer()
          let dead = false
          const lives = () => !(dead ||= asleep)
          socket.onMessage((message) => lives() && there.send(message))
          there.onMessage((message) => lives() && socket.send(message))
        })
        await page.clock.install()
        await sleeper.logIn(server.url, 'kim')
        await open(sleeper, numbers[1]!)
        await sleeper.sees(/About/, page.locator('.thread'))
        asleep = true
        await admin.post(`${desk.base}/tickets/${numbers[1]!}/comment`, { html: '<p>While you slept</p>' })
        await page.clock.fastForward(3_600_000)
        asleep = false
        expect(await page.getByText('While you slept').count()).toBe(0)
        // The connection is asked, does not answer, and a new one is made.
        await page.clock.runFor(20_000)
        await page.clock.runFor(5_000)
        await sleeper.sees('While you slept', page.locator('.thread'))
      })

      it('TKT-17: the service says how long answers can be taken back, and nobody’s change is lost', async () => {
        const boss = new Person(await browser.open({ locale: language === 'ko' ? 'ko-KR' : 'en-GB' }), language)
        await database.query('update member set language = ? where login = ?', [language, 'admin'])
        await boss.logIn(server.url, 'admin')
        const { page } = boss
        await page.goto(`${server.url}/s/help/settings/ticket-settings`)
        await page.getByLabel(words.seconds).fill('20')
        await admin.put(`${desk.base}/ticket-settings`, { undoSeconds: 15 })
        await boss.button('save').click()
        await boss.sees(words.theirs)
        await picture(page, `${language}-together-7-settings`)
        await boss.button('save').click()
        await boss.sees(boss.word('saved'))
        expect(await admin.get(`${desk.base}/ticket-settings`)).toMatchObject({ undoSeconds: 20 })
      })
    })
  })
}
