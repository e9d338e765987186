import type { Localized } from '../plugin/localized.js'

/** The codes that replies, mails and notices may hold as `#{code}`, with what each stands for. A service's fields add `ticket.field.<code>`. */
export const SUBSTITUTION_CODES = {
  'content': { ko: '최근 메시지 내용', en: 'Text of the newest message' },
  'ticket.number': { ko: '티켓 번호', en: 'Ticket number' },
  'ticket.title': { ko: '티켓 제목', en: 'Ticket subject' },
  'ticket.intakeType': { ko: '접수유형', en: 'Intake type' },
  'ticket.createdAt': { ko: '접수일시', en: 'Received at' },
  'customer.name': { ko: '고객 이름', en: 'Customer name' },
  'customer.id': { ko: '고객 아이디', en: 'Customer id' },
  'customer.email': { ko: '고객 이메일', en: 'Customer email' },
  'customer.phone': { ko: '고객 전화번호', en: 'Customer phone' },
  'agent.nickname': { ko: '담당자 닉네임', en: 'Nickname of the assignee' },
  'group.name': { ko: '담당그룹', en: 'Group' },
  'service.name': { ko: '서비스 이름', en: 'Service name' },
  'helpcenter.url': { ko: '헬프센터 주소', en: 'Address of the help centre' },
} as const satisfies Record<string, Localized>

/** What each code stands for; that of a field is missing where it was not filled in. */
export type SubstitutionValues = Readonly<Record<string, string>>

const CODE = /#\{([^{}]*)\}/g
/** Half a character, which no address can hold. */
const LONE = /\p{Surrogate}/gu
const FIELD = /^ticket\.field\.[a-z][a-z0-9_]*$/

/** The code of a field of the service. */
export function fieldCode(code: string): string {
  return `ticket.field.${code}`
}

/** For plain text: subjects, SMS. A code that nobody knows stays as it is. */
export function substituteText(template: string, values: SubstitutionValues): string {
  return replace(template, values, (value) => value)
}

/** For HTML: what customers wrote cannot become markup. */
export function substituteHtml(template: string, values: SubstitutionValues): string {
  return replace(template, values, escapeHtml)
}

/** For addresses, forms and header lines: every value percent-encoded. */
export function substituteUrl(template: string, values: SubstitutionValues): string {
  return replace(template, values, (value) => encodeURIComponent(value.replace(LONE, '\ufffd')))
}

/** For JSON that holds its codes between quotation marks. */
export function substituteJson(template: string, values: SubstitutionValues): string {
  return replace(template, values, (value) => JSON.stringify(value).slice(1, -1))
}

/** The codes in a text that stand for nothing. Without `known`, whatever may be a field of some service passes. */
export function unknownCodes(template: string, known?: readonly string[]): string[] {
  const codes = [...template.matchAll(CODE)].map((match) => match[1]!.trim())
  return [...new Set(codes.filter((code) => (known ? !known.includes(code) : !Object.hasOwn(SUBSTITUTION_CODES, code) && !FIELD.test(code))))]
}

function replace(template: string, values: SubstitutionValues, encode: (value: string) => string): string {
  return template.replace(CODE, (whole, inner: string) => {
    const code = inner.trim()
    if (Object.hasOwn(values, code)) return encode(values[code]!)
    return FIELD.test(code) ? '' : whole
  })
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\n/g, '<br>')
}
