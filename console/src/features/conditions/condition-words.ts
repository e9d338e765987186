import { computed, type ComputedRef } from 'vue'
import { exactTime } from '../../i18n/format.js'
import { i18n, localized } from '../../i18n/i18n.js'
import { particles } from '../../i18n/particles.js'
import { useDirectory } from '../../session/directory.js'
import { workspace } from '../../session/workspace.js'
import { useCategories } from '../categories/use-categories.js'
import { groupOf, isCondition } from './tree.js'
import type { Condition, ConditionNode, ConditionPart, ConditionWords } from './types.js'
import { dayOf, isDay } from './local-input.js'

/** The lists of the service that conditions and results choose from. */
export function useChoices(): ComputedRef<ConditionWords['choices']> {
  const { groups, agents } = useDirectory()
  const { intakeTypes, handlingTypes } = useCategories()
  const inTree = (option: { value: number; label: string; within: string }) => ({ value: option.value, label: [option.within, option.label].filter(Boolean).join(' / ') })
  return computed(() => ({
    groups: groups.value.map((group) => ({ value: group.id, label: group.name })),
    agents: agents.value.map((agent) => ({ value: agent.id, label: agent.name })),
    intakeTypes: intakeTypes.value.map(inTree),
    handlingTypes: handlingTypes.value.map(inTree),
    fields: [],
    channels: (workspace.descriptor?.channels ?? []).map((channel) => ({ value: channel.id, label: localized(channel.label) })),
  }))
}

/** A word of ours for a code, where there is one. */
export function named(key: string, fallback: string): string {
  const { t, te } = i18n.global
  return te(key) ? t(key) : fallback
}
const partOf = (target: string, words: ConditionWords): ConditionPart | undefined => words.conditions.find((part) => part.target === target)

/** A value as people say it: the name behind an id, the word behind a code. */
export function valueWords(target: string, value: unknown, words: ConditionWords): string {
  const { t } = i18n.global
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return t('condition.noValue')
  if (Array.isArray(value)) return value.map((one) => valueWords(target, one, words)).join(', ')
  if (typeof value === 'boolean') return t(value ? 'condition.yes' : 'condition.no')
  const part = partOf(target, words)
  if (isDay(target) && typeof value === 'string' && !Number.isNaN(Date.parse(value))) return dayOf(value)
  if (part?.type === 'time' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) return exactTime(value)
  const list = part?.choicesFrom ?? ({ 'ticket.group': 'groups', 'ticket.assignee': 'agents', 'ticket.channel': 'channels', 'ticket.intakeType': 'intakeTypes', 'ticket.handlingType': 'handlingTypes' } as const)[target]
  const chosen = list ? words.choices[list].find((choice) => String(choice.value) === String(value))?.label : localized(part?.choices?.find((choice) => choice.value === value)?.label)
  return chosen || named(`${target}.${String(value)}`, String(value))
}

export function targetWords(target: string, words: ConditionWords): string {
  return localized(partOf(target, words)?.label) || named(`condition.targets.${target.replaceAll('.', '_')}`, target)
}

/** “Ticket: subject” within a sentence. */
const subjectWords = (target: string, words: ConditionWords) => targetWords(target, words).replace(': ', ' ')
/** Whether one of several is on it, or it is one of several. */
const HAS_SEVERAL: readonly string[] = ['tags', 'options']

export function conditionWords(condition: Condition, words: ConditionWords): string {
  const { t, te } = i18n.global
  const { target, op } = condition
  const part = partOf(target, words)
  const said = { target: subjectWords(target, words), value: valueWords(target, condition.value, words) }
  const asked = typeof condition.value === 'boolean' ? (condition.value ? 'yes' : 'no') : part && HAS_SEVERAL.includes(part.type) && te(`condition.phrase.has_${op}`) ? `has_${op}` : op
  if (te(`condition.phrase.${asked}`)) return particles(t(`condition.phrase.${asked}`, said))
  return `${said.target} ${op} ${said.value}`
}

/** The whole tree, as one would say it; empty when it asks nothing. Groups inside groups stand in brackets. */
export function treeWords(node: ConditionNode, words: ConditionWords, nested = false): string {
  const { t } = i18n.global
  if (isCondition(node)) return conditionWords(node, words)
  const { mode, nodes } = groupOf(node)
  const said = nodes.map((one) => treeWords(one, words, nodes.length > 1)).filter((text) => text !== '')
  const text = said.join(t(mode === 'all' || mode === 'not_all' ? 'condition.and' : 'condition.or'))
  if (text === '') return mode === 'all' || mode === 'any' ? '' : t('condition.negated', { text: t('condition.always') })
  if (mode === 'none' || mode === 'not_all') return t('condition.negated', { text })
  return nested && said.length > 1 ? `(${text})` : text
}
