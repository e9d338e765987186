const DESIGNATOR = '\u001b$)C'
const SHIFTED = /\u000e([^\u000f\r\n]*)\u000f?/g

/** ISO-2022-KR, which no decoder at hand knows: its bytes are all seven-bit, so they survive as text until they come here. */
export function decodeIso2022Kr(text: string): string {
  if (!text.includes('\u000e')) return text
  const decoder = new TextDecoder('euc-kr')
  return text
    .replaceAll(DESIGNATOR, '')
    .replace(SHIFTED, (_all, shifted: string) => decoder.decode(Uint8Array.from(shifted, (c) => (c > ' ' ? c.charCodeAt(0) | 0x80 : c.charCodeAt(0)))))
}
