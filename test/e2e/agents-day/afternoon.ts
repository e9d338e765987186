import type { Step } from './day.js'
import { QUESTION_ID } from './world.js'

/** Steps 16 to 30. */
export const AFTERNOON: readonly Step[] = [
  {
    ko: '태그 달기', en: 'Add tags',
    async do(day) {
      await day.open(day.names.question)
      const tags = day.page.getByLabel(day.t('태그 추가', 'Add a tag'))
      await day.hand.key('#', tags)
      await tags.and(day.page.locator(':focus')).waitFor()
      await day.page.keyboard.type('VIP')
      await day.page.keyboard.press('Enter')
      await day.button(day.t('태그 vip 떼기', 'Remove the tag vip')).waitFor()
    },
  },
  {
    ko: '다른 티켓과 연결', en: 'Link with another ticket',
    async do(day) {
      if (day.hand.name === 'keyboard') await day.page.keyboard.press('Escape')
      await day.menu('l', day.t('다른 티켓과 연결', 'Link with another ticket'))
      await day.hand.tick(day.dialog.getByRole('radio', { name: day.names.earlier }))
      await day.hand.press(day.button(day.t('연결', 'Link'), day.dialog))
      await day.told(day.t('티켓을 연결했습니다.', 'The tickets are linked.'))
    },
  },
  {
    ko: '티켓 병합', en: 'Merge a ticket',
    async do(day) {
      await day.open(day.names.receipt)
      await day.menu('g', day.t('다른 티켓에 병합', 'Merge into another ticket'))
      await day.hand.tick(day.dialog.getByRole('radio', { name: day.names.question }))
      await day.hand.press(day.button(day.t('병합', 'Merge'), day.dialog))
      await day.told(day.t(`“${day.names.question}” 티켓에 병합했습니다.`, `Merged into “${day.names.question}”.`))
      await day.sees(day.names.question, day.main.locator('main header'))
    },
  },
  {
    ko: '병합 취소', en: 'Undo the merge',
    async do(day) {
      await day.hand.press(day.button(day.t(`${day.names.receipt} 티켓의 병합 취소`, `Undo the merge of ${day.names.receipt}`)))
      await day.told(day.t('병합을 취소했습니다.', 'The merge was undone.'))
    },
  },
  {
    ko: '메시지를 새 티켓으로 나누기', en: 'Split a message into a new ticket',
    async do(day) {
      const { names, t, world } = day
      const subject = t('현금영수증 발급', 'Cash receipt')
      await world.mail(`Re: ${names.question}`, names.more, '<more@customer.example>', QUESTION_ID)
      const message = day.thread.getByRole('article').filter({ hasText: names.more })
      await day.hand.press(day.button(t('새 티켓으로 나누기', 'Split into a new ticket'), message))
      await day.hand.fill(day.dialog.getByLabel(t('새 티켓의 제목', 'Subject of the new ticket')), subject)
      await day.hand.press(day.button(t('새 티켓으로 나누기', 'Split into a new ticket'), day.dialog))
      await day.told(t(`“${subject}” 티켓으로 나눴습니다.`, `Split into “${subject}”.`))
      await day.sees(subject, day.main.locator('main header'))
      await day.sees(names.more, day.thread)
    },
  },
  {
    ko: '티켓 팔로우', en: 'Follow a ticket',
    async do(day) {
      await day.open(day.names.invoice)
      await day.hand.key('f', day.button(day.t('팔로우', 'Follow')))
      await day.button(new RegExp(day.t('팔로우 취소', 'Unfollow'))).waitFor()
    },
  },
  {
    ko: '여러 티켓에 같은 답변', en: 'The same answer to several tickets',
    async do(day) {
      const { hand, names, page, t } = day
      await day.list(t('내가 처리중인 티켓', 'My in progress'))
      for (const subject of [names.address, names.refund]) await hand.tick(page.locator('.rows').getByRole('checkbox', { name: subject }))
      await hand.press(day.button(t('같은 답변', 'Same answer')))
      await day.write(day.dialog.locator('[contenteditable=true]'), t('확인하고 있습니다.', 'We are looking into it.'))
      await hand.press(day.button(t('보류로 보내기', 'Send and hold'), day.dialog))
      await day.sees(t('끝났습니다', 'Done'), page.locator('.bulks'))
      await page.locator('.rows').getByRole('link', { name: names.address }).waitFor({ state: 'detached' })
      await hand.press(day.button(t('닫기', 'Close'), page.locator('.bulks')).first())
    },
  },
  {
    ko: '동료에게 전달', en: 'Hand over to a colleague',
    async do(day) {
      await day.open(day.names.address)
      await day.menu('a', day.t('전달', 'Hand over'))
      await day.hand.choose(day.dialog.getByLabel(day.t('담당자', 'Assignee')), day.names.colleague)
      await day.hand.press(day.button(day.t('전달', 'Hand over'), day.dialog))
      await day.told(day.t('티켓을 전달했습니다.', 'The ticket was handed over.'))
    },
  },
  {
    ko: '이슈 서비스로 이관', en: 'Transfer to an issue service',
    async do(day) {
      const { hand, names, t } = day
      await day.open(names.refund)
      await day.button(t('이관', 'Transfer')).waitFor()
      await hand.command(t('이슈 이관', 'Transfer to an issue service'), day.button(t('이관', 'Transfer')))
      await hand.choose(day.dialog.getByLabel(t('접수유형', 'Intake type')), names.type)
      await day.write(day.dialog.locator('[contenteditable=true]'), t('환불 일정을 알려 주세요.', 'When will it be paid back?'))
      await hand.press(day.button(t('이관', 'Transfer'), day.dialog))
      await day.told(t('티켓을 이관했습니다.', 'The ticket is transferred.'))
      await day.sees(t('이관 처리중', 'Transfer in progress'), day.main.locator('main header'))
    },
  },
  {
    ko: '왜 이 기한인지 보기', en: 'See why the deadline is when it is',
    async do(day) {
      const why = day.t('왜 이 기한인가', 'Why this deadline')
      await day.open(day.names.receipt)
      await day.hand.press(day.button(why, day.main.locator('main header')))
      await day.sees(day.t('첫 응답', 'First response'), day.dialog)
      await day.hand.key('Escape', day.button(day.t('닫기', 'Close'), day.dialog))
      await day.dialog.waitFor({ state: 'detached' })
    },
  },
  {
    ko: '스팸함으로 옮기고 되살리기', en: 'Move to the spam box, and restore',
    async do(day) {
      const { hand, names, t } = day
      const solve = t('내부해결', 'Solve internally')
      await day.open(names.spam)
      await hand.key('i', day.button(solve, day.composer))
      await hand.choose(day.dialog.getByLabel(t('사유', 'Reason')), t('스팸', 'Spam'))
      await hand.press(day.button(solve, day.dialog))
      await day.told(t('스팸함으로 옮겼습니다.', 'Moved to the spam box.'))
      await day.list(t('스팸함', 'Spam box'))
      await hand.row(names.spam)
      const restore = day.button(t('스팸 아님', 'Not spam'))
      await restore.waitFor()
      await hand.command(t('스팸 아님', 'Not spam'), restore)
      await day.told(t('스팸함에서 꺼냈습니다.', 'Restored from the spam box.'))
    },
  },
  {
    ko: '고객정보 통합', en: 'Merge customers',
    async do(day) {
      const { hand, names, t } = day
      await day.open(names.question)
      await hand.press(day.button(t('통합', 'Merge'), day.page.getByRole('complementary')))
      await hand.fill(day.dialog.getByLabel(t('통합 대상 조회', 'Find whom to merge')), 'jiwoo@work')
      await hand.tick(day.dialog.getByRole('radio', { name: names.customer }))
      await hand.press(day.button(t('통합', 'Merge'), day.dialog))
      await day.told(t('고객정보를 통합했습니다.', 'The customers were merged.'))
      await day.sees('jiwoo@work.example', day.page.getByRole('complementary'))
    },
  },
  {
    ko: '목록을 Excel로 내려받기', en: 'Download a list as Excel',
    async do(day) {
      const excel = day.t('Excel로 내려받기', 'Download as Excel')
      const all = day.t('전체 티켓', 'All tickets')
      await day.list(all)
      await day.button(excel).waitFor()
      const file = day.page.waitForEvent('download')
      await day.hand.command(excel, day.button(excel))
      await (await file).path()
      await day.told(day.t(`“${all}” 파일을 내려받았습니다.`, `“${all}” was downloaded.`))
    },
  },
  {
    ko: '다음 티켓', en: 'Next ticket',
    async do(day) {
      await day.hand.key('n', day.button(day.t('다음 티켓', 'Next ticket')))
      await day.page.waitForURL(/tickets\/in_progress\/T\d{13}/)
      await day.sees(day.t('처리중', 'In progress'), day.main.locator('main header'))
    },
  },
  {
    ko: '내 실적을 보고 로그아웃', en: 'See my performance and log out',
    async do(day) {
      const { hand, page, t } = day
      const profile = page.getByRole('button', { name: t('내 메뉴', 'My menu') })
      const [mine, out] = [t('My 실적', 'My performance'), t('로그아웃', 'Log out')]
      await hand.command(mine, profile, page.getByRole('menuitem', { name: mine }))
      await page.getByRole('heading', { level: 1, name: mine }).waitFor()
      await day.sees(t('티켓', 'Tickets'), page.getByRole('main'))
      await hand.command(out, profile, page.getByRole('menuitem', { name: out }))
      await page.getByRole('heading', { name: t('로그인', 'Log in') }).waitFor()
    },
  },
]
