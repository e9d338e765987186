import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember } from '../faults/support/index.js'
import { createDatabase, setUpOrganisation, spawnServer, withBrowser, type ApiClient, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture, type Language } from './support/index.js'

const TEXTS = {
  ko: {
    name: '김민지', agent: '이지수', payment: '결제', vip: 'VIP 전담',
    subjects: { overwritten: 'VIP 무통장입금 확인', nested: '환불 언제 되나요', late: '배송지 변경 요청', off: '영수증 재발행 요청', woken: '로그인 장애 신고' },
    triggers: { payment: '무통장입금은 결제 그룹', vip: 'VIP는 전담 그룹', refund: '급한 환불 올리기', late: '배송지 변경 분류', receipt: '영수증 요청 분류', outage: '장애는 긴급', urgent: '긴급이면 바로 처리' },
    ask: '트리거 하나만 묻기',
    overwritten: /실행되었지만, 그 뒤 “VIP는 전담 그룹” 트리거가 담당그룹을 VIP 전담으로 바꿨습니다/,
    nested: /다음이 모두 맞지 않았습니다: ‘티켓 우선순위.*“긴급”.*’ \(실제 값 “보통”\), ‘티켓 제목에 “빨리”.*’ \(실제 값 “환불 언제 되나요”\)/,
    late: /그때는 아직 없던 트리거입니다\. .+에 김민지 님이 만들었습니다/,
    off: /그때는 중지되어 있었습니다\. .+에 김민지 님이 중지했습니다\(버전 2\)/,
    otherVersion: '버전 3 · 지금은 버전 4', differences: '지금과 다른 점', history: '변경 이력', difference: /거래명세서/,
    woken: '“장애는 긴급” 트리거가 티켓을 바꿔서 확인되었습니다.',
    failed: /결과는 실패했습니다\. 담당자가 없는 티켓은 이 상태로 변경할 수 없습니다/,
    now: '지금 내용(버전 1)이었다면 조건이 맞았습니다.',
    ledger: '트리거 기록', resultFailed: '결과 실패', outcome: '결과', search: '검색', neverRan: /이 티켓에서 실행된 적이 없습니다/,
  },
  en: {
    name: 'Minji Kim', agent: 'Jisoo Lee', payment: 'Payments', vip: 'Key accounts',
    subjects: { overwritten: 'VIP bank transfer', nested: 'When do I get my refund', late: 'Please change my address', off: 'Please send the receipt again', woken: 'Nobody can log in' },
    triggers: { payment: 'Transfers to payments', vip: 'VIPs to key accounts', refund: 'Raise urgent refunds', late: 'Sort changes of address', receipt: 'Sort receipts', outage: 'Outages are urgent', urgent: 'Start urgent ones at once' },
    ask: 'Ask about one trigger',
    overwritten: /After that the trigger “VIPs to key accounts” set the group to Key accounts/,
    nested: /None of these did: ‘Ticket priority is “Urgent”’ \(the value was “Normal”\), ‘Ticket subject contains “quick”’ \(the value was “When do I get my refund”\)/,
    late: /It did not exist then: Minji Kim made it on/,
    off: /It was off then: Minji Kim switched it off on .+ \(version 2\)/,
    otherVersion: 'version 3, now version 4', differences: 'What is different now', history: 'History', difference: /invoice/,
    woken: 'It was asked because the trigger “Outages are urgent” changed the ticket.',
    failed: /failed\. A ticket without an assignee cannot have this state/,
    now: 'As it is now (version 1) its conditions would have held.',
    ledger: 'Trigger ledger', resultFailed: 'A result failed', outcome: 'Outcome', search: 'Search', neverRan: /never ran on this ticket/,
  },
} as const
type Case = keyof (typeof TEXTS)['ko']['subjects']

