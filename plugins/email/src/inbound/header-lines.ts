import type { ParsedMail } from 'mailparser'

/** Values of a header in the order they appear, unfolded. The parser gives bytes as characters; unencoded headers are UTF-8 (RFC 6532). */
export function headerValues(mail: Pick<ParsedMail, 'headerLines'>, name: string): string[] {
  return mail.headerLines
    .filter((line) => line.key === name)
    .map(({ line }) => Buffer.from(line, 'latin1').toString('utf8').slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]+/g, ' ').trim())
}

export function headerValue(mail: Pick<ParsedMail, 'headerLines'>, name: string): string {
  return headerValues(mail, name)[0] ?? ''
}

/** Message-IDs in a header, with their angle brackets, oldest first. */
export function messageIds(value: string): string[] {
  return value.match(/<[\x21-\x3b\x3d\x3f-\x7e]{1,400}>/g) ?? []
}
