import { AsyncLocalStorage } from 'node:async_hooks'
import { buffer } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { spreadsheetStream, type Column } from '../../core/src/spreadsheets/index.js'

const read = async (stream: NodeJS.ReadableStream) => new ExcelJS.Workbook().xlsx.load((await buffer(stream)) as unknown as ExcelJS.Buffer)
const text: Column<string> = { title: '말', type: 'text', value: (row) => row }
const ofTexts = (rows: readonly string[]) => ({ name: 'Texts', columns: [text], rows, timeZone: 'UTC' })

it('100,000 rows come back as they were written, each kind as itself', async () => {
  interface Row { readonly number: number; readonly name: string; readonly at: number; readonly seconds: number }
  const first = Date.parse('2026-03-01T00:30:00Z')
  const rows = function* (): Generator<Row> {
    for (let number = 0; number < 100_000; number += 1) yield { number, name: `고객 <${number}> & "그"`, at: first + number * 61_000, seconds: number }
  }
  const book = await read(spreadsheetStream<Row>({
    name: '내역: [2026/03]',
    columns: [
      { title: '번호', type: 'integer', value: (row) => row.number },
      { title: '이름', type: 'text', value: (row) => row.name },
      { title: '시각', type: 'time', value: (row) => row.at },
      { title: '시간', type: 'duration', value: (row) => row.seconds },
      { title: '비율', type: 'percent', value: (row) => (row.number % 2 === 0 ? null : 0.25) },
    ],
    rows: rows(),
    timeZone: 'Asia/Seoul',
  }))
  const [sheet] = book.worksheets
  expect(sheet!.name).toBe('내역   2026 03')
  expect(sheet!.rowCount).toBe(100_001)
  expect(sheet!.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  expect((sheet!.getRow(1).values as unknown[]).slice(1)).toEqual(['번호', '이름', '시각', '시간', '비율'])
  expect(sheet!.getCell('A1').font?.bold).toBe(true)
  let wrong = 0
  for (let number = 0; number < 100_000; number += 1) {
    const row = sheet!.getRow(number + 2)
    const local = (row.getCell(3).value as Date).getTime()
    if (row.getCell(1).value !== number || row.getCell(2).value !== `고객 <${number}> & "그"` || Math.abs(local - (first + 9 * 3_600_000 + number * 61_000)) > 1 || row.getCell(5).value !== (number % 2 === 0 ? null : 0.25)) wrong += 1
  }
  expect(wrong).toBe(0)
  // The zero of Excel's clock is the end of 1899.
  expect(sheet!.getCell('D3602').value).toEqual(new Date(Date.UTC(1899, 11, 30, 1)))
  expect(sheet!.getCell('D3602').numFmt).toBe('[h]:mm:ss')
}, 120_000)

it('shows times as the zone’s clocks do, on both sides of a change of them', async () => {
  const times = ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '1969-12-31T23:59:59Z'].map((time) => Date.parse(time))
  const book = await read(spreadsheetStream<number>({ name: 'Times', columns: [{ title: 'At', type: 'time', value: (at) => at }], rows: times, timeZone: 'Europe/Berlin' }))
  expect([2, 3, 4].map((row) => (book.worksheets[0]!.getCell(`A${row}`).value as Date).toISOString().slice(0, 19))).toEqual(['2026-03-29T01:59:59', '2026-03-29T03:00:00', '1970-01-01T00:59:59'])
})

it('keeps hostile text text', async () => {
  const texts = ['=HYPERLINK("http://evil.example","x")', '+1+1', '-2', '@SUM(A1)', '\u0000\u0008\u001b', 'a\r\nb\tc', '_x0041_', '</t></is></c>', '\ud83d', '😀 안녕', ' spaced ', '\uffff', '007']
  const book = await read(spreadsheetStream(ofTexts(texts)))
  const [sheet] = book.worksheets
  // The reader leaves to whoever asks what a spreadsheet's program decodes.
  const decoded = (at: number) => (sheet!.getCell(`A${at + 2}`).value as string).replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  expect(texts.map((_, at) => decoded(at))).toEqual(texts.map((one) => one.replace('\r', '').replace(/^[\ud83d\uffff]$/, '\ufffd')))
  expect(texts.map((_, at) => sheet!.getCell(`A${at + 2}`).type === ExcelJS.ValueType.String)).not.toContain(false)
})

it('cuts what no cell can hold, and refuses what is no number', async () => {
  const book = await read(spreadsheetStream(ofTexts(['x'.repeat(40_000)])))
  expect((book.worksheets[0]!.getCell('A2').value as string).length).toBe(32_767)
  await expect(read(spreadsheetStream<number>({ name: 'N', columns: [{ title: 'N', type: 'integer', value: () => Number.NaN }], rows: [1], timeZone: 'UTC' }))).rejects.toThrow('NaN')
})

it('has a heading without rows, and goes on in another sheet where one is full', async () => {
  expect((await read(spreadsheetStream(ofTexts([])))).worksheets.map((sheet) => [sheet.name, sheet.rowCount])).toEqual([['Texts', 1]])
  const four = await read(spreadsheetStream(ofTexts(['a', 'b', 'c', 'd']), 2))
  expect(four.worksheets.map((sheet) => [sheet.name, sheet.getCell('A2').value, sheet.getCell('A3').value, sheet.rowCount])).toEqual([['Texts', 'a', 'b', 3], ['Texts 2', 'c', 'd', 3]])
})

it('asks for no row faster than they are taken, in the scope it was made in, and for none after it was left', async () => {
  const scope = new AsyncLocalStorage<string>()
  const seen = { rows: 0, ended: false, scopes: new Set<string | undefined>() }
  const rows = async function* (): AsyncGenerator<string> {
    try {
      for (;;) {
        await turn()
        seen.rows += 1
        seen.scopes.add(scope.getStore())
        // Not to be compressed away.
        yield Array.from({ length: 400 }, () => Math.random().toString(36)).join('')
      }
    } finally {
      seen.ended = true
    }
  }
  const stream = scope.run('mine', () => spreadsheetStream({ name: 'Endless', columns: [text], rows: rows(), timeZone: 'UTC' }))
  stream.read()
  const settled = async () => {
    for (let before = -1; before !== seen.rows; ) {
      before = seen.rows
      for (let at = 0; at < 200; at += 1) await turn()
    }
    return seen.rows
  }
  const waiting = await settled()
  expect(waiting).toBeGreaterThan(0)
  expect(waiting).toBeLessThan(1_000)
  expect([...seen.scopes]).toEqual(['mine'])
  stream.destroy()
  await settled()
  expect(seen.ended).toBe(true)
  expect(seen.rows).toBeLessThanOrEqual(waiting + 1)
})

it('fails where its rows fail', async () => {
  const rows = async function* (): AsyncGenerator<string> {
    yield 'one'
    throw new Error('the database is away')
  }
  await expect(buffer(spreadsheetStream({ name: 'Broken', columns: [text], rows: rows(), timeZone: 'UTC' }))).rejects.toThrow('the database is away')
})
