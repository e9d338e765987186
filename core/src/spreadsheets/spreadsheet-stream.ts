import { AsyncLocalStorage } from 'node:async_hooks'
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { ZipFile } from 'yazl'
import { bookParts, SHEET_END, sheetHead } from './book-parts.js'
import type { Column } from './column.js'
import { RowWriter } from './row-writer.js'

export interface Spreadsheet<R> {
  /** Of its sheet. */
  readonly name: string
  readonly columns: readonly Column<R>[]
  /** Asked for one by one as fast as they are taken away, in the scope in which the stream was made. */
  readonly rows: AsyncIterable<R> | Iterable<R>
  /** Of the columns that hold a time. */
  readonly timeZone: string
}

const CHUNK = 65_536
/** What a sheet of Excel holds, less its heading. */
const ROWS_OF_A_SHEET = 1_048_575

/** An .xlsx as it is made: nothing of it is held but the rows under way. More rows than a sheet holds go on in another. */
export function spreadsheetStream<R>({ name, columns, rows, timeZone }: Spreadsheet<R>, rowsOfASheet = ROWS_OF_A_SHEET): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const writer = new RowWriter(columns, timeZone)
  const inside = AsyncLocalStorage.snapshot()
  const source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  let next: IteratorResult<R> | undefined
  const advance = async (): Promise<IteratorResult<R>> => (next = await inside(() => source.next()))

  async function* sheet(): AsyncGenerator<string> {
    let text = sheetHead(columns) + writer.heading()
    let current = next ?? (await advance())
    for (let number = 2; !current.done && number < rowsOfASheet + 2; number += 1) {
      text += writer.row(current.value, number)
      current = await advance()
      if (text.length < CHUNK) continue
      yield text
      text = ''
      // Lets others have their turn, however fast the rows come.
      await turn()
    }
    yield text + SHEET_END
  }

  let sheets = 0
  const addSheet = (): void => {
    sheets += 1
    const part = Readable.from(sheet(), { objectMode: false, highWaterMark: CHUNK })
    const stop = () => void part.destroy()
    output.once('close', stop)
    part.once('error', (error) => output.destroy(error))
    part.once('end', () => {
      output.off('close', stop)
      if (next?.done) finish()
      else addSheet()
    })
    zip.addReadStream(part, `xl/worksheets/sheet${sheets}.xml`)
  }
  const finish = (): void => {
    for (const [path, text] of Object.entries(bookParts(name, sheets))) zip.addBuffer(Buffer.from(text), path)
    zip.end()
  }
  zip.on('error', (error: Error) => output.destroy(error))
  // Whoever takes no more ends the reading, wherever it was.
  output.once('close', () => void inside(async () => source.return?.()).catch(() => undefined))
  addSheet()
  return output
}
