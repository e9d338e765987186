import type { Language } from '../plugin/localized.js'
import type { TriggerFacts } from './parts.js'

/** The codes that texts sent or written by triggers may hold as `#{code}`. */
export const SUBSTITUTION_CODES = [
  'ticket.number', 'ticket.title', 'ticket.createdAt',
  'customer.name', 'customer.email', 'customer.phone',
  'agent.nickname', 'group.name', 'service.name',
] as const
export type SubstitutionCode = (typeof SUBSTITUTION_CODES)[number]
export type SubstitutionValues = Readonly<Record<SubstitutionCode, string>>

/** What the facts do not hold themselves. */
export interface SubstitutionContext {
  readonly serviceName: string
  readonly language: Language
  readonly timeZone: string
  readonly agentNickname: string
  readonly groupName: string
}

const CODE = /#\{([^{}]*)\}/g

export function substitutionValues(facts: Pick<TriggerFacts, 'ticket' | 'customer'>, context: SubstitutionContext): SubstitutionValues {
  const { ticket, customer } = facts
  const address = (scheme: string) => customer.identities.find((identity) => identity.scheme === scheme)?.address ?? ''
  return {
    'ticket.number': ticket.number,
    'ticket.title': ticket.subject,
    'ticket.createdAt': new Intl.DateTimeFormat(context.language, { dateStyle: 'medium', timeStyle: 'short', timeZone: context.timeZone }).format(ticket.createdAt),
    'customer.name': customer.name,
    'customer.email': address('email'),
    'customer.phone': address('phone'),
    'agent.nickname': context.agentNickname,
    'group.name': context.groupName,
    'service.name': context.serviceName,
  }
}

/** For plain text: subjects, SMS. A code that nobody knows stays as it is. */
export function substituteText(template: string, values: SubstitutionValues): string {
  return replace(template, values, (value) => value)
}

/** For HTML: what customers wrote cannot become markup. */
export function substituteHtml(template: string, values: SubstitutionValues): string {
  return replace(template, values, escapeHtml)
}

/** The codes in a text that stand for nothing. */
export function unknownCodes(template: string): string[] {
  const codes = [...template.matchAll(CODE)].map((match) => match[1]!.trim())
  return [...new Set(codes.filter((code) => !isCode(code)))]
}

function replace(template: string, values: SubstitutionValues, encode: (value: string) => string): string {
  return template.replace(CODE, (whole, inner: string) => {
    const code = inner.trim()
    return isCode(code) ? encode(values[code]) : whole
  })
}

function isCode(code: string): code is SubstitutionCode {
  return (SUBSTITUTION_CODES as readonly string[]).includes(code)
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
