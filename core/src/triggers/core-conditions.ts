import { PRIORITIES, TICKET_STATES, type Localized, type TriggerCondition, type TriggerDeadline, type TriggerFacts } from 'adapters-sdk'
import { PRIORITY_LABELS, STATE_LABELS } from './core-parts.js'

type Told = keyof NonNullable<TriggerFacts['customer']['told']>

const labelled = <K extends string>(labels: Readonly<Record<K, Localized>>) => (Object.keys(labels) as K[]).map((value) => ({ value, label: labels[value] }))
/** Where a channel knows the customer by it, else where it was told. */
const known = ({ customer }: TriggerFacts, scheme: string, kind: Told) => customer.identities.find((identity) => identity.scheme === scheme)?.address ?? customer.told?.[kind] ?? null

const DEADLINE_STATES = labelled<TriggerDeadline['state']>({
  running: { ko: '여유 있음', en: 'Running' },
  near: { ko: '다가옴', en: 'Near' },
  missed: { ko: '넘김', en: 'Missed' },
  kept: { ko: '지킴', en: 'Kept' },
  paused: { ko: '멈춤', en: 'Paused' },
})
const MESSAGE_KINDS = labelled<NonNullable<NonNullable<TriggerFacts['message']>['kind']>>({
  customer: { ko: '고객 메시지', en: 'Message of the customer' },
  reply: { ko: '상담원 답변', en: 'Answer of an agent' },
  note: { ko: '내부 메모', en: 'Internal note' },
  quiet: { ko: '자동 발송된 메시지', en: 'Message sent by a machine' },
})
const LEFT_HELP: Localized = { ko: '영업시간으로 센 분입니다. 기한을 넘기면 0보다 작습니다.', en: 'In business minutes; below zero once it is missed.' }
const STATE_HELP: Localized = { ko: '기한이 없는 티켓에는 값이 없습니다.', en: 'A ticket without this deadline has no value.' }

const firstDue = ({ deadlines }: TriggerFacts): number | null => {
  const due = [deadlines?.first?.dueAt, deadlines?.solve?.dueAt].filter((at) => at != null)
  return due.length === 0 ? null : Math.min(...due)
}

