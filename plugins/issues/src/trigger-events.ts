import type { TriggerEvent } from 'adapters-sdk'

export const TRANSFERRED = 'issues.transferred'
export const ANSWERED = 'issues.answered'

/** TRG-3: of the ticket in the service that transferred it. */
export const TRANSFER_EVENTS: readonly TriggerEvent[] = [
  { name: TRANSFERRED, label: { ko: '이슈 서비스로 이관됨', en: 'Transferred to an issue service' } },
  { name: ANSWERED, label: { ko: '이관 답변을 받음', en: 'Transfer answered' } },
]
