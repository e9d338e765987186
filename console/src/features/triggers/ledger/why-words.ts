import { exactTime } from '../../../i18n/format.js'
import { i18n, localized } from '../../../i18n/i18n.js'
import { conditionWords, named, targetWords, valueWords } from '../../conditions/condition-words.js'
import { eventWords, type Words } from '../trigger-words.js'
import type { TriggerAnswer, TriggerResult } from './types.js'

const CHANGED = 'ticket.changed'

/** Why a trigger ran or did not, in one sentence. */
export function resultWords(result: TriggerResult, words: Words): string {
  const { t } = i18n.global
  const failed = result.actions.find(({ state }) => state === 'failed')
  if (result.state === 'fired' && failed) return t('ledger.why.failed', { outcome: localized(failed.outcome) })
  if (result.state === 'not_matched') return missedWords(result, words)
  return t(`ledger.why.${result.state}`, { reason: localized(result.reason) })
}

function missedWords({ conditions, decided }: TriggerResult, words: Words): string {
  const { t } = i18n.global
  const reasons = decided.flatMap((at) => conditions[at] ?? []).map((condition) => ({ held: condition.held, condition: conditionWords(condition, words), seen: valueWords(condition.target, condition.seen, words) }))
  const [first, ...others] = reasons
  if (!first) return t('ledger.why.none')
  if (others.length === 0) return t(first.held ? 'ledger.why.negated' : 'ledger.why.one', first)
  return t(reasons.every(({ held }) => held) ? 'ledger.why.several_negated' : 'ledger.why.several', { reasons: reasons.map((reason) => t('ledger.why.part', reason)).join(', ') })
}

/** Why a trigger did or did not run at an event, in one sentence. */
export function answerWords(answer: TriggerAnswer, words: Words): string {
  const { t } = i18n.global
  const { state, result, version } = answer
  if (result) return resultWords(result, words)
  if (!version) return t(`ledger.why.${state}`)
  const events = version.events.map((name) => eventWords(name, version.wait, words)).join(', ')
  const values = { time: exactTime(version.at), who: version.by ? t('ledger.who', { name: version.by.name }) : t('ledger.system'), version: version.version, events, reason: localized(version.reason) }
  if (state === 'off' && version.reason) return t('ledger.why.off_reason', values)
  if (state === 'off' && version.version === 1) return t('ledger.why.off_created', values)
  if (state === 'not_listening' && version.events.includes(CHANGED)) return t('ledger.why.not_changed', values)
  return t(`ledger.why.${state}`, values)
}

/** The event by name, also one of a plugin that is off. */
export function happened(name: string, words: Words): string {
  return eventWords(name, null, words)
}

/** A field of the ticket as results name it: `groupId`, `field.ticket.code`. */
const targetOf = (field: string) => (field.startsWith('field.') ? field : `ticket.${field.replace(/Id$/, '')}`)

/** `Priority: Normal → High`. */
export function changeWords(field: string, { before, after }: { readonly before: unknown; readonly after: unknown }, words: Words): string {
  return `${targetWords(targetOf(field), words)}: ${fieldValue(field, before, words)} → ${fieldValue(field, after, words)}`
}

export function fieldValue(field: string, value: unknown, words: Words): string {
  return field === 'state' || field === 'priority' ? named(`ticket.${field}.${String(value)}`, String(value)) : valueWords(targetOf(field), value, words)
}
