import { decodeIso2022Kr } from './iso-2022-kr.js'

/** Text as it can be stored: no database keeps a NUL. */
export function cleanText(text: string): string {
  return decodeIso2022Kr(text).replaceAll('\0', '')
}
