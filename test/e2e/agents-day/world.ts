import { addMember, Desk, serviceIdOf, signIn } from '../../faults/support/index.js'
import { sendMail, setUpOrganisation, type ApiClient, type TestDatabase, type TestServer } from '../../support/index.js'
import type { Language } from '../support/index.js'

/** Who is there in the morning and what lies about, by what it is called in the language of the day. */
export const NAMES = {
  ko: {
    me: '김하나', colleague: '이두리', customer: '김지우', type: '결제', field: '입금 은행', template: '입금 확인 안내', templateText: (name: string) => `${name} 님, 입금을 확인했습니다.`,
    question: '무통장입금 확인 부탁드립니다', more: '현금영수증도 발급해 주세요.', earlier: '배송 조회가 되지 않습니다', receipt: '영수증을 다시 보내 주세요', address: '주소를 바꿔 주세요', refund: '환불은 언제 되나요', spam: '(광고) 저금리 대출 안내', invoice: '법인 세금계산서 요청',
  },
  en: {
    me: 'Hana Kim', colleague: 'Duri Lee', customer: 'Jiwoo Kim', type: 'Payment', field: 'Bank', template: 'Transfer has arrived', templateText: (name: string) => `Dear ${name}, your transfer has arrived.`,
    question: 'Check my 무통장입금 (bank transfer)', more: 'Please send a cash receipt too.', earlier: 'I cannot track my parcel', receipt: 'Send the receipt again', address: 'Change my address', refund: 'When do I get my refund', spam: 'Cheap loans for you', invoice: 'Invoice for our company',
  },
} as const satisfies Record<Language, unknown>

export const LOGIN = 'hana'
export const CUSTOMER = 'jiwoo@customer.example'
export const QUESTION_ID = '<question@customer.example>'
const ALWAYS = Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }])

export interface World {
  readonly desk: Desk
  readonly colleague: ApiClient
  readonly memberId: number
  /** A mail of the customer that comes in while the day goes on. */
  mail(subject: string, text: string, messageId: string, references?: string): Promise<unknown>
}

/** A service as it is in the morning: two agents, a template, a field, deadlines, an issue service, and mails that came over night. */
export async function openShop(server: TestServer, database: TestDatabase, language: Language): Promise<World> {
  const names = NAMES[language]
  const admin = await setUpOrganisation(server, { language })
  const desk = new Desk(admin, server.smtpPort)
  const { base } = desk
  await admin.put(`${base}/ticket-settings`, { undoSeconds: 60 })
  const groupId = await desk.groupId()
  const ids = new Map<string, number>()
  for (const [login, name, roles] of [[LOGIN, names.me, ['agent.ticket', 'manager.ticket']], ['duri', names.colleague, ['agent.ticket']]] as const) {
    const id = await addMember(database, { organisation: 'acme', code: 'help' }, login, roles, [groupId])
    ids.set(login, id)
    await database.query('update member set name = ?, language = ? where id = ?', [name, language, id])
  }
  const { category } = await admin.post<{ category: { id: number } }>(`${base}/categories`, { kind: 'intake', parentId: null, name: names.type })
  const { field } = await admin.post<{ field: { id: number } }>(`${base}/fields`, { side: 'agent', kind: 'text', code: 'bank', name: names.field })
  await admin.put(`${base}/fields/asked`, { intakeTypeId: category.id, side: 'agent', items: [{ fieldId: field.id, required: false }], expected: [] })
  await admin.post(`${base}/reply-templates`, { title: names.template, searchCode: 'deposit', html: `<p>${names.templateText('#{customer.name}')}</p>` })
  const { version } = await admin.get<{ version: number }>(`${base}/sla`)
  await admin.put(`${base}/sla`, { document: { enabled: true, week: ALWAYS, koreanHolidays: false, days: [], pauseOnHold: false, warnBefore: 0, targets: [{ intakeTypeId: null, priority: null, firstResponse: 60, solve: 480 }] }, version })
  await admin.post('/api/o/services', { name: language === 'ko' ? '결제팀' : 'Payments', code: 'issues', type: 'issue', language, timeZone: 'Asia/Seoul', items: [] })
  await database.query('insert into agent (service_id, member_id, roles, created_at) values (?, ?, ?, 0)', [await serviceIdOf(database, { organisation: 'acme', code: 'issues' }), admin.session!.member.id, JSON.stringify(['manager.ticket'])])
  await admin.post('/api/s/issues/categories', { kind: 'intake', parentId: null, name: names.type })

  const mine = await signIn(server.url, 'acme', LOGIN)
  const colleague = await signIn(server.url, 'acme', 'duri')
  const from = (name: string, address: string) => ({ from: { name, address } })
  await desk.mail(names.earlier, from(names.customer, CUSTOMER))
  const earlier = (await desk.arrived(names.earlier)).ticket.number
  await colleague.post(`${base}/tickets/${earlier}/take`, { groupId })
  await colleague.post(`${base}/tickets/${earlier}/reply`, { html: '<p>OK</p>', outcome: 'solve' })
  await desk.mail(names.receipt, from(names.customer, CUSTOMER))
  await desk.mail(names.spam, from('Loans', 'loans@spam.example'))
  await desk.mail(names.invoice, from(names.customer, 'jiwoo@work.example'))
  for (const [subject, address] of [[names.address, 'minho@customer.example'], [names.refund, 'sora@customer.example']] as const) {
    await desk.mail(subject, from(address.split('@')[0]!, address))
    await mine.post(`${base}/tickets/${(await desk.arrived(subject)).ticket.number}/take`, { groupId })
  }
  for (const subject of [names.receipt, names.spam, names.invoice]) await desk.arrived(subject)
  const to = await desk.address()
  return {
    desk,
    colleague,
    memberId: ids.get(LOGIN)!,
    mail: (subject, text, messageId, references) => sendMail(server.smtpPort, { ...from(names.customer, CUSTOMER), to, subject, text, messageId, ...(references ? { inReplyTo: references, references: [references] } : {}) }),
  }
}
