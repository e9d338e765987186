import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, setUpOrganisation, spawnServer, withBrowser, type ApiClient, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture, stepByStep } from './support/index.js'

const TICKETS = 130
const LOCALES = { ko: 'ko-KR', en: 'en-GB' } as const
const SUBJECTS = { ko: ['무통장입금 확인 부탁드립니다', '배송이 언제 오나요?', '환불 요청', '로그인이 되지 않아요'], en: ['Please check my bank transfer', 'When will it arrive?', 'I want a refund', 'I cannot log in'] }

withBrowser('the lists of tickets', (browser) => {
  for (const language of ['ko', 'en'] as const) {
    describe(language, () => {
      stepByStep()
      let database: TestDatabase
      let server: TestServer
      let client: ApiClient
      let agent: Person

      beforeAll(async () => {
        database = await createDatabase('sqlite')
        server = await spawnServer({ env: database.env() })
        client = await setUpOrganisation(server, { language })
        agent = new Person(await browser.open({ locale: LOCALES[language] }), language)
      })
      afterAll(async () => {
        await server?.stop()
        await database?.drop()
      })

      const list = () => agent.page.locator('section.list')
      const subjects = () => list().locator('[data-ticket]').allTextContents()
      const shown = (name: string) => picture(agent.page, `lists-${language}-${name}`)

      it('with nothing in it a list says what it is', async () => {
        await agent.logIn(`${server.url}/s/help/tickets/all`, 'admin')
        await agent.page.getByRole('heading', { level: 1, name: agent.word('allTickets') }).waitFor()
        await shown('empty')
      })

      it('TKT-4: many are shown in columns, page by page, sorted by a click on a head, and a reload leads back', async () => {
        await seed(database, SUBJECTS[language])
        await agent.page.reload()
        await list().getByRole('table').waitFor()
        expect(await subjects()).toHaveLength(50)
        await shown('table')
        await list().getByRole('columnheader', { name: agent.word('priority') }).getByRole('button').click()
        await agent.page.waitForURL(/sort=-priority/)
        await expect.poll(async () => list().locator('tbody tr').first().textContent()).toContain(agent.word('urgent'))
        const first = await subjects()
        await agent.button('nextPage').click()
        await agent.page.waitForURL(/at=/)
        await expect.poll(subjects).not.toEqual(first)
        const second = await subjects()
        await agent.page.reload()
        await expect.poll(subjects).toEqual(second)
        await agent.button('previousPage').click()
        await expect.poll(subjects).toEqual(first)
      })

      it('TKT-4: a filter narrows the list, and stands in the URL', async () => {
        await list().getByRole('button', { name: agent.word('filterState'), exact: true }).click()
        await agent.page.getByRole('menuitemradio', { name: agent.word('onHold') }).click()
        await agent.page.waitForURL(/state=on_hold/)
        await expect.poll(async () => new Set(await list().locator('tbody .tag').allTextContents())).toEqual(new Set([agent.word('onHold')]))
        await shown('filtered')
      })

      it('TKT-4: what is shown is downloaded as it is shown, and the toast says how it went', async () => {
        const [file] = await Promise.all([agent.page.waitForEvent('download'), agent.button('downloadExcel', list()).click()])
        expect(file.suggestedFilename()).toBe(`${agent.word('allTickets')}.xlsx`)
        const book = new ExcelJS.Workbook()
        await book.xlsx.readFile(await file.path())
        const sheet = book.worksheets[0]!
        const columns = (await list().getByRole('columnheader').allTextContents()).slice(1)
        expect((sheet.getRow(1).values as string[]).slice(1)).toEqual(columns)
        expect(sheet.rowCount).toBe(TICKETS / 5 + 1)
        expect(sheet.getCell('A2').value).toBe(await list().locator('[data-ticket]').first().textContent())
        await agent.sees(agent.word('downloaded'))
        await shown('excel')
      })

      it('TKT-20: j and k walk the list, x chooses, Enter opens; the list stays as it was', async () => {
        const before = await subjects()
        await agent.page.locator('body').press('j')
        await agent.page.keyboard.press('j')
        await agent.page.keyboard.press('x')
        await agent.page.keyboard.press('k')
        await agent.page.keyboard.press('j')
        await agent.page.keyboard.press('Enter')
        await agent.page.waitForURL(/\/tickets\/all\/T\w+\?.*state=on_hold/)
        await agent.page.getByRole('heading', { level: 2 }).first().waitFor()
        expect(await list().locator('[data-ticket] .title').allTextContents()).toEqual(before)
        expect(await list().locator('input[type=checkbox]:checked').count()).toBe(1)
        await shown('open')
      })

      it('TKT-4: what is looked at is kept as a view, with a nested condition, a preview and a live count', async () => {
        await agent.page.goto(`${server.url}/s/help/tickets/all?state=on_hold,solved`)
        await agent.button('saveAsView').click()
        const dialog = agent.dialog()
        await agent.enter({ viewName: '★ View' }, dialog)
        await agent.choose('audience', agent.word('everybody'), dialog)
        await agent.button('addConditionGroup', dialog).first().click()
        const group = dialog.getByRole('group', { name: agent.word('atLeastOne') })
        await group.getByRole('combobox', { name: agent.word('target') }).selectOption({ label: agent.word('ticketPriority') })
        await group.getByRole('combobox', { name: agent.word('value') }).selectOption({ label: agent.word('urgent') })
        await expect.poll(() => dialog.locator('.preview').textContent()).toMatch(/(^|\D)18(\D|$)/)
        await agent.sees(agent.word('urgent'), dialog.locator('.sentence'))
        await shown('editor')
        await agent.button('save', dialog).click()
        await agent.page.waitForURL(/\/tickets\/v\d+$/)
        const entry = agent.page.getByRole('navigation', { name: agent.word('mainMenu') }).getByRole('link', { name: /★ View/ })
        await expect.poll(() => entry.textContent()).toMatch(/18$/)
        const [ticket] = (await client.get<{ items: { number: string }[] }>(`/api/s/help/tickets?view=all&filter=${encodeURIComponent(JSON.stringify({ all: [{ target: 'ticket.state', op: 'is', value: 'solved' }, { target: 'ticket.priority', op: 'is', value: 'low' }] }))}&limit=1`)).items
        await client.patch(`/api/s/help/tickets/${ticket!.number}`, { priority: 'urgent' })
        await expect.poll(() => entry.textContent(), { timeout: 10_000 }).toMatch(/19$/)
        await shown('view')
        // Nobody was signed in at first.
        expect(agent.errors.filter((error) => !error.includes('401'))).toEqual([])
      })
    })
  }
})

