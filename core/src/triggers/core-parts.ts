import type { Localized, Priority, TicketState, TriggerEvent } from 'adapters-sdk'

export const CHANGED = 'ticket.changed'
export const TIME_PASSED = 'time.passed'

export const STATE_LABELS: Readonly<Record<TicketState, Localized>> = {
  unassigned: { ko: '미할당', en: 'Unassigned' },
  in_progress: { ko: '처리중', en: 'In progress' },
  transfer_in_progress: { ko: '이관 처리중', en: 'Transfer in progress' },
  transfer_answered: { ko: '이관 답변완료', en: 'Transfer answered' },
  on_hold: { ko: '보류중', en: 'On hold' },
  solved: { ko: '해결', en: 'Solved' },
  closed: { ko: '완료', en: 'Closed' },
  spam: { ko: '스팸', en: 'Spam' },
}
export const PRIORITY_LABELS: Readonly<Record<Priority, Localized>> = {
  low: { ko: '낮음', en: 'Low' },
  normal: { ko: '보통', en: 'Normal' },
  high: { ko: '높음', en: 'High' },
  urgent: { ko: '긴급', en: 'Urgent' },
}

export const coreEvents: readonly TriggerEvent[] = [
  { name: 'ticket.created', label: { ko: '티켓이 접수됨', en: 'Ticket created' } },
  { name: 'customer.replied', label: { ko: '고객이 회신함', en: 'Customer replied' } },
  { name: 'agent.replied', label: { ko: '상담원이 답변함', en: 'Agent replied' } },
  { name: CHANGED, label: { ko: '티켓이 변경됨', en: 'Ticket changed' } },
  { name: 'ticket.handed_over', label: { ko: '티켓이 전달됨', en: 'Ticket handed over' } },
  { name: 'sla.warning', label: { ko: '기한이 다가옴', en: 'Deadline near' } },
  { name: 'sla.breached', label: { ko: '기한을 넘김', en: 'Deadline missed' } },
  { name: TIME_PASSED, label: { ko: '한 상태로 시간이 지남', en: 'Time passed in a state' } },
]