const OF_TICKET: readonly TriggerCondition[] = [
  { target: 'ticket.subject', type: 'text', label: { ko: '티켓: 제목', en: 'Ticket: subject' }, read: (facts) => facts.ticket.subject },
  { target: 'ticket.channel', type: 'choice', choicesFrom: 'channels', label: { ko: '티켓: 채널', en: 'Ticket: channel' }, read: (facts) => facts.ticket.channel },
  { target: 'ticket.inbox', type: 'text', label: { ko: '티켓: 받은 주소', en: 'Ticket: address it came to' }, read: (facts) => facts.inboxAddress },
  { target: 'ticket.state', type: 'choice', field: 'state', choices: TICKET_STATES.map((value) => ({ value, label: STATE_LABELS[value] })), label: { ko: '티켓: 상태', en: 'Ticket: state' }, read: (facts) => facts.ticket.state },
  { target: 'ticket.stateSince', type: 'time', label: { ko: '티켓: 지금 상태가 된 때', en: 'Ticket: in its state since' }, read: ({ changes, history, now }) => (changes['state'] ? now : (history?.stateSince ?? null)) },
  { target: 'ticket.priority', type: 'choice', field: 'priority', choices: PRIORITIES.map((value) => ({ value, label: PRIORITY_LABELS[value] })), label: { ko: '티켓: 우선순위', en: 'Ticket: priority' }, read: (facts) => facts.ticket.priority },
  { target: 'ticket.group', type: 'choice', field: 'groupId', choicesFrom: 'groups', label: { ko: '티켓: 담당그룹', en: 'Ticket: group' }, read: (facts) => facts.ticket.groupId },
  { target: 'ticket.assignee', type: 'choice', field: 'assigneeId', choicesFrom: 'agents', label: { ko: '티켓: 담당자', en: 'Ticket: assignee' }, read: (facts) => facts.ticket.assigneeId },
  { target: 'ticket.intakeType', type: 'choice', field: 'intakeTypeId', choicesFrom: 'intakeTypes', label: { ko: '티켓: 접수유형', en: 'Ticket: intake type' }, read: (facts) => facts.ticket.intakeTypeId },
  { target: 'ticket.handlingType', type: 'choice', field: 'handlingTypeId', choicesFrom: 'handlingTypes', label: { ko: '티켓: 처리유형', en: 'Ticket: handling type' }, read: (facts) => facts.ticket.handlingTypeId },
  { target: 'ticket.tags', type: 'tags', field: 'tags', label: { ko: '티켓: 태그', en: 'Ticket: tags' }, read: (facts) => facts.ticket.tags.join(',') },
  { target: 'ticket.replies', type: 'number', label: { ko: '티켓: 상담원 답변 수', en: 'Ticket: answers of agents' }, read: (facts) => facts.history?.replies ?? null },
  { target: 'ticket.customerMessages', type: 'number', label: { ko: '티켓: 고객 메시지 수', en: 'Ticket: messages of the customer' }, read: (facts) => facts.history?.customerMessages ?? null },
  { target: 'ticket.reopened', type: 'number', label: { ko: '티켓: 다시 열린 횟수', en: 'Ticket: times reopened' }, read: (facts) => facts.history?.reopened ?? null },
  { target: 'ticket.followUp', type: 'flag', label: { ko: '티켓: 완료된 티켓에 이어짐', en: 'Ticket: goes on from a closed one' }, read: (facts) => facts.history?.followUp ?? null },
  { target: 'ticket.createdAt', type: 'time', label: { ko: '티켓: 접수일시', en: 'Ticket: created at' }, read: (facts) => facts.ticket.createdAt },
  { target: 'ticket.updatedAt', type: 'time', label: { ko: '티켓: 최근 변경', en: 'Ticket: last change' }, read: (facts) => facts.ticket.updatedAt },
  { target: 'ticket.dueAt', type: 'time', label: { ko: '티켓: 기한', en: 'Ticket: due' }, help: { ko: '첫 응답과 해결 가운데 먼저 오는 기한입니다.', en: 'The first of the deadlines that are not met yet.' }, read: firstDue },
]

const OF_TIME: readonly TriggerCondition[] = [
  { target: 'time.businessHours', type: 'flag', label: { ko: '시각: 영업시간 안', en: 'Time: within business hours' }, help: { ko: '‘영업시간과 SLA’에서 정한 시간과 휴일로 판단합니다. 정하지 않은 서비스는 항상 영업시간입니다.', en: 'By the hours and holidays set under “Business hours and SLA”. A service without any is always within them.' }, read: (facts) => facts.businessHours ?? null },
  { target: 'sla.deadline', type: 'choice', choices: labelled({ first: { ko: '첫 응답', en: 'First response' }, solve: { ko: '해결', en: 'Solving' } }), label: { ko: '기한: 종류', en: 'Deadline: which' }, help: { ko: '기한이 다가오거나 기한을 넘긴 시점에만 값이 있습니다.', en: 'Only there when a deadline is near or was missed.' }, read: (facts) => (facts.changes['deadline']?.after as string | undefined) ?? null },
  { target: 'sla.first.state', type: 'choice', choices: DEADLINE_STATES, label: { ko: '기한: 첫 응답', en: 'Deadline: first response' }, help: STATE_HELP, read: (facts) => facts.deadlines?.first?.state ?? null },
  { target: 'sla.first.minutes', type: 'number', label: { ko: '기한: 첫 응답까지 남은 시간(분)', en: 'Deadline: minutes left to the first response' }, help: LEFT_HELP, read: (facts) => facts.deadlines?.first?.minutesLeft ?? null },
  { target: 'sla.solve.state', type: 'choice', choices: DEADLINE_STATES, label: { ko: '기한: 해결', en: 'Deadline: solving' }, help: STATE_HELP, read: (facts) => facts.deadlines?.solve?.state ?? null },
  { target: 'sla.solve.minutes', type: 'number', label: { ko: '기한: 해결까지 남은 시간(분)', en: 'Deadline: minutes left to solve it' }, help: LEFT_HELP, read: (facts) => facts.deadlines?.solve?.minutesLeft ?? null },
]

