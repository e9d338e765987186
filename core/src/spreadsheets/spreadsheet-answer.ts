import { FileAnswer } from 'adapters-sdk'
import { spreadsheetStream, type Spreadsheet } from './spreadsheet-stream.js'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A download of rows that are read while they are sent. `fileName` without its ending. */
export function spreadsheetAnswer<R>(fileName: string, spreadsheet: Spreadsheet<R>): FileAnswer {
  return new FileAnswer(spreadsheetStream(spreadsheet), XLSX, `${fileName}.xlsx`, false, false)
}
