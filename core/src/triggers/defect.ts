import type { Localized } from 'adapters-sdk'
import { describeConditionDefect, fill, isConditionCode, type ConditionDefect } from '../conditions/index.js'

const WORDS = {
  unknown_event: { ko: '알 수 없는 실행 시점입니다: {detail}', en: 'There is no such event: {detail}' },
  unknown_action: { ko: '알 수 없는 결과입니다: {detail}', en: 'There is no such result: {detail}' },
  wrong_params: { ko: '결과의 설정이 올바르지 않습니다: {detail}', en: 'The details of a result are not valid: {detail}' },
  unknown_code: { ko: '알 수 없는 치환코드입니다: {detail}', en: 'There is no such substitution code: {detail}' },
  wait_missing: { ko: '어느 상태로 몇 분이 지나면 실행할지 정하지 않았습니다.', en: 'It does not say in which state how much time must pass.' },
  failing_condition: { ko: '조건을 확인하지 못했습니다: {detail}', en: 'A condition could not be checked: {detail}' },
  plugin_off: { ko: '이 서비스에서 꺼져 있는 플러그인의 조건을 씁니다: {detail}', en: 'It asks a plugin that is switched off for the service: {detail}' },
} as const satisfies Record<string, Localized>
export type DefectCode = keyof typeof WORDS | ConditionDefect['code']

/** Why a trigger cannot work as it is written. */
export interface Defect {
  readonly code: DefectCode
  readonly detail: string | Localized
  /** Where in the definition: `conditions.all.0.op`. */
  readonly path: string
}

/** The same where it is shown beside the very field. */
export function describeAtField(defect: Pick<Defect, 'code' | 'detail'>): Localized {
  return defect.code === 'wrong_params' && typeof defect.detail !== 'string' ? defect.detail : describeDefect(defect)
}

export function describeDefect(defect: Pick<Defect, 'code' | 'detail'>): Localized {
  const detail = typeof defect.detail === 'string' ? { ko: defect.detail, en: defect.detail } : defect.detail
  return isConditionCode(defect.code) ? describeConditionDefect(defect.code, detail) : fill(WORDS[defect.code], detail)
}
