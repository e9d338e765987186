import { PRIORITIES, TICKET_STATES, type Localized, type Priority, type TicketState, type TriggerCondition, type TriggerEvent, type TriggerFacts } from 'adapters-sdk'

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

const address = (facts: TriggerFacts, scheme: string) => facts.customer.identities.find((identity) => identity.scheme === scheme)?.address ?? null

export const coreConditions: readonly TriggerCondition[] = [
  { target: 'ticket.subject', type: 'text', label: { ko: '티켓: 제목', en: 'Ticket: subject' }, read: (facts) => facts.ticket.subject },
  { target: 'ticket.channel', type: 'choice', choicesFrom: 'channels', label: { ko: '티켓: 채널', en: 'Ticket: channel' }, read: (facts) => facts.ticket.channel },
  { target: 'ticket.inbox', type: 'text', label: { ko: '티켓: 받은 주소', en: 'Ticket: address it came to' }, read: (facts) => facts.inboxAddress },
  { target: 'ticket.state', type: 'choice', field: 'state', choices: TICKET_STATES.map((value) => ({ value, label: STATE_LABELS[value] })), label: { ko: '티켓: 상태', en: 'Ticket: state' }, read: (facts) => facts.ticket.state },
  { target: 'ticket.priority', type: 'choice', field: 'priority', choices: PRIORITIES.map((value) => ({ value, label: PRIORITY_LABELS[value] })), label: { ko: '티켓: 우선순위', en: 'Ticket: priority' }, read: (facts) => facts.ticket.priority },
  { target: 'ticket.group', type: 'choice', field: 'groupId', choicesFrom: 'groups', label: { ko: '티켓: 담당그룹', en: 'Ticket: group' }, read: (facts) => facts.ticket.groupId },
  { target: 'ticket.assignee', type: 'choice', field: 'assigneeId', choicesFrom: 'agents', label: { ko: '티켓: 담당자', en: 'Ticket: assignee' }, read: (facts) => facts.ticket.assigneeId },
  { target: 'ticket.intakeType', type: 'choice', field: 'intakeTypeId', choicesFrom: 'intakeTypes', label: { ko: '티켓: 접수유형', en: 'Ticket: intake type' }, read: (facts) => facts.ticket.intakeTypeId },
  { target: 'ticket.handlingType', type: 'choice', field: 'handlingTypeId', choicesFrom: 'handlingTypes', label: { ko: '티켓: 처리유형', en: 'Ticket: handling type' }, read: (facts) => facts.ticket.handlingTypeId },
  { target: 'ticket.tags', type: 'tags', field: 'tags', label: { ko: '티켓: 태그', en: 'Ticket: tags' }, read: (facts) => facts.ticket.tags.join(',') },
  { target: 'ticket.createdAt', type: 'time', label: { ko: '티켓: 접수일시', en: 'Ticket: created at' }, read: (facts) => facts.ticket.createdAt },
  { target: 'sla.deadline', type: 'choice', choices: [{ value: 'first', label: { ko: '첫 응답', en: 'First response' } }, { value: 'solve', label: { ko: '해결', en: 'Solving' } }], label: { ko: '기한: 종류', en: 'Deadline: which' }, read: (facts) => (facts.changes['deadline']?.after as string | undefined) ?? null },
  { target: 'ticket.updatedAt', type: 'time', label: { ko: '티켓: 최근 변경', en: 'Ticket: last change' }, read: (facts) => facts.ticket.updatedAt },
  { target: 'message.text', type: 'text', label: { ko: '최근 메시지: 내용', en: 'Newest message: text' }, read: (facts) => facts.message?.text ?? null },
  { target: 'message.from', type: 'text', label: { ko: '최근 메시지: 보낸 주소', en: 'Newest message: sender' }, read: (facts) => facts.message?.from?.address ?? null },
  { target: 'message.attachments', type: 'number', label: { ko: '최근 메시지: 첨부파일 수', en: 'Newest message: attachments' }, read: (facts) => facts.message?.attachments ?? null },
  { target: 'message.automatic', type: 'flag', label: { ko: '최근 메시지: 자동 발송됨', en: 'Newest message: sent by a machine' }, read: (facts) => facts.message?.automatic ?? null },
  { target: 'customer.name', type: 'text', label: { ko: '고객: 이름', en: 'Customer: name' }, read: (facts) => facts.customer.name },
  { target: 'customer.email', type: 'text', label: { ko: '고객: 이메일', en: 'Customer: email' }, read: (facts) => address(facts, 'email') },
  { target: 'customer.phone', type: 'text', label: { ko: '고객: 전화번호', en: 'Customer: phone' }, read: (facts) => address(facts, 'phone') },
]