for (const [language, engine] of [['ko', 'sqlite'], ['en', 'postgres']] as const satisfies [Language, string][]) {
  const words = TEXTS[language]
  describe.skipIf(engine === 'postgres' && process.env.OC_TEST_WITHOUT_POSTGRES)(`why did this not fire, in ${language === 'ko' ? 'Korean on SQLite' : 'English on Postgres'}`, () => {
    withBrowser('in the console', (browser) => {
      let database: TestDatabase
      let server: TestServer
      let api: ApiClient
      let admin: Person
      let agent: Person
      const numbers = {} as Record<Case, string>
      const comeIn = async (login: string) => {
        const person = new Person(await browser.open({ locale: language === 'ko' ? 'ko-KR' : 'en-GB' }), language)
        await person.logIn(server.url, login)
        return person
      }
      /** The dialog of the ticket, asked about one trigger. */
      const ask = async (person: Person, of: Case, trigger: string) => {
        await person.page.goto(`${server.url}/s/help/tickets/all/${numbers[of]}`)
        await person.page.getByRole('heading', { level: 2, name: words.subjects[of] }).waitFor()
        await person.page.locator('body').press('y')
        const question = person.dialog().getByRole('combobox', { name: words.ask })
        await question.fill(trigger.slice(0, 6))
        await person.dialog().getByRole('option', { name: new RegExp(`^${trigger}`) }).click()
        await person.dialog().getByRole('article').first().waitFor()
        return person.dialog()
      }

      beforeAll(async () => {
        database = await createDatabase(engine)
        server = await spawnServer({ env: database.env() })
        api = await setUpOrganisation(server, { member: { login: 'admin', name: words.name, email: 'admin@acme.example', password: 'correct horse battery' }, language })
        await database.query('update member set language = ?', [language])
        const [payment, vip] = await Promise.all([words.payment, words.vip].map(async (name) => (await api.post<{ group: { id: number } }>('/api/s/help/groups', { name })).group.id))
        const agentId = await addMember(database, { organisation: 'acme', code: 'help' }, 'jisoo', ['agent.ticket'], [payment!])
        await database.query('update member set name = ?, language = ? where id = ?', [words.agent, language, agentId])
        const trigger = (title: string, over: object) => api.post<{ id: number }>('/api/s/help/triggers', { title, state: 'on', events: ['ticket.created'], ...over })
        const subject = (value: string) => ({ target: 'ticket.subject', op: 'contains', value })
        const ticket = async (of: Case) => {
          numbers[of] = (await api.post<{ number: string }>('/api/s/help/tickets', { subject: words.subjects[of], html: '<p>?</p>', customer: { name: 'Jiwoo', scheme: 'email', address: 'jiwoo@customer.example' }, attachments: [] })).number
        }
        const ko = language === 'ko'
        await trigger(words.triggers.payment, { conditions: { all: [subject(ko ? '무통장입금' : 'transfer')] }, actions: [{ type: 'ticket.assign', params: { groupId: payment, how: 'none' } }] })
        await trigger(words.triggers.vip, { conditions: { all: [subject('VIP')] }, actions: [{ type: 'ticket.assign', params: { groupId: vip, how: 'none' } }] })
        await trigger(words.triggers.refund, { conditions: { all: [subject(ko ? '환불' : 'refund'), { any: [{ target: 'ticket.priority', op: 'is', value: 'urgent' }, subject(ko ? '빨리' : 'quick')] }] }, actions: [{ type: 'ticket.priority', params: { priority: 'high' } }] })
        await trigger(words.triggers.urgent, { events: ['ticket.changed'], conditions: { all: [{ target: 'ticket.priority', op: 'changed_to', value: 'urgent' }] }, actions: [{ type: 'ticket.state', params: { state: 'in_progress' } }, { type: 'ticket.tags', params: { add: ['!'], remove: [] } }] })
        await trigger(words.triggers.outage, { conditions: { any: [subject('장애'), subject('log in')] }, actions: [{ type: 'ticket.priority', params: { priority: 'urgent' } }] })
        const receipt = { title: words.triggers.receipt, state: 'on', events: ['ticket.created', 'ticket.changed'], conditions: { all: [subject(ko ? '영수증' : 'receipt')] }, actions: [{ type: 'ticket.tags', params: { add: ['receipt'], remove: [] } }] }
        const { id } = await trigger(receipt.title, receipt)
        for (const of of ['overwritten', 'nested', 'late', 'woken'] as const) await ticket(of)
        await trigger(words.triggers.late, { conditions: { all: [] }, actions: [{ type: 'ticket.tags', params: { add: ['address'], remove: [] } }] })
        await api.put(`/api/s/help/triggers/${id}`, { ...receipt, state: 'off', version: 1 })
        await ticket('off')
        await api.put(`/api/s/help/triggers/${id}`, { ...receipt, version: 2 })
        await api.patch(`/api/s/help/tickets/${numbers.off}`, { priority: 'high' })
        await api.put(`/api/s/help/triggers/${id}`, { ...receipt, conditions: { all: [subject(ko ? '거래명세서' : 'invoice')] }, version: 3 })
        admin = await comeIn('admin')
        agent = await comeIn('jisoo')
      })
      afterAll(async () => {
        await server?.stop()
        await database?.drop()
      })
      const reads = async (dialog: Locator, words: RegExp | string) => {
        await expect.poll(() => dialog.textContent(), { timeout: 15_000 }).toMatch(words)
      }
      const shown = (person: Person, name: string) => picture(person.page, `why-${language}-${name}`)

      it('TRG-5: five prepared tickets, one: it fired, and a later trigger assigned the ticket elsewhere', async () => {
        const dialog = await ask(admin, 'overwritten', words.triggers.payment)
        await reads(dialog, words.overwritten)
        expect(await dialog.getByRole('article').count()).toBe(1)
        await shown(admin, '1-overwritten')
      })

      it('TRG-5: five prepared tickets, two: a nested condition saw other values, which an agent reads as well', async () => {
        const dialog = await ask(agent, 'nested', words.triggers.refund)
        await reads(dialog, words.nested)
        await reads(dialog, words.neverRan)
        await shown(agent, '2-nested')
      })

      it('TRG-5: five prepared tickets, three: the trigger was made after the ticket', async () => {
        const dialog = await ask(admin, 'late', words.triggers.late)
        await reads(dialog, words.late)
        await reads(dialog, words.now)
        await shown(admin, '3-late')
      })

      it('TRG-5: five prepared tickets, four: it was off then, and another version later', async () => {
        const dialog = await ask(admin, 'off', words.triggers.receipt)
        await reads(dialog, words.off)
        await reads(dialog, words.otherVersion)
        await dialog.getByRole('button', { name: words.differences }).first().click()
        await reads(dialog, words.difference)
        await shown(admin, '4-off')
        await dialog.getByRole('link', { name: words.history }).first().click()
        await admin.page.waitForURL(/history=open/)
        await expect.poll(() => admin.dialog().locator('ol > li').count(), { timeout: 15_000 }).toBe(4)
      })

      it('TRG-5: five prepared tickets, five: another trigger woke it, and one of its results failed', async () => {
        const dialog = await ask(admin, 'woken', words.triggers.urgent)
        await reads(dialog, words.woken)
        await reads(dialog, words.failed)
        await shown(admin, '5-woken')
      })

      it('TRG-5: what happens meanwhile appears in the open dialog, which stays where it is', async () => {
        const dialog = await ask(admin, 'nested', words.triggers.refund)
        await api.patch(`/api/s/help/tickets/${numbers.nested}`, { priority: 'high' })
        await expect.poll(() => dialog.getByRole('article').count(), { timeout: 15_000 }).toBe(2)
        expect(await dialog.getByRole('combobox', { name: words.ask }).inputValue()).toBe(words.triggers.refund)
      })

      it('TRG-5: the ledger of the service: from a trigger to its lines, by outcome, and live', async () => {
        const { page } = admin
        await admin.page.goto(`${server.url}/s/help/settings/trigger-ledger`)
        await page.getByRole('heading', { level: 1, name: words.ledger }).waitFor()
        const lines = page.getByRole('list', { name: /./ }).filter({ has: page.locator('.toggle') }).locator('> li')
        await expect.poll(() => lines.count(), { timeout: 15_000 }).toBeGreaterThanOrEqual(5)
        await shown(admin, 'ledger')
        await page.getByLabel(words.outcome, { exact: true }).selectOption({ label: words.resultFailed })
        await page.getByRole('button', { name: words.search, exact: true }).click()
        await page.waitForURL(/outcome=failed/)
        await expect.poll(() => lines.count(), { timeout: 15_000 }).toBe(1)
        await lines.first().getByRole('button').first().click()
        await admin.sees(words.woken)
        await shown(admin, 'ledger-open')
        await page.reload()
        await expect.poll(() => lines.count(), { timeout: 15_000 }).toBe(1)
        await page.goto(`${server.url}/s/help/settings/trigger-ledger`)
        await expect.poll(() => lines.count(), { timeout: 15_000 }).toBeGreaterThanOrEqual(5)
        const before = await lines.count()
        await lines.nth(1).getByRole('button').first().click()
        await api.patch(`/api/s/help/tickets/${numbers.overwritten}`, { priority: 'urgent' })
        await expect.poll(() => lines.count(), { timeout: 15_000 }).toBe(before + 1)
        expect(await lines.nth(2).getByRole('button').first().getAttribute('aria-expanded')).toBe('true')
        // Who is not logged in yet is told so.
        expect([...admin.errors, ...agent.errors].filter((error) => !error.includes('401'))).toEqual([])
      })
    })
  })
}