const OF_MESSAGE: readonly TriggerCondition[] = [
  { target: 'message.kind', type: 'choice', choices: MESSAGE_KINDS, label: { ko: '최근 메시지: 종류', en: 'Newest message: kind' }, read: (facts) => facts.message?.kind ?? null },
  { target: 'message.text', type: 'text', label: { ko: '최근 메시지: 내용', en: 'Newest message: text' }, help: { ko: '메일에서 인용한 지난 내용은 빼고 봅니다.', en: 'Without what a mail only quotes.' }, read: (facts) => facts.message?.text ?? null },
  { target: 'message.subject', type: 'text', label: { ko: '최근 메시지: 제목', en: 'Newest message: subject' }, read: (facts) => facts.message?.subject ?? null },
  { target: 'message.from', type: 'text', label: { ko: '최근 메시지: 보낸 주소', en: 'Newest message: sender' }, read: (facts) => facts.message?.from?.address ?? null },
  { target: 'message.to', type: 'text', label: { ko: '최근 메시지: 받는 주소', en: 'Newest message: recipients' }, help: { ko: '참조까지 쉼표로 이어 봅니다. ‘포함함’으로 비교하세요.', en: 'Copies included, with commas between: compare with “contains”.' }, read: (facts) => facts.message?.to?.join(', ') ?? null },
  { target: 'message.attachments', type: 'number', label: { ko: '최근 메시지: 첨부파일 수', en: 'Newest message: attachments' }, read: (facts) => facts.message?.attachments ?? null },
  { target: 'message.automatic', type: 'flag', label: { ko: '최근 메시지: 자동 발송됨', en: 'Newest message: sent by a machine' }, read: (facts) => facts.message?.automatic ?? null },
]

const OF_CUSTOMER: readonly TriggerCondition[] = [
  { target: 'customer.name', type: 'text', label: { ko: '고객: 이름', en: 'Customer: name' }, read: (facts) => facts.customer.name },
  { target: 'customer.email', type: 'text', label: { ko: '고객: 이메일', en: 'Customer: email' }, read: (facts) => known(facts, 'email', 'email') },
  { target: 'customer.phone', type: 'text', label: { ko: '고객: 전화번호', en: 'Customer: phone' }, read: (facts) => known(facts, 'phone', 'phone') },
  { target: 'customer.login', type: 'text', label: { ko: '고객: 아이디', en: 'Customer: ID' }, read: (facts) => known(facts, 'handle', 'login') },
  { target: 'customer.userKey', type: 'text', label: { ko: '고객: 유저키', en: 'Customer: user key' }, read: (facts) => known(facts, 'opaque', 'userKey') },
  { target: 'customer.number', type: 'text', label: { ko: '고객: 고객번호', en: 'Customer: number' }, read: (facts) => facts.customer.number },
  { target: 'customer.firstTicket', type: 'flag', label: { ko: '고객: 첫 티켓', en: 'Customer: first ticket' }, help: { ko: '고객이 전에 문의한 적이 없습니다.', en: 'The customer has no earlier ticket.' }, read: (facts) => facts.history?.firstOfCustomer ?? null },
]

/** TRG-1: what the core's conditions ask about. */
export const coreConditions: readonly TriggerCondition[] = [...OF_TICKET, ...OF_TIME, ...OF_MESSAGE, ...OF_CUSTOMER]
