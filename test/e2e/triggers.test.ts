import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, sendMail, setUpOrganisation, spawnServer, withBrowser, type ApiClient, type TestDatabase, type TestServer } from '../support/index.js'
import { until } from '../faults/support/index.js'
import { keyboard, mouse, type Hand } from './agents-day/hand.js'
import { Person, picture, stepByStep, type Language } from './support/index.js'

const RUNS = [
  { language: 'ko', engine: 'sqlite', hand: mouse, how: 'in Korean, by mouse' },
  { language: 'en', engine: 'postgres', hand: keyboard, how: 'in English, by keyboard alone' },
] as const satisfies readonly { readonly language: Language; readonly engine: TestDatabase['engine']; readonly [key: string]: unknown }[]
const LOCALES = { ko: 'ko-KR', en: 'en-GB' } as const
const TITLE = '★ Refunds'
const BASE = '/api/s/help'

interface Stored { readonly id: number; readonly title: string; readonly state: string; readonly version: number; readonly actions: readonly { readonly params: Readonly<Record<string, unknown>> }[] }

for (const run of RUNS) {
  describe.skipIf(run.engine === 'postgres' && process.env.OC_TEST_WITHOUT_POSTGRES)(`the life of a trigger ${run.how}, on ${run.engine}`, () => {
    withBrowser('from the first word to its end', (browser) => {
      let database: TestDatabase
      let server: TestServer
      let client: ApiClient
      let manager: Person
      let hand: Hand
      const t = (ko: string, en: string) => (run.language === 'ko' ? ko : en)

      beforeAll(async () => {
        database = await createDatabase(run.engine)
        server = await spawnServer({ env: database.env() })
        client = await setUpOrganisation(server, { language: run.language })
        for (const word of ['Orders', 'Parcels']) await client.post(`${BASE}/triggers`, { title: word, events: ['ticket.created'], conditions: { all: [{ target: 'ticket.subject', op: 'contains', value: word }] }, actions: [{ type: 'ticket.tags', params: { add: [word], remove: [] } }] })
        await mail('Refund please')
        await mail('Parcels again')
        await ticketsAre(2)
        const opened = await browser.open({ locale: LOCALES[run.language], acceptDownloads: true })
        await opened.page.addInitScript("globalThis.pressed = 0; addEventListener('mousedown', () => globalThis.pressed++, true)")
        manager = new Person(opened, run.language)
        hand = run.hand(opened.page)
        await manager.logIn(`${server.url}/s/help/settings/triggers`, 'admin')
        await manager.sees('Parcels')
        await manager.page.evaluate('globalThis.pressed = 0')
      })
      afterAll(async () => {
        await server?.stop()
        await database?.drop()
      })
      stepByStep()

      const mail = (subject: string) => sendMail(server.smtpPort, { from: 'Jiwoo <jiwoo@customer.example>', to: 'help@acme.localhost', subject, text: 'It is about an order.' })
      const tickets = async () => (await client.get<{ items: { subject: string; priority: string }[] }>(`${BASE}/tickets?view=all`)).items
      const ticketsAre = (count: number) => until(`${count} tickets`, async () => (await tickets()).length === count || null)
      const stored = async () => (await client.get<{ items: Stored[] }>(`${BASE}/triggers`)).items
      const mine = async () => (await stored()).find(({ title }) => title === TITLE)
      const button = (name: string | RegExp, within: Locator = manager.page.locator('body')) => within.getByRole('button', { name, exact: typeof name === 'string' })
      const section = (name: string) => manager.page.locator(`#trigger-${name}`)
      const shown = (name: string) => picture(manager.page, `triggers-${run.language}-${name}`)
      const select = (label: string, within: Locator) => within.getByRole('combobox', { name: label, exact: true }).last()

      async function fromMenu(trigger: Locator, item: string): Promise<void> {
        await hand.press(trigger)
        const wanted = manager.page.getByRole('menu').getByText(item, { exact: true })
        if (hand.name === 'mouse') return wanted.click()
        await wanted.waitFor()
        for (let steps = 0; !(await manager.page.evaluate<string>('document.activeElement.textContent')).includes(item); steps++) {
          if (steps > 40) throw new Error(`No way by keyboard to ${item}`)
          await manager.page.keyboard.press('ArrowDown')
        }
        await manager.page.keyboard.press('Enter')
      }
      async function save(): Promise<void> {
        await hand.press(button(t('저장', 'Save')))
      }
      async function openMine(): Promise<void> {
        await hand.press(manager.page.locator('button.open', { hasText: TITLE }))
        await section('then').waitFor()
      }

      it('TRG-7: what is not finished is refused, and the refusal leads to each place', async () => {
        await hand.press(button(t('트리거 추가', 'New trigger')))
        await section('then').waitFor()
        await hand.press(button(t('조건 추가', 'Add condition'), section('if')))
        await fromMenu(button(t('결과 추가', 'Add result')), t('우선순위 변경', 'Set the priority'))
        await hand.fill(manager.page.getByPlaceholder(t('예: 결제 관련 메일 할당', 'For example: assign payment mails')), TITLE)
        await save()
        const refusal = manager.page.getByRole('main').locator('.notice')
        await manager.sees(t('비교할 값을 입력하거나 고르세요.', 'Enter or choose what to compare with.'), refusal)
        await shown('refused')
        await hand.press(button(t('결과 1', 'Then 1'), refusal))
        await hand.choose(manager.page.locator('[data-path="actions.0"] select:focus'), t('높음', 'High'))
      })

      it('TRG-7: what can never be is said at its place while it is written', async () => {
        const conditions = section('if')
        await hand.fill(conditions.getByRole('textbox', { name: t('값', 'Value') }), 'Refund')
        await hand.choose(select(t('비교', 'Comparison'), conditions), t('다음과 같음', 'is'))
        await hand.press(button(t('조건 추가', 'Add condition'), conditions))
        await hand.choose(select(t('비교', 'Comparison'), conditions), t('다음과 같음', 'is'))
        await hand.fill(conditions.getByRole('textbox', { name: t('값', 'Value') }).last(), 'Parcels')
        // What was refused and is mended is not said any more.
        expect(await manager.page.getByText(t('비교할 값을 입력하거나 고르세요.', 'Enter or choose what to compare with.')).count()).toBe(0)
        await manager.sees(t('서로 어긋나 함께 맞을 수 없는 조건입니다.', 'These conditions contradict one another'), conditions)
        await shown('lint')
        await hand.press(button(t('조건 2 삭제', 'Remove condition 2'), conditions))
        await hand.choose(select(t('비교', 'Comparison'), conditions), t('다음을 포함함', 'contains'))
        await expect.poll(() => conditions.getByText(/어긋나|contradict/).count()).toBe(0)
        await save()
        await manager.page.locator('button.open', { hasText: TITLE }).waitFor()
        expect((await stored()).map(({ title }) => title)).toEqual(['Orders', 'Parcels', TITLE])
      })

      it('TRG-1: it is put first', async () => {
        const handles = manager.page.locator('.handle')
        if (hand.name === 'mouse') {
          const [from, to] = [await handles.nth(2).boundingBox(), await manager.page.locator('li.row').first().boundingBox()]
          await manager.page.mouse.move(from!.x + 8, from!.y + 8)
          await manager.page.mouse.down()
          await manager.page.mouse.move(to!.x + 200, to!.y + 12, { steps: 5 })
          await manager.page.mouse.move(to!.x + 202, to!.y + 10, { steps: 2 })
          await manager.page.locator('li.row.before').waitFor()
          await shown('drag')
          await manager.page.mouse.up()
        } else {
          await hand.press(handles.nth(2))
          await manager.page.keyboard.press('Home')
        }
        await expect.poll(async () => (await stored()).map(({ title }) => title)).toEqual([TITLE, 'Orders', 'Parcels'])
        expect(await manager.page.locator('li.row .title').allTextContents()).toEqual([TITLE, 'Orders', 'Parcels'])
      })

      it('TRG-6: in shadow mode it judges what comes in and does nothing', async () => {
        await fromMenu(button(new RegExp(`${TITLE.slice(2)}.*${t('상태 변경', '')}`)).last(), t('연습: 기록만 하고 실행하지 않음', 'Shadow: only records, does not act'))
        await expect.poll(async () => (await mine())?.state).toBe('shadow')
        await mail('Another Refund')
        await ticketsAre(3)
        expect((await tickets()).find(({ subject }) => subject === 'Another Refund')).toMatchObject({ priority: 'normal' })
      })

      it('TRG-6: rehearsed as it is written, it shows what it would have changed', async () => {
        await openMine()
        await hand.press(button(t('모의 실행', 'Rehearse')))
        await hand.press(button(t('시작', 'Start'), manager.dialog()))
        const sum = manager.dialog().locator('button', { hasText: TITLE })
        await sum.waitFor()
        await shown('rehearsal')
        await hand.press(sum)
        await manager.sees('Refund please', manager.dialog())
        await manager.sees(/(보통|Normal) → (높음|High)/, manager.dialog())
        await manager.sees(t('실행되지 않았습니다.', 'It did not run.'), manager.dialog())
        await shown('rehearsed')
        await manager.page.keyboard.press('Escape')
      })

      it('TRG-1: a change asks before it is lost, is saved as a version, and is rolled back', async () => {
        await hand.choose(manager.page.locator('[data-path="actions.0"] select'), t('낮음', 'Low'))
        await manager.page.goBack()
        await manager.dialog().waitFor()
        await hand.press(button(t('취소', 'Cancel'), manager.dialog()))
        await save()
        await expect.poll(async () => (await mine())?.actions[0]?.params['priority']).toBe('low')
        await openMine()
        await hand.press(button(t('변경 이력', 'History')))
        await manager.sees(/(높음|High).*(낮음|Low)/, manager.dialog())
        await shown('history')
        await hand.press(button(t('이 버전으로 되돌리기', 'Roll back to this'), manager.dialog()).first())
        await hand.press(button(t('이 버전으로 되돌리기', 'Roll back to this'), manager.dialog().last()))
        await expect.poll(async () => (await mine())?.actions[0]?.params['priority']).toBe('high')
      })

      it('TRG-1: the triggers are exported, and imported again with a change that is shown before', async () => {
        const files = button(t('트리거 파일', 'Trigger files'))
        const [file] = await Promise.all([manager.page.waitForEvent('download'), fromMenu(files, t('내보내기', 'Export'))])
        const changed = join(database.env()['OC_DATA_DIR']!, 'changed.yaml')
        await writeFile(changed, (await readFile(await file.path(), 'utf8')).replace('priority: high', 'priority: urgent'))
        await fromMenu(files, t('가져오기', 'Import'))
        await manager.page.locator('input[type=file]').setInputFiles(changed)
        await manager.sees(/(높음|High).*(긴급|Urgent)/, manager.dialog())
        await shown('import')
        await hand.press(button(t('1건 가져오기', 'Import 1'), manager.dialog()))
        await expect.poll(async () => (await mine())?.actions[0]?.params['priority']).toBe('urgent')
      })

      it('TRG-1: it is deleted after a question; nothing was pressed that is not there for everybody', async () => {
        await openMine()
        await hand.press(button(t('삭제', 'Delete')))
        await hand.press(button(t('삭제', 'Delete'), manager.dialog()))
        await expect.poll(async () => (await stored()).map(({ title }) => title)).toEqual(['Orders', 'Parcels'])
        if (hand.name === 'keyboard') expect(await manager.page.evaluate('globalThis.pressed')).toBe(0)
        // Nobody was signed in at first, and one save was refused.
        expect(manager.errors.filter((error) => !/401|400/.test(error))).toEqual([])
      })
    })
  })
}
