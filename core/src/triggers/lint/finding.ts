import type { Localized } from 'adapters-sdk'
import { fill } from '../../conditions/index.js'

const WORDS = {
  never_holds: { ko: '서로 어긋나 함께 맞을 수 없는 조건입니다. 이 부분은 어떤 티켓에도 맞지 않습니다.{detail}', en: 'These conditions contradict one another: no ticket can ever meet this part.{detail}' },
  loop: { ko: '서로 반복해서 일으킵니다: {detail}. 각 트리거는 한 번만 실행되고, 티켓은 마지막에 실행된 것의 결과로 남습니다.', en: 'They set one another off again and again: {detail}. Each runs once, and the ticket stays as the last one leaves it.' },
  blocked: { ko: '이 트리거가 맞을 때는 앞의 {detail} 트리거가 먼저 실행되어 이 조건을 어긋나게 만들므로 실행되지 않습니다.', en: 'Whenever it would hold, {detail} runs first and makes its conditions fail, so it does not run.' },
  repeated: { ko: '이 트리거가 맞을 때는 앞의 {detail} 트리거가 같은 결과를 이미 실행합니다.', en: 'Whenever it holds, {detail} has already done the same.' },
  no_deadlines: { ko: '이 서비스는 기한을 쓰지 않아 이런 일이 일어나지 않습니다. ‘영업시간과 SLA’에서 기한을 켜세요.', en: 'The service uses no deadlines, so that this never comes. Switch them on under “Business hours and SLA”.' },
  no_channel: { ko: '이런 채널이 없어 어떤 새 티켓에도 맞지 않습니다: {detail}', en: 'There is no such channel, so that no new ticket fits: {detail}' },
  unfilled: { ko: '상담원은 이 필드를 채워야 티켓을 해결할 수 있지만, 트리거는 비어 있어도 해결합니다: {detail}', en: 'Agents must fill these in before they solve a ticket; the trigger solves it with them left empty: {detail}' },
  not_in_group: { ko: '지정한 상담원이 이 그룹에 없어 할당하지 못합니다.', en: 'The named agent is not in this group, so that nothing is assigned.' },
  nobody_in_group: { ko: '이 그룹에 상담원이 없어 아무에게도 배분하지 못합니다.', en: 'Nobody is in this group, so that nobody is given the ticket.' },
  not_offered: { ko: '이 필드에서 고를 수 없는 값이라 입력하지 못합니다: {detail}', en: 'The field does not offer this, so that it is not filled in: {detail}' },
  unavailable: { ko: '이 서비스에서 계약하지 않았거나 꺼진 기능을 씁니다: {detail}', en: 'It uses something that the service has not contracted or that is switched off: {detail}' },
} as const satisfies Record<string, Localized>

export type FindingCode = keyof typeof WORDS

/** Something that is likely not what its writer meant, or that cannot work. */
export interface Finding {
  readonly code: string
  /** `error`: the trigger does not run so. */
  readonly level: 'error' | 'warning'
  readonly words: Localized
  /** Where in the definition: `conditions.all.0`. */
  readonly path: string
}

export function finding(code: FindingCode, path: string, detail: Localized | string = ''): Finding {
  const level = code === 'unavailable' ? 'error' : 'warning'
  return { code, level, path, words: fill(WORDS[code], typeof detail === 'string' ? { ko: detail, en: detail } : detail) }
}
