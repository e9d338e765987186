import { computed, shallowRef, type ComputedRef } from 'vue'
import { useApi } from '../../api/use-api.js'
import { i18n, localized } from '../../i18n/i18n.js'
import { optionsOf, unwrap, type JsonSchema } from '../../kit/schema/json-schema.js'
import { can, currentService } from '../../session/session.js'
import { named, treeWords, useChoices } from '../conditions/condition-words.js'
import type { ConditionNode, ConditionWords } from '../conditions/types.js'
import type { ActionPart, Trigger, TriggerDraft, TriggerParts } from './types.js'

/** The event that asks for how long. */
export const TIME_PASSED = 'time.passed'

/** A field of the service as conditions name it. */
const FIELD = 'field.'

export interface Words extends ConditionWords { readonly parts: TriggerParts | null }

const loaded = shallowRef<{ readonly service: string; readonly parts: TriggerParts } | null>(null)
let asking = ''

/** What triggers can be made of here, with the names behind ids. Agents may not read it: then ids and plain names are shown. */
export function useTriggerParts(): ComputedRef<Words> {
  const service = currentService.value?.code ?? ''
  if (can('service') && loaded.value?.service !== service && asking !== service) {
    asking = service
    useApi().get<TriggerParts>('/trigger-parts').then((parts) => (loaded.value = { service, parts }), () => undefined).finally(() => (asking = ''))
  }
  const choices = useChoices()
  return computed(() => {
    const parts = loaded.value?.service === currentService.value?.code ? (loaded.value?.parts ?? null) : null
    const conditions = parts?.conditions ?? []
    const fields = conditions.filter(({ target }) => target.startsWith(FIELD)).map(({ target, label }) => ({ value: target.slice(FIELD.length), label: localized(label) }))
    return { parts, conditions, choices: { ...choices.value, fields } }
  })
}

export function paramWords(schema: JsonSchema, value: unknown, words: Words): string | null {
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

export function eventWords(name: string, wait: TriggerDraft['wait'] | Trigger['wait'], words: Words): string {
  const { t } = i18n.global
  if (name === TIME_PASSED && wait) return t('trigger.wait.sentence', { state: t(`ticket.state.${wait.state}`), minutes: wait.minutes }, wait.minutes)
  return localized(words.parts?.events.find((event) => event.name === name)?.label) || named(`trigger.event.${name.replaceAll('.', '_')}`, name)
}

/** The whole trigger, as one would say it. */
export function triggerSentence(trigger: TriggerDraft | Trigger, words: Words): { readonly when: string; readonly conditions: string; readonly results: string } {
  const { t } = i18n.global
  return {
    when: trigger.events.map((name) => eventWords(name, trigger.wait, words)).join(', '),
    conditions: treeWords(trigger.conditions as ConditionNode, words) || t('condition.always'),
    results: trigger.actions.map((action) => actionWords(action, words)).join(' / ') || t('trigger.noResult'),
  }
}
