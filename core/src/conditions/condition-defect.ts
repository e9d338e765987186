import type { Localized } from 'adapters-sdk'

const WORDS = {
  unknown_target: { ko: '알 수 없는 조건 대상입니다: {detail}', en: 'There is nothing to ask about by this name: {detail}' },
  unknown_operator: { ko: '이 대상에 쓸 수 없는 비교입니다: {detail}', en: 'This comparison does not fit here: {detail}' },
  wrong_value: { ko: '비교할 값이 맞지 않습니다: {detail}', en: 'This value does not fit here: {detail}' },
  missing_value: { ko: '비교할 값을 입력하거나 고르세요.', en: 'Enter or choose what to compare with.' },
  unknown_group: { ko: '이 서비스에 없는 그룹입니다: {detail}', en: 'The service has no such group: {detail}' },
  unknown_agent: { ko: '이 서비스에 없는 상담원입니다: {detail}', en: 'The service has no such agent: {detail}' },
  unknown_intake_type: { ko: '이 서비스에 없는 접수유형입니다: {detail}', en: 'The service has no such intake type: {detail}' },
  unknown_handling_type: { ko: '이 서비스에 없는 처리유형입니다: {detail}', en: 'The service has no such handling type: {detail}' },
  unknown_field: { ko: '이 서비스에 없는 필드입니다: {detail}', en: 'The service has no such field: {detail}' },
} as const satisfies Record<string, Localized>
export type ConditionDefectCode = keyof typeof WORDS

/** Why a definition cannot work as it is written. */
export interface ConditionDefect {
  readonly code: ConditionDefectCode
  readonly detail: string
  /** Where in it: `conditions.all.0.op`. */
  readonly path: string
}

export function fill({ ko, en }: Localized, detail: Localized): Localized {
  return { ko: ko.replace('{detail}', () => detail.ko), en: en.replace('{detail}', () => detail.en) }
}

export function describeConditionDefect(code: ConditionDefectCode, detail: Localized): Localized {
  return fill(WORDS[code], detail)
}
export const isConditionCode = (code: string): code is ConditionDefectCode => code in WORDS
