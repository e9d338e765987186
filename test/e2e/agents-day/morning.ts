import { expect } from 'vitest'
import { PASSWORD } from '../../support/index.js'
import type { Step } from './day.js'
import { LOGIN, QUESTION_ID } from './world.js'

const SLIP = '입금증.pdf'
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** Steps 1 to 15. */
export const MORNING: readonly Step[] = [
  {
    ko: '로그인', en: 'Log in',
    async do({ hand, page, server, t }) {
      await page.goto(server.url)
      await hand.fill(page.getByLabel(t('아이디', 'Login')), LOGIN)
      await hand.fill(page.getByLabel(t('비밀번호', 'Password')), PASSWORD)
      await hand.press(page.getByRole('button', { name: t('로그인', 'Log in'), exact: true }))
      await page.getByRole('navigation', { name: t('주 메뉴', 'Main menu') }).waitFor()
    },
  },
  {
    ko: '내 목록과 건수 보기', en: 'See my lists and their counts',
    async do(day) {
      const { page, t, names } = day
      const unassigned = t('전체 미할당 티켓', 'Unassigned')
      await day.list(unassigned)
      await page.getByRole('link', { name: new RegExp(`^${unassigned}\\s*3$`) }).waitFor()
      await day.world.mail(names.question, '48,000', QUESTION_ID)
      // Nothing is loaded again: it comes by itself.
      await page.getByRole('link', { name: new RegExp(`^${unassigned}\\s*4$`) }).waitFor()
      await page.locator('.rows').getByRole('link', { name: names.question }).waitFor()
    },
  },
  {
    ko: '미할당 티켓 가져오기', en: 'Take an unassigned ticket',
    async do(day) {
      await day.hand.row(day.names.question)
      await day.sees('48,000', day.thread)
      await day.hand.key('t', day.button(day.t('가져오기', 'Take'), day.composer))
      await day.told(day.t('티켓을 가져왔습니다.', 'The ticket is yours.'))
    },
  },
  {
    ko: '누가 보고 있는지 보기', en: 'See who else is looking',
    async do(day) {
      const other = await day.lookIn()
      await other.page.goto(day.page.url())
      await day.sees(day.t(`${day.names.colleague} 님이 보는 중`, `${day.names.colleague} viewing`), day.main.locator('main header'))
      await other.page.context().close()
    },
  },
  {
    ko: '고객의 이전 문의 읽기', en: 'Read the customer’s earlier inquiries',
    async do(day) {
      const [history, conversation] = [day.t('문의 내역', 'Inquiries'), day.t('티켓 정보', 'Conversation')]
      const tab = (name: string) => day.page.getByRole('tab', { name: new RegExp(`^${name}`) })
      await day.hand.command(history, tab(history))
      await day.thread.getByRole('link', { name: day.names.earlier }).waitFor()
      await day.hand.command(conversation, tab(conversation))
      await day.editor.waitFor()
    },
  },
  {
    ko: '접수유형과 필드 고치기', en: 'Change the intake type and a field',
    async do(day) {
      const { hand, page, names, t } = day
      const side = page.getByRole('complementary')
      const type = side.getByRole('combobox', { name: t('접수유형', 'Intake type') })
      await hand.press(type)
      await page.keyboard.type(names.type)
      await page.getByRole('option', { name: names.type }).waitFor()
      await page.keyboard.press('Enter')
      const field = side.getByLabel(names.field)
      await hand.fill(field, 'KB 12-345')
      await hand.press(day.button(t('저장', 'Save'), side))
      await day.told(t('저장했습니다.', 'Saved.'))
    },
  },
  {
    ko: '템플릿 미리보고 검색코드로 넣기', en: 'Preview a template, put it in by its search code',
    async do(day) {
      const { hand, page, names, t } = day
      const filled = names.templateText(names.customer)
      await hand.key('p', day.button(t('템플릿', 'Template'), day.composer))
      await day.sees(filled, day.dialog)
      await hand.key('Escape', day.button(t('취소', 'Cancel'), day.dialog))
      await day.dialog.waitFor({ state: 'detached' })
      await hand.key('r', day.editor)
      await day.editor.and(page.locator(':focus')).waitFor()
      await page.keyboard.type('/deposit ')
      await day.sees(filled, day.editor)
    },
  },
  {
    ko: '한글 이름 파일 첨부', en: 'Attach a file with a Korean name',
    async do(day) {
      const chosen = day.page.waitForEvent('filechooser')
      await day.hand.key('b', day.button(day.t('파일 첨부', 'Attach files'), day.composer))
      // As macOS hands over names: in pieces, which come together again on the server.
      await (await chosen).setFiles({ name: SLIP.normalize('NFD'), mimeType: 'application/pdf', buffer: PDF })
      await day.button(day.t(`${SLIP} 첨부 취소`, `Remove ${SLIP}`), day.composer).waitFor()
      // Its size stands there once it is uploaded.
      await day.sees(/^\d+\s?B$/, day.composer)
    },
  },
  {
    ko: '답변하고 해결하기', en: 'Answer and solve',
    async do(day) {
      if (day.hand.name === 'mouse') await day.hand.press(day.button(day.t('해결로 보내기', 'Send and solve'), day.composer))
      else {
        await day.hand.key('r')
        await day.page.keyboard.press('Control+Enter')
      }
      await day.told(day.t('답변을 보내고 해결했습니다.', 'Answer sent, ticket solved.'))
      await day.thread.getByRole('link', { name: SLIP }).waitFor()
    },
  },
  {
    ko: '보낸 답변 되돌리기', en: 'Take the answer back',
    async do(day) {
      await day.hand.key('z', day.button(day.t('실행 취소', 'Undo'), day.page.locator('.toaster')).last())
      await day.told(/답변을 되돌렸습니다|The answer is back/)
      await day.sees(day.names.templateText(day.names.customer), day.editor)
    },
  },
  {
    ko: '보류로 보내기', en: 'Send and hold',
    async do(day) {
      if (day.hand.name === 'mouse') {
        await day.hand.press(day.button(day.t('다른 처리', 'Other outcomes'), day.composer))
        await day.hand.press(day.page.getByRole('menuitem', { name: day.t('보류로 보내기', 'Send and hold') }))
      } else {
        await day.hand.key('r')
        await day.page.keyboard.press('Control+Shift+Enter')
      }
      await day.told(day.t('답변을 보내고 보류했습니다.', 'Answer sent, ticket on hold.'))
      await day.sees(day.t('보류중', 'On hold'), day.main.locator('main header'))
    },
  },
  {
    ko: '멘션하며 코멘트 남기기', en: 'Leave a comment that mentions a colleague',
    async do(day) {
      const { names, page, t } = day
      await day.hand.key('m', day.button(t('코멘트', 'Comment'), day.composer))
      if (day.hand.name === 'mouse') await day.hand.press(day.editor)
      await day.editor.and(page.locator(':focus')).waitFor()
      await page.keyboard.type(`@${names.colleague.slice(0, 2)}`)
      const offered = page.getByRole('option', { name: `@${names.colleague}` })
      await offered.waitFor()
      if (day.hand.name === 'mouse') await day.hand.press(offered)
      else await page.keyboard.press('Enter')
      await page.keyboard.type('48,000 OK?')
      if (day.hand.name === 'mouse') await day.hand.press(day.button(t('코멘트 추가', 'Add comment'), day.composer))
      else await page.keyboard.press('Control+Enter')
      await day.sees(`@${names.colleague} 48,000 OK?`, day.thread)
    },
  },
  {
    ko: '알림에서 티켓 열기', en: 'Open a ticket from the bell',
    async do(day) {
      const { names, t, world } = day
      const { ticket } = await world.desk.arrived(names.address)
      await world.colleague.post(`${world.desk.base}/tickets/${ticket.number}/comment`, { html: `<p>@${names.me} ?</p>`, mentions: [world.memberId] })
      await day.hand.press(day.page.getByRole('button', { name: t('알림, 읽지 않음', 'unread') }))
      await day.hand.press(day.dialog.getByRole('link', { name: t(`${names.colleague} 님이 나를 언급했습니다`, `${names.colleague} mentioned you`) }))
      await day.sees(names.address, day.main.locator('main header'))
    },
  },
  {
    ko: '두 글자와 초성으로 검색', en: 'Search by two syllables and by first consonants',
    async do(day) {
      const { names, page, t } = day
      const search = t('티켓 검색', 'Search tickets')
      await day.hand.key('/', page.getByRole('navigation').first().getByRole('link', { name: search }))
      const box = page.getByRole('searchbox')
      for (const words of ['입금', 'ㅁㅌㅈㅇㄱ']) {
        await day.hand.fill(box, words)
        const hit = page.locator('.rows').getByRole('link', { name: names.question })
        await hit.locator('mark').first().waitFor()
        await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(words)
      }
      await day.hand.press(page.locator('.rows').getByRole('link', { name: names.question }))
      await day.sees('48,000', day.thread)
    },
  },
  {
    ko: '목록을 보기로 저장', en: 'Save a list as a view',
    async do(day) {
      const { page, t } = day
      const name = t('오늘 볼 티켓', 'To look at today')
      await day.list(t('전체 티켓', 'All tickets'))
      await day.hand.command(t('보기로 저장', 'Save as view'), day.button(t('보기로 저장', 'Save as view')))
      await day.hand.fill(day.dialog.getByLabel(t('이름', 'Name')).first(), name)
      await day.hand.press(day.button(t('저장', 'Save'), day.dialog))
      await page.getByRole('navigation').first().getByRole('link', { name }).waitFor()
      await page.getByRole('heading', { level: 1, name }).waitFor()
    },
  },
]
