import { offsetAt } from '../platform/index.js'
import { cellText } from './cell-text.js'
import { FORMATS, type Column, type ColumnType } from './column.js'

const DAY_S = 86_400
/** The first of January 1970, counted in days as spreadsheets do. */
const EPOCH_DAY = 25_569
const QUARTER_MS = 900_000
/** Styles by their number, as `bookParts` lists them: 0 is that of empty cells. */
const HEADING_STYLE = 1
const STYLES = new Map((Object.keys(FORMATS) as ColumnType[]).map((type, at) => [type, at + 2]))

/** Makes the XML of rows. */
export class RowWriter<R> {
  readonly #names: readonly string[]
  /** Zones change their clocks on quarters of an hour. */
  readonly #offsets = new Map<number, number>()

  constructor(
    readonly columns: readonly Column<R>[],
    readonly timeZone: string,
  ) {
    this.#names = columns.map((_, at) => columnName(at))
  }

  heading(): string {
    return `<row r="1">${this.columns.map(({ title }, at) => this.#text(at, 1, HEADING_STYLE, title)).join('')}</row>`
  }

  row(row: R, number: number): string {
    let cells = ''
    for (const [at, { type, value }] of this.columns.entries()) {
      const content = value(row)
      if (content === null || content === '') continue
      const style = STYLES.get(type)!
      cells += typeof content === 'string' || type === 'text' ? this.#text(at, number, style, String(content)) : `<c r="${this.#names[at]}${number}" s="${style}"><v>${this.#number(type, content)}</v></c>`
    }
    return `<row r="${number}">${cells}</row>`
  }

  /** Inline strings are never formulas. */
  #text(at: number, number: number, style: number, text: string): string {
    return `<c r="${this.#names[at]}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(text)}</t></is></c>`
  }

  #number(type: ColumnType, value: number): number {
    if (!Number.isFinite(value)) throw new RangeError(`A cell cannot hold ${value}.`)
    if (type === 'duration') return value / DAY_S
    if (type !== 'time') return value
    const quarter = Math.floor(value / QUARTER_MS)
    const offset = this.#offsets.get(quarter) ?? offsetAt(this.timeZone, value)
    this.#offsets.set(quarter, offset)
    return EPOCH_DAY + Math.floor((value + offset) / 1000) / DAY_S
  }
}

/** 0 → A, 26 → AA. */
function columnName(at: number): string {
  return (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
}
