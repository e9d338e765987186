/** How the values of a column are shown; numbers stay numbers, so that a spreadsheet can count with them. */
export const FORMATS = {
  text: '@',
  integer: '#,##0',
  decimal: '#,##0.0',
  /** Of a share: 0.25 is 25 %. */
  percent: '0.0%',
  /** Of epoch milliseconds, as the zone's clock shows them. */
  time: 'yyyy-mm-dd hh:mm:ss',
  /** Of seconds. */
  duration: '[h]:mm:ss',
} as const
export type ColumnType = keyof typeof FORMATS

export interface Column<R> {
  readonly title: string
  readonly type: ColumnType
  /** In characters; what suits the type unless given. */
  readonly width?: number
  /** Null: an empty cell. */
  readonly value: (row: R) => string | number | null
}
export const WIDTHS: Readonly<Record<ColumnType, number>> = { text: 24, integer: 12, decimal: 12, percent: 12, time: 20, duration: 12 }
