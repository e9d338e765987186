import { computed, shallowRef, type ComputedRef } from 'vue'
import { useApi } from '../../api/use-api.js'
import { i18n, localized } from '../../i18n/i18n.js'
import { optionsOf, unwrap, type ChoiceList, type JsonSchema } from '../../kit/schema/json-schema.js'
import { useDirectory } from '../../session/directory.js'
import { can, currentService } from '../../session/session.js'
import { workspace } from '../../session/workspace.js'
import type { ActionPart, ConditionPart, Trigger, TriggerDraft, TriggerParts } from './types.js'

type Choice = { readonly value: string | number; readonly label: string }
export interface Words { readonly parts: TriggerParts | null; readonly choices: Readonly<Record<ChoiceList, readonly Choice[]>> }

const loaded = shallowRef<{ readonly service: string; readonly parts: TriggerParts } | null>(null)
let asking = ''

/** What triggers can be made of here, with the names behind ids. Agents may not read it: then ids and plain names are shown. */
export function useTriggerParts(): ComputedRef<Words> {
  const service = currentService.value?.code ?? ''
  if (can('service') && loaded.value?.service !== service && asking !== service) {
    asking = service
    useApi().get<TriggerParts>('/trigger-parts').then((parts) => (loaded.value = { service, parts }), () => undefined).finally(() => (asking = ''))
  }
  const { groups, agents } = useDirectory()
  return computed(() => ({
    parts: loaded.value?.service === currentService.value?.code ? (loaded.value?.parts ?? null) : null,
    choices: {
      groups: groups.value.map((group) => ({ value: group.id, label: group.name })),
      agents: agents.value.map((agent) => ({ value: agent.id, label: agent.name })),
      channels: (workspace.descriptor?.channels ?? []).map((channel) => ({ value: channel.id, label: localized(channel.label) })),
    },
  }))
}

function named(key: string, fallback: string): string {
  const { t, te } = i18n.global
  return te(key) ? t(key) : fallback
}
const partOf = (target: string, words: Words): ConditionPart | undefined => words.parts?.conditions.find((part) => part.target === target)

/** A value as people say it: the name behind an id, the word behind a code. */
export function valueWords(target: string, value: unknown, words: Words): string {
  const { t } = i18n.global
  if (value === null || value === undefined || value === '') return t('trigger.noValue')
  if (Array.isArray(value)) return value.map((one) => valueWords(target, one, words)).join(', ')
  if (typeof value === 'boolean') return t(value ? 'trigger.yes' : 'trigger.no')
  const part = partOf(target, words)
  const list = part?.choicesFrom ?? ({ 'ticket.group': 'groups', 'ticket.assignee': 'agents', 'ticket.channel': 'channels' } as const)[target]
  const chosen = list ? words.choices[list].find((choice) => String(choice.value) === String(value))?.label : localized(part?.choices?.find((choice) => choice.value === value)?.label)
  return chosen || named(`${target}.${String(value)}`, String(value))
}

export function targetWords(target: string, words: Words): string {
  return localized(partOf(target, words)?.label) || named(`trigger.targets.${target.replaceAll('.', '_')}`, target)
}

export function conditionWords(condition: { readonly target: string; readonly op: string; readonly value: unknown }, words: Words): string {
  const operator = partOf(condition.target, words)?.operators.find((one) => one.op === condition.op)
  const op = localized(operator?.label) || named(`trigger.op.${condition.op}`, condition.op)
  const head = `${targetWords(condition.target, words)} `
  const valueless = operator ? operator.takes === 'none' : condition.value === null || condition.value === undefined
  return valueless ? head + op : `${head}${i18n.global.t('trigger.comparison', { op, value: valueWords(condition.target, condition.value, words) })}`
}

function paramWords(schema: JsonSchema, value: unknown, words: Words): string | null {
  if (value === null || value === undefined || value === '' || schema.format === 'html') return null
  const list = schema.choicesFrom
  if (list) return words.choices[list].find((choice) => String(choice.value) === String(value))?.label ?? String(value)
  const option = optionsOf(schema).find((one) => one.value === value)
  return option ? localized(option.title) || named(`schema.value.${String(value)}`, String(value)) : String(value)
}

export function actionWords(action: { readonly type: string; readonly params: Readonly<Record<string, unknown>> }, words: Words): string {
  const part: ActionPart | undefined = words.parts?.actions.find((one) => one.type === action.type)
  const details = Object.entries(part?.params.properties ?? {}).map(([name, schema]) => paramWords(unwrap(schema), action.params[name], words)).filter((text): text is string => text !== null)
  const label = localized(part?.label) || action.type
  return details.length ? `${label}: ${details.map((text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)).join(' · ')}` : label
}

/** The whole trigger, as one would say it. */
export function triggerSentence(trigger: TriggerDraft | Trigger, words: Words): { readonly when: string; readonly conditions: string; readonly results: string } {
  const { t } = i18n.global
  const events = trigger.events.map((name) => localized(words.parts?.events.find((event) => event.name === name)?.label) || named(`trigger.event.${name.replaceAll('.', '_')}`, name))
  const must = trigger.conditions.must.map((condition) => conditionWords(condition, words)).join(t('trigger.and'))
  const any = trigger.conditions.any.map((condition) => conditionWords(condition, words)).join(t('trigger.or'))
  return {
    when: events.join(', '),
    conditions: [must, any && (trigger.conditions.any.length > 1 || must ? `(${any})` : any)].filter(Boolean).join(t('trigger.and')) || t('trigger.always'),
    results: trigger.actions.map((action) => actionWords(action, words)).join(' / ') || t('trigger.noResult'),
  }
}
