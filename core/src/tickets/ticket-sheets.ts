import type { FileAnswer, Language, Localized } from 'adapters-sdk'
import type { ListPart } from '../conditions/index.js'
import type { ExportLog } from '../export-log/index.js'
import { spreadsheetAnswer, type Column } from '../spreadsheets/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { ListColumn } from './list-sorts.js'
import type { TicketListItem } from './ticket-lists.js'

/** As the console calls its columns. */
const TITLES: Readonly<Record<ListColumn | 'subject', Localized>> = {
  subject: { ko: '제목', en: 'Subject' },
  number: { ko: '번호', en: 'Number' },
  state: { ko: '상태', en: 'State' },
  priority: { ko: '우선순위', en: 'Priority' },
  customer: { ko: '고객', en: 'Customer' },
  channel: { ko: '채널', en: 'Channel' },
  group: { ko: '담당그룹', en: 'Group' },
  assignee: { ko: '담당자', en: 'Assignee' },
  intakeType: { ko: '접수유형', en: 'Intake type' },
  handlingType: { ko: '처리유형', en: 'Handling type' },
  tags: { ko: '태그', en: 'Tags' },
  dueAt: { ko: '기한', en: 'Due' },
  createdAt: { ko: '접수', en: 'Came in' },
  updatedAt: { ko: '변경', en: 'Changed' },
}
const BY_HAND: Localized = { ko: '티켓 생성', en: 'Created by hand' }

export interface SheetPage { readonly items: readonly TicketListItem[]; readonly next: string | null }
export interface SheetOrder {
  /** Of the file and its sheet. */
  readonly title: string
  readonly what: Localized
  /** As it was asked, for the log. */
  readonly asked: Readonly<Record<string, unknown>>
  readonly columns: readonly ListColumn[]
  readonly language: Language
  /** A page of what is shown, after the one before it. */
  readonly page: (cursor: string | undefined) => Promise<SheetPage>
}

/** Tickets as an Excel file, just as a list or a search shows them, page after page as it is taken away. */
export class TicketSheets {
  constructor(
    readonly db: ScopedDb,
    readonly exports: ExportLog,
    readonly parts: ReadonlyMap<string, ListPart>,
    readonly channelLabel: (id: string) => Localized | undefined,
  ) {}

  async answer({ title, what, asked, columns, language, page }: SheetOrder): Promise<FileAnswer> {
    // What cannot be listed is refused here, while it still can be said.
    const first = await page(undefined)
    await this.exports.record(what, asked)
    const service = await this.db.one<{ time_zone: string }>('select v.time_zone from {service} v where v.id = :service')
    return spreadsheetAnswer(title, { name: title, columns: this.#columns(columns, language), rows: rowsOf(first, page), timeZone: service!.time_zone })
  }

  #columns(columns: readonly ListColumn[], language: Language): Column<TicketListItem>[] {
    const choices = (target: string) => new Map(this.parts.get(target)?.choices?.map(({ value, label }) => [value, label[language]]))
    const states = choices('ticket.state')
    const priorities = choices('ticket.priority')
    const time = (text: string | null) => (text === null ? null : Date.parse(text))
    const kinds: Readonly<Record<ListColumn, Omit<Column<TicketListItem>, 'title'>>> = {
      number: { type: 'text', value: (row) => row.number },
      state: { type: 'text', width: 12, value: (row) => states.get(row.state) ?? row.state },
      priority: { type: 'text', width: 12, value: (row) => priorities.get(row.priority) ?? row.priority },
      customer: { type: 'text', value: (row) => row.customer.name },
      channel: { type: 'text', width: 16, value: (row) => (row.channel === 'agent' ? BY_HAND : this.channelLabel(row.channel))?.[language] ?? row.channel },
      group: { type: 'text', value: (row) => row.group?.name ?? null },
      assignee: { type: 'text', width: 16, value: (row) => row.assignee?.name ?? null },
      intakeType: { type: 'text', value: (row) => row.intakeType?.name ?? null },
      handlingType: { type: 'text', value: (row) => row.handlingType?.name ?? null },
      tags: { type: 'text', value: (row) => row.tags.join(', ') },
      dueAt: { type: 'time', value: (row) => time(row.dueAt) },
      createdAt: { type: 'time', value: (row) => time(row.createdAt) },
      updatedAt: { type: 'time', value: (row) => time(row.updatedAt) },
    }
    return [{ title: TITLES.subject[language], type: 'text', width: 48, value: (row) => row.subject }, ...columns.map((column) => ({ title: TITLES[column][language], ...kinds[column] }))]
  }
}

async function* rowsOf(first: SheetPage, page: SheetOrder['page']): AsyncGenerator<TicketListItem> {
  for (let { items, next } = first; ; { items, next } = await page(next)) {
    yield* items
    if (next === null) return
  }
}
