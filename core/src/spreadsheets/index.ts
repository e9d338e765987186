export type { Column } from './column.js'
export { spreadsheetAnswer } from './spreadsheet-answer.js'
export { spreadsheetStream } from './spreadsheet-stream.js'
