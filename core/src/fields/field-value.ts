import { z, type Localized } from 'adapters-sdk'
import type { Field, FieldValue } from './field.js'

export const MAX_FILES = 5
const LENGTH = { text: 255, long_text: 10_000, email: 320 } as const
const email = z.email()

const say = (ko: string, en: string) => ({ problem: { ko, en } })
export type CheckedValue = { readonly value: FieldValue | null } | { readonly problem: Localized }

/** What somebody entered, as the field keeps it; null: nothing. The one place that knows what fits a kind. */
export function checkValue({ kind, options }: Pick<Field, 'kind' | 'options'>, entered: unknown): CheckedValue {
  const given = typeof entered === 'string' ? entered.normalize('NFC').trim() : entered
  if (given === null || given === undefined || given === '' || given === false || (Array.isArray(given) && given.length === 0)) return { value: null }
  switch (kind) {
    case 'text':
    case 'long_text':
    case 'email':
      if (typeof given !== 'string') return say('글자를 입력하세요.', 'Enter a text.')
      if (given.length > LENGTH[kind]) return say(`${LENGTH[kind]}자까지 입력할 수 있습니다.`, `At most ${LENGTH[kind]} characters.`)
      if (kind === 'email' && !email.safeParse(given).success) return say('이메일 주소가 올바르지 않습니다.', 'This is not an e-mail address.')
      return { value: kind === 'text' ? given.replace(/\s*\n\s*/g, ' ') : given }
    case 'number': {
      const value = typeof given === 'string' ? Number(given.replaceAll(',', '')) : given
      return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? { value } : say('숫자를 입력하세요.', 'Enter a number.')
    }
    case 'date':
      return typeof given === 'string' && isDate(given) ? { value: given } : say('날짜를 2026-03-01과 같이 입력하세요.', 'Enter a date like 2026-03-01.')
    case 'drop_down':
    case 'radio':
      return typeof given === 'string' && options.includes(given) ? { value: given } : say('목록에서 선택하세요. 선택한 값이 그 사이 없어졌을 수 있습니다.', 'Choose from the list; what you chose may have been removed meanwhile.')
    case 'checkbox': {
      const chosen = Array.isArray(given) ? [...new Set(given)] : [given]
      // In the order of the options, however they were ticked.
      return chosen.every((one) => typeof one === 'string' && options.includes(one)) ? { value: options.filter((option) => chosen.includes(option)) } : say('목록에서 선택하세요. 선택한 값이 그 사이 없어졌을 수 있습니다.', 'Choose from the list; what you chose may have been removed meanwhile.')
    }
    case 'file': {
      const ids = Array.isArray(given) ? [...new Set(given)] : [given]
      if (!ids.every((id) => Number.isSafeInteger(id))) return say('파일을 다시 첨부하세요.', 'Attach the file again.')
      return ids.length <= MAX_FILES ? { value: ids as number[] } : say(`파일은 ${MAX_FILES}개까지 첨부할 수 있습니다.`, `At most ${MAX_FILES} files.`)
    }
    case 'consent':
      return given === true ? { value: true } : say('동의 여부를 선택하세요.', 'Agree or leave it open.')
  }
}

/** A day that the calendar has. */
function isDate(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