async function seed(database: TestDatabase, subjects: readonly string[]): Promise<void> {
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${TICKETS})`
  const now = Date.now()
  const choose = (column: string, values: readonly string[]) => `case ${column} ${values.map((value, index) => `when ${index} then '${value.replaceAll("'", "''")}'`).join(' ')} end`
  await database.query("insert into customer (service_id, number, name, created_at) select v.id, 'U1', '홍길동 Hong', 0 from service v where v.code = 'help'")
  await database.query(`${numbers} insert into ticket (service_id, number, subject, state, priority, priority_rank, channel, customer_id, group_id, assignee_id, due_at, created_at, updated_at)
    select v.id, 'T' || (${now} - i * 60000) || 'ab' || (10 + i % 90), ${choose('i % 4', subjects)} || ' ' || i, ${choose('i % 5', ['unassigned', 'in_progress', 'on_hold', 'solved', 'closed'])}, ${choose('i % 3', ['low', 'normal', 'urgent'])}, case i % 3 when 2 then 3 else i % 3 end, 'email',
      (select max(c.id) from customer c), (select max(g.id) from agent_group g), case when i % 5 = 0 then null else (select max(m.id) from member m) end, case when i % 7 = 0 then ${now} + i * 600000 end, ${now} - i * 60000, ${now} - i * 30000 from n, service v where v.code = 'help'`)
}
