import { ROLE_NAMES, type FileAnswer, type Language } from 'adapters-sdk'
import { spreadsheetAnswer } from '../spreadsheets/index.js'
import type { BillEntry, Entries } from './bill-entries.js'
import type { Bill } from './bills.js'
import type { Charge } from './charge.js'

const WORDS = {
  ko: {
    billing: '요금 현황', service: '서비스', code: '서비스 코드', type: '유형', state: '상태', row: '구분', used: '이용 내역', talk: '통화 시간', amount: '금액(원)', total: '합계',
    types: { consultation: '상담 관리', issue: '이슈 관리' }, states: { in_use: '사용 중', suspended: '이용 정지', terminated: '해지' },
    reference: '번호', login: '아이디', name: '이름', quantity: '수량', at: '일시', since: '시작', until: '종료', roles: '권한',
  },
  en: {
    billing: 'Billing', service: 'Service', code: 'Service code', type: 'Type', state: 'State', row: 'Item', used: 'Used', talk: 'Talk time', amount: 'Amount (won)', total: 'Total',
    types: { consultation: 'Consultation', issue: 'Issue' }, states: { in_use: 'In use', suspended: 'Suspended', terminated: 'Terminated' },
    reference: 'Number', login: 'Log-in', name: 'Name', quantity: 'Quantity', at: 'Time', since: 'From', until: 'Until', roles: 'Roles',
  },
} as const
type Line = { readonly bill: Bill; readonly charge: Charge | null } | { readonly total: number }

/** The bills as the console shows them: a row for each line, and the sums. */
export function billSheet(month: string, bills: readonly Bill[], language: Language): FileAnswer {
  const words = WORDS[language]
  const rows: Line[] = [...bills.flatMap((bill) => [...bill.charges.map((charge) => ({ bill, charge })), { bill, charge: null }]), { total: bills.reduce((sum, bill) => sum + bill.total, 0) }]
  const used = (line: Line, talk: boolean) => ('bill' in line && line.charge && line.charge.unit !== 'service' && (line.charge.unit === 'second') === talk ? line.charge.quantity : null)
  const of = (value: (bill: Bill) => string) => (line: Line) => ('bill' in line ? value(line.bill) : null)
  return spreadsheetAnswer<Line>(`${words.billing} ${month}`, {
    name: month,
    timeZone: 'UTC',
    rows,
    columns: [
      { title: words.service, type: 'text', value: of((bill) => bill.service.name) },
      { title: words.code, type: 'text', width: 14, value: of((bill) => bill.service.code) },
      { title: words.type, type: 'text', width: 12, value: of((bill) => words.types[bill.service.type]) },
      { title: words.state, type: 'text', width: 12, value: of((bill) => words.states[bill.service.state]) },
      { title: words.row, type: 'text', width: 30, value: (line) => ('bill' in line && line.charge ? line.charge.name[language] : words.total) },
      { title: words.used, type: 'integer', value: (line) => used(line, false) },
      { title: words.talk, type: 'duration', value: (line) => used(line, true) },
      { title: words.amount, type: 'integer', width: 16, value: (line) => ('total' in line ? line.total : line.charge ? line.charge.amount : line.bill.total) },
    ],
  })
}

/** What one figure counts. */
export function entrySheet(month: string, { charge, service }: Pick<Entries, 'charge' | 'service'>, rows: AsyncIterable<BillEntry>, language: Language): FileAnswer {
  const words = WORDS[language]
  const isUser = charge.unit === 'user'
  const quantity = { title: charge.unit === 'second' ? words.talk : words.quantity, type: charge.unit === 'second' ? ('duration' as const) : ('integer' as const), value: (entry: BillEntry) => entry.quantity }
  return spreadsheetAnswer<BillEntry>(`${service.name} ${charge.name[language]} ${month}`, {
    name: `${charge.name[language]} ${month}`,
    timeZone: service.timeZone,
    rows,
    columns: [
      { title: isUser ? words.login : words.reference, type: 'text', value: (entry) => entry.reference },
      ...(charge.unit === 'case' || charge.unit === 'second' ? [] : [{ title: words.name, type: 'text' as const, value: (entry: BillEntry) => entry.name }]),
      ...(isUser ? [{ title: words.roles, type: 'text' as const, width: 40, value: (entry: BillEntry) => entry.roles.map((role) => ROLE_NAMES[role][language]).join(', ') }] : []),
      { title: isUser ? words.since : words.at, type: 'time', value: (entry) => entry.at },
      ...(isUser ? [{ title: words.until, type: 'time' as const, value: (entry: BillEntry) => entry.until }] : []),
      quantity,
    ],
  })
}
