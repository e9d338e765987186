import type { TicketEvent } from '../../api/types.js'
import { i18n } from '../../i18n/i18n.js'
import { particles } from '../../i18n/particles.js'

export interface Names { groupName(id: unknown): string | null; agentName(id: unknown): string | null; categoryName(id: unknown): string | null }
interface Change { readonly before: unknown; readonly after: unknown }

/** Where a ticket went, as a phrase; empty when it went nowhere. */
function destination(changes: Readonly<Record<string, Change>>, names: Names): string {
  const group = changes.groupId?.after
  const agent = changes.assigneeId?.after
  return [group ? names.groupName(group) : null, agent ? names.agentName(agent) : null].filter(Boolean).join(' · ')
}

/** What the ticket was sorted into; a type that was taken away says so. */
function sorting(changes: Readonly<Record<string, Change>>, names: Names): string {
  const { t } = i18n.global
  const kinds = [['ticket.intakeType', changes.intakeTypeId], ['ticket.handlingType', changes.handlingTypeId]] as const
  return kinds.flatMap(([kind, change]) => (change ? [`${t(kind)} ${change.after === null ? t('ticket.unsorted') : (names.categoryName(change.after) ?? t('ticket.unknownType'))}`] : [])).join(', ')
}

/** `+vip −deposit`. */
function tagging(changes: Readonly<Record<string, Change>>): string {
  const { before = [], after = [] } = (changes.tags ?? {}) as { before?: readonly string[]; after?: readonly string[] }
  return [...after.filter((tag) => !before.includes(tag)).map((tag) => `+${tag}`), ...before.filter((tag) => !after.includes(tag)).map((tag) => `−${tag}`)].join(' ')
}

/** What happened, in one sentence. */
export function eventWords(event: TicketEvent, names: Names): string {
  const { t, te } = i18n.global
  const changes = (event.data.changes ?? {}) as Readonly<Record<string, Change>>
  const who = event.origin === 'trigger' && event.actor ? t('event.trigger', { name: event.actor.name }) : event.actor?.name ?? t(`event.origin.${te(`event.origin.${event.origin}`) ? event.origin : 'system'}`)
  const state = changes.state?.after
  const values = {
    who,
    to: destination(changes, names) || t('event.nobody'),
    state: state ? t(`ticket.state.${String(state)}`) : '',
    priority: changes.priority ? t(`ticket.priority.${String(changes.priority.after)}`) : '',
    reason: event.data.reason ? t(`ticket.reason.${String(event.data.reason)}`) : '',
    sorted: sorting(changes, names),
    tags: tagging(changes),
    number: String(event.data.number ?? ''),
    customer: [event.data.name, event.data.number].filter(Boolean).join(' '),
    messages: Number(event.data.messages ?? 0),
    deadline: event.data.deadline ? t(`sla.${String(event.data.deadline)}`) : '',
    title: String(event.data.title ?? ''),
    outcome: outcomeOf(event.data.outcome),
    delivery: deliveryOf(event.data),
  }
  const key = event.type.replaceAll('.', '_')
  if (event.type === 'state' && state === undefined) return t('event.changed', values)
  return particles(te(`event.type.${key}`) ? t(`event.type.${key}`, values) : t('event.changed', values))
}

/** What became of a message, and why where that is known. */
function deliveryOf({ subject, state, errorCode }: TicketEvent['data']): string {
  const { t, te } = i18n.global
  if (typeof state !== 'string') return ''
  const reason = `delivery.error.${String(errorCode).replaceAll('.', '_')}`
  const what = subject ? `“${String(subject)}”: ` : ''
  return `${what}${t(`delivery.state.${state}`)}${te(reason) ? ` · ${t(reason)}` : ''}`
}

function outcomeOf(outcome: unknown): string {
  if (typeof outcome === 'string') return outcome
  const both = outcome as { ko?: string; en?: string } | null | undefined
  return both?.[i18n.global.locale.value as 'ko' | 'en'] ?? ''
}
