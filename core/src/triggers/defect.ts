import type { Localized } from 'adapters-sdk'

const WORDS = {
  unknown_event: { ko: '알 수 없는 실행 시점입니다: {detail}', en: 'There is no such event: {detail}' },
  unknown_target: { ko: '알 수 없는 조건 대상입니다: {detail}', en: 'There is nothing to ask about by this name: {detail}' },
  unknown_operator: { ko: '이 대상에 쓸 수 없는 비교입니다: {detail}', en: 'This comparison does not fit here: {detail}' },
  wrong_value: { ko: '비교할 값이 올바르지 않습니다: {detail}', en: 'The value to compare with is not valid: {detail}' },
  unknown_action: { ko: '알 수 없는 결과입니다: {detail}', en: 'There is no such result: {detail}' },
  wrong_params: { ko: '결과의 설정이 올바르지 않습니다: {detail}', en: 'The details of a result are not valid: {detail}' },
  unknown_code: { ko: '알 수 없는 치환코드입니다: {detail}', en: 'There is no such substitution code: {detail}' },
  unknown_group: { ko: '이 서비스에 없는 그룹입니다: {detail}', en: 'The service has no such group: {detail}' },
  unknown_agent: { ko: '이 서비스에 없는 상담원입니다: {detail}', en: 'The service has no such agent: {detail}' },
  unknown_intake_type: { ko: '이 서비스에 없는 접수유형입니다: {detail}', en: 'The service has no such intake type: {detail}' },
  unknown_handling_type: { ko: '이 서비스에 없는 처리유형입니다: {detail}', en: 'The service has no such handling type: {detail}' },
  failing_condition: { ko: '조건을 확인하지 못했습니다: {detail}', en: 'A condition could not be checked: {detail}' },
  plugin_off: { ko: '이 서비스에서 꺼져 있는 플러그인의 조건을 씁니다: {detail}', en: 'It asks a plugin that is switched off for the service: {detail}' },
} as const satisfies Record<string, Localized>
export type DefectCode = keyof typeof WORDS

/** Why a trigger cannot work as it is written. */
export interface Defect {
  readonly code: DefectCode
  readonly detail: string | Localized
  /** Where in the definition: `conditions.must.0.op`. */
  readonly path: string
}

export function describeDefect(defect: Pick<Defect, 'code' | 'detail'>): Localized {
  const detail = typeof defect.detail === 'string' ? { ko: defect.detail, en: defect.detail } : defect.detail
  const { ko, en } = WORDS[defect.code]
  return { ko: ko.replace('{detail}', () => detail.ko), en: en.replace('{detail}', () => detail.en) }
}
