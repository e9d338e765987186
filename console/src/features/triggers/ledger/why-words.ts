import { exactTime } from '../../../i18n/format.js'
import { i18n, localized } from '../../../i18n/i18n.js'
import { particles } from '../../../i18n/particles.js'
import { conditionWords, named, targetWords, valueWords } from '../../conditions/condition-words.js'
import { eventWords, type Words } from '../trigger-words.js'
import type { Overwriting } from './overwritten.js'
import type { TriggerAnswer, TriggerResult } from './types.js'

const CHANGED = 'ticket.changed'

/** A sentence of the ledger. */
export function ledgerWords(key: string, values: Readonly<Record<string, unknown>>): string {
  return particles(i18n.global.t(`ledger.${key}`, values))
}

/** Why a trigger ran or did not, in one sentence. */
export function resultWords(result: TriggerResult, words: Words, overwriting?: ReadonlyMap<string, Overwriting>, evaluation?: number): string {
  const failed = result.actions.find(({ state }) => state === 'failed')
  if (result.state === 'fired' && failed) return ledgerWords('why.failed', { result: resultName(failed.type, words), outcome: localized(failed.outcome) })
  if (result.state === 'not_matched') return missedWords(result, words)
  const [field, by] = overruled(result, overwriting, evaluation) ?? []
  if (field && by) return ledgerWords('why.overruled', { title: by.title, field: targetWords(targetOf(field), words).replace(/^.*: /, ''), value: fieldValue(field, by.after, words) })
  return ledgerWords(`why.${result.state}`, { reason: localized(result.reason) })
}

/** What kind of result it is. */
export function resultName(type: string, words: Words): string {
  return localized(words.parts?.actions.find((action) => action.type === type)?.label) || type
}

/** The first of its changes that another trigger made different. */
function overruled({ triggerId, actions }: TriggerResult, overwriting: ReadonlyMap<string, Overwriting> | undefined, evaluation: number | undefined): readonly [string, Overwriting] | undefined {
  for (const [index, { changes }] of actions.entries()) {
    for (const field of Object.keys(changes ?? {})) {
      const by = overwriting?.get(`${evaluation}.${triggerId}.${index}.${field}`)
      if (by) return [field, by]
    }
  }
  return undefined
}

/** The conditions that decided. */
function reasonsOf({ conditions, decided }: Pick<TriggerResult, 'conditions' | 'decided'>, words: Words): { held: boolean; op: string; condition: string; seen: string }[] {
  return decided.flatMap((at) => conditions[at] ?? []).map((condition) => ({ held: condition.held, op: condition.op, condition: conditionWords(condition, words), seen: valueWords(condition.target, condition.seen, words) }))
}
const partWords = (reasons: ReturnType<typeof reasonsOf>) => reasons.map((reason) => ledgerWords('why.part', reason)).join(', ')

function missedWords(result: TriggerResult, words: Words): string {
  const reasons = reasonsOf(result, words)
  const [first, ...others] = reasons
  if (!first) return ledgerWords('why.none', {})
  if (others.length === 0) return ledgerWords(`why.${first.held ? 'negated' : first.op.startsWith('changed') ? 'unchanged' : 'one'}`, first)
  return ledgerWords(reasons.every(({ held }) => held) ? 'why.several_negated' : 'why.several', { reasons: partWords(reasons) })
}

/** Why a trigger did or did not run at an event, in one sentence. */
export function answerWords(answer: TriggerAnswer, words: Words, overwriting: ReadonlyMap<string, Overwriting>): string {
  const { t } = i18n.global
  const { state, result, version } = answer
  if (result) return resultWords(result, words, overwriting, answer.id)
  if (!version) return ledgerWords(`why.${state}`, {})
  const events = version.events.map((name) => eventWords(name, version.wait, words)).join(', ')
  const values = { time: exactTime(version.at), who: version.by ? t('ledger.who', { name: version.by.name }) : t('ledger.system'), version: version.version, events, reason: localized(version.reason) }
  if (state === 'off' && version.reason) return ledgerWords('why.off_reason', values)
  if (state === 'off' && version.version === 1) return ledgerWords('why.off_created', values)
  if (state === 'not_listening' && version.events.includes(CHANGED)) return ledgerWords('why.not_changed', values)
  return ledgerWords(`why.${state}`, values)
}

/** What the trigger as it is now would have made of the event; empty where there is nothing to say. */
export function nowWords({ now }: TriggerAnswer, version: number, words: Words): string {
  if (!now) return ''
  return ledgerWords(!now.listens ? 'now.silent' : now.held ? 'now.held' : 'now.missed', { version, reasons: partWords(reasonsOf(now, words)) })
}

/** The event by name, also one of a plugin that is off. */
export function happened(name: string, words: Words): string {
  return eventWords(name, null, words)
}

/** A field of the ticket as results name it: `groupId`, `field.ticket.code`. */
const targetOf = (field: string) => (field.startsWith('field.') ? field : `ticket.${field.replace(/Id$/, '')}`)

/** `Priority: Normal → High`. */
export function changeWords(field: string, { before, after }: { readonly before: unknown; readonly after: unknown }, words: Words): string {
  return `${targetWords(targetOf(field), words).replace(': ', ' ')}: ${fieldValue(field, before, words)} → ${fieldValue(field, after, words)}`
}

export function fieldValue(field: string, value: unknown, words: Words): string {
  return field === 'state' || field === 'priority' ? named(`ticket.${field}.${String(value)}`, String(value)) : valueWords(targetOf(field), value, words)
}
