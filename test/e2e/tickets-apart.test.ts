import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, Desk, serviceIdOf, until } from '../faults/support/index.js'
import { createDatabase, setUpOrganisation, spawnServer, withBrowser, type ApiClient, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture, stepByStep, type Language } from './support/index.js'

for (const language of ['ko', 'en'] as const satisfies Language[]) {
  const words = {
    ko: { transfer: '이관', dialog: '이슈 이관', type: '접수유형', account: '환불 계좌', note: '내용', waiting: '이관 처리중', answered: '이관 답변완료', split: '새 티켓으로 나누기', splitSubject: '새 티켓의 제목', undo: '실행 취소', back: '메시지가 이 티켓으로 돌아왔습니다.', whole: /이 목록의 \d+건 모두 선택/, change: '속성 변경', priority: '우선순위', high: '높음', doIt: /^\d+건 변경$/, ended: '끝났습니다', create: '티켓 생성', gone: '선택한 접수유형이 없습니다.', mail: '고객 이메일', notSpam: '스팸 아님', restored: '스팸함에서 꺼냈습니다.', remove: '삭제', removed: '티켓을 삭제했습니다.' },
    en: { transfer: 'Transfer', dialog: 'Transfer to an issue service', type: 'Intake type', account: 'Account', note: 'Note', waiting: 'Transfer in progress', answered: 'Transfer answered', split: 'Split into a new ticket', splitSubject: 'Subject of the new ticket', undo: 'Undo', back: 'The message is on this ticket again.', whole: /Select all \d+ of this list/, change: 'Change', priority: 'Priority', high: 'High', doIt: /^Change \d+$/, ended: 'Done', create: 'New ticket', gone: 'The intake type chosen does not exist.', mail: 'Customer’s email', notSpam: 'Not spam', restored: 'Restored from the spam box.', remove: 'Delete', removed: 'The ticket was deleted.' },
  }[language]
  describe(`tickets that go elsewhere, in ${language === 'ko' ? 'Korean' : 'English'}`, () => {
    withBrowser('in the console', (browser) => {
      let database: TestDatabase
      let server: TestServer
      let admin: ApiClient
      let desk: Desk
      let issues: Desk
      let issueGroup: number
      let kim: Person
      let number: string
      const labelled = (text: string) => new RegExp(`^${text}( \\*)?$`)
      beforeAll(async () => {
        database = await createDatabase('sqlite')
        server = await spawnServer({ env: database.env() })
        admin = await setUpOrganisation(server)
        desk = new Desk(admin, server.smtpPort)
        issues = new Desk(admin, server.smtpPort, 'issues')
        await admin.post('/api/o/services', { name: 'Payments', code: 'issues', type: 'issue', language, timeZone: 'UTC', items: [] })
        const service = await serviceIdOf(database, { organisation: 'acme', code: 'issues' })
        const [member] = await database.query<{ id: number }>('select m.id from member m order by m.id limit 1')
        await database.query('insert into agent (service_id, member_id, roles, created_at) values (?, ?, ?, 0)', [service, Number(member!.id), JSON.stringify(['manager.ticket'])])
        issueGroup = await issues.groupId()
        await database.query('insert into agent_group_member (service_id, group_id, member_id, joined_at) values (?, ?, ?, 0)', [service, issueGroup, Number(member!.id)])
        await admin.put('/api/s/issues/ticket-settings', { undoSeconds: 0 })
        await admin.post('/api/s/issues/categories', { kind: 'intake', parentId: null, name: 'Refund' })
        const { field } = await admin.post<{ field: { id: number } }>('/api/s/issues/fields', { side: 'customer', kind: 'text', code: 'account', name: words.account })
        await admin.put('/api/s/issues/fields/asked', { intakeTypeId: null, side: 'customer', items: [{ fieldId: field.id, required: true }], expected: [] })
        const id = await addMember(database, { organisation: 'acme', code: 'help' }, 'kim', ['agent.ticket', 'manager.ticket'], [await desk.groupId()])
        await database.query('update member set language = ? where id = ?', [language, id])
        kim = new Person(await browser.open({ locale: language === 'ko' ? 'ko-KR' : 'en-GB' }), language)
        await kim.logIn(server.url, 'kim')
        number = await desk.taken('Where is my refund?')
      })
      afterAll(async () => {
        await server?.stop()
        await database?.drop()
      })

      stepByStep()

      it('TKT-11: a ticket goes to the issue service with what that asks of customers, and its answer comes back', async () => {
        const { page } = kim
        await page.goto(`${server.url}/s/help/tickets/all/${number}`)
        await page.getByRole('button', { name: words.transfer, exact: true }).click()
        const dialog = kim.dialog()
        await dialog.getByLabel(labelled(words.type)).selectOption({ label: 'Refund' })
        await kim.write(dialog, 'Was it paid back?')
        await dialog.getByRole('button', { name: words.transfer, exact: true }).click()
        // What is required there is missing; nothing that was typed is lost.
        await dialog.getByText(language === 'ko' ? '필수 항목입니다.' : 'This is required.').waitFor()
        await dialog.getByLabel(labelled(words.account)).fill('Shinhan 110-1')
        await dialog.getByRole('button', { name: words.transfer, exact: true }).click()
        await kim.sees(words.waiting, page.locator('main header'))
        const { ticket, ...rest } = await issues.arrived('Where is my refund?')
        expect((rest as unknown as { fields: { filled: { value: string }[] } }).fields.filled.map(({ value }) => value)).toEqual(['Shinhan 110-1'])
        await admin.post(`/api/s/issues/tickets/${ticket.number}/take`, { groupId: issueGroup })
        await admin.post(`/api/s/issues/tickets/${ticket.number}/reply`, { html: '<p>On Monday.</p>', outcome: 'solve' })
        await kim.sees(words.answered, page.locator('main header'))
        await kim.sees('On Monday.', page.locator('.thread'))
        await picture(page, `${language}-apart-2-answered`)
      })

      it('TKT-19: a message becomes a ticket of its own, and goes back', async () => {
        const { page } = kim
        const first = await desk.mail('Two things')
        const { ticket } = await desk.arrived('Two things')
        await desk.mail('Re: Two things', { text: 'The other thing', inReplyTo: first.messageId, references: [first.messageId] })
        await until('the second mail', async () => (await desk.ticket(ticket.number)).messages.length === 2 || null)
        await page.goto(`${server.url}/s/help/tickets/all/${ticket.number}`)
        await page.getByRole('article').filter({ hasText: 'The other thing' }).getByRole('button', { name: words.split }).click()
        await kim.dialog().getByLabel(labelled(words.splitSubject)).fill('The second thing')
        await picture(page, `${language}-apart-3-split`)
        await kim.dialog().getByRole('button', { name: words.split }).click()
        await kim.sees('The second thing', page.locator('main header'))
        await kim.sees('The other thing', page.locator('.thread'))
        await page.locator('.toaster').getByRole('button', { name: words.undo }).click()
        await kim.sees(words.back)
        await page.waitForURL(`**/${ticket.number}`)
        await kim.sees('The other thing', page.locator('.thread'))
      })

      it('TKT-8: everything in a list is changed at once', async () => {
        const { page } = kim
        await page.goto(`${server.url}/s/help/tickets/all`)
        await page.getByRole('checkbox', { name: /Two things/ }).check()
        await page.getByRole('button', { name: words.whole }).click()
        await page.getByRole('button', { name: words.change, exact: true }).click()
        await kim.dialog().getByLabel(words.priority).selectOption({ label: words.high })
        await picture(page, `${language}-apart-4-whole-list`)
        await kim.dialog().getByRole('button', { name: words.doIt }).click()
        await kim.sees(words.ended)
        expect((await desk.tickets()).map((row) => (row as unknown as { priority: string }).priority)).toEqual(['high', 'high'])
      })

      it('TKT-13: an intake type that is deleted while the form is open is said so, and nothing typed is lost', async () => {
        const { page } = kim
        const type = async (name: string) => (await admin.post<{ category: { id: number } }>('/api/s/help/categories', { kind: 'intake', parentId: null, name })).category.id
        const [gone] = [await type('Gone'), await type('Stays')]
        await page.goto(`${server.url}/s/help/tickets/all`)
        await page.getByRole('button', { name: words.create, exact: true }).click()
        const dialog = kim.dialog()
        const choose = async (name: string) => {
          // The dialog may still be taking the focus for its first field.
          await expect.poll(async () => {
            await dialog.locator('input[role=combobox]').first().fill(name)
            return dialog.getByRole('option', { name }).isVisible()
          }).toBe(true)
          await dialog.getByRole('option', { name }).click()
        }
        await choose('Gone')
        await dialog.getByLabel(labelled(words.mail)).fill('lee@customer.example')
        await kim.enter({ subject: 'By phone' }, dialog)
        await kim.write(dialog, 'A long text')
        await admin.delete(`/api/s/help/categories/${gone}`)
        await dialog.getByRole('button', { name: words.create, exact: true }).click()
        await kim.sees(words.gone, dialog)
        await picture(page, `${language}-apart-5-type-gone`)
        expect(await dialog.locator('[contenteditable=true]').innerText()).toContain('A long text')
        await choose('Stays')
        await dialog.getByRole('button', { name: words.create, exact: true }).click()
        await kim.sees('By phone', page.locator('main header'))
        await kim.sees('A long text', page.locator('.thread'))
      })

      it('TKT-3: from the spam box a ticket is restored or deleted', async () => {
        const { page } = kim
        const { ticket } = await desk.open('Cheap watches')
        const spam = () => admin.post(`/api/s/help/tickets/${ticket.number}/internal-solve`, { reason: 'spam' })
        await spam()
        await page.goto(`${server.url}/s/help/tickets/spam/${ticket.number}`)
        await page.getByRole('button', { name: words.notSpam }).click()
        await kim.sees(words.restored)
        await spam()
        await page.goto(`${server.url}/s/help/tickets/spam/${ticket.number}`)
        await picture(page, `${language}-apart-6-spam`)
        await page.locator('main header').getByRole('button', { name: words.remove, exact: true }).click()
        await kim.dialog().getByRole('button', { name: words.remove, exact: true }).click()
        await kim.sees(words.removed)
        expect((await desk.tickets('spam')).map((row) => row.number)).toEqual([])
        expect(kim.errors.filter((error) => !/ERR_|Failed to load|WebSocket|40[0-9]/.test(error))).toEqual([])
      })
    })
  })
}
