import { substituteJson, substituteText, substituteUrl, type SubstitutionValues } from 'adapters-sdk'

export const BODY_FORMATS = ['json', 'form', 'text'] as const
export type BodyFormat = (typeof BODY_FORMATS)[number]

export const CONTENT_TYPES: Readonly<Record<BodyFormat, string>> = { json: 'application/json', form: 'application/x-www-form-urlencoded', text: 'text/plain; charset=utf-8' }
const FILL: Readonly<Record<BodyFormat, (template: string, values: SubstitutionValues) => string>> = { json: substituteJson, form: substituteUrl, text: substituteText }

export function fillBody(template: string, format: BodyFormat, values: SubstitutionValues): string {
  return FILL[format](template, values)
}

/** What a customer writes must not decide whom we call: codes may stand behind the host only. */
export function isCallable(template: string): boolean {
  if (!/^https?:\/\/[^/?#\s]+(?=[/?]|$)/i.test(template)) return false
  try {
    const { hostname, username, password } = new URL(filled(template))
    return hostname !== '' && username === '' && password === ''
  } catch {
    return false
  }
}

export function isJson(template: string): boolean {
  try {
    JSON.parse(filled(template))
    return true
  } catch {
    return false
  }
}

/** Any value will do to see what a template comes to. */
function filled(template: string): string {
  return template.replace(/#\{[^{}]*\}/g, '0')
}

const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e]*)$/
/** Ours, and those that say how a message is framed. */
const RESERVED = /^(?:webhook-.*|host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*)$/i

/** `Name: value`, a line each; null: one of them is none. */
export function readHeaders(lines: string): Record<string, string> | null {
  const headers: Record<string, string> = {}
  for (const line of lines.split('\n').map((one) => one.trim()).filter((one) => one !== '')) {
    const [, name, value] = HEADER.exec(line) ?? []
    if (!name || value === undefined || RESERVED.test(name)) return null
    headers[name.toLowerCase()] = value
  }
  return Object.keys(headers).length > 20 ? null : headers
}
