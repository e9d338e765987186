import { computed, shallowRef, type ComputedRef } from 'vue'
import { useApi } from '../../api/use-api.js'
import { i18n, localized } from '../../i18n/i18n.js'
import { particles } from '../../i18n/particles.js'
import { isShown, optionsOf, unwrap, withDefaults, type JsonSchema } from '../../kit/schema/json-schema.js'
import { currentService } from '../../session/session.js'
import { named, treeWords, useChoices } from '../conditions/condition-words.js'
import type { ConditionNode, ConditionWords } from '../conditions/types.js'
import { fillSentence } from './say-action.js'
import type { ActionPart, Trigger, TriggerDraft, TriggerParts } from './types.js'

/** The event that asks for how long. */
export const TIME_PASSED = 'time.passed'

/** A field of the service as conditions name it. */
const FIELD = 'field.'
/** What no trigger can enter: files, and the customer's consent. */
const NOT_ENTERED = /^field\.(file|consent)\./

export interface Words extends ConditionWords { readonly parts: TriggerParts | null }

const loaded = shallowRef<{ readonly service: string; readonly parts: TriggerParts } | null>(null)
let asking = ''

/** What triggers can be made of here, with the names behind ids. */
export function useTriggerParts(): ComputedRef<Words> {
  const service = currentService.value?.code ?? ''
  if (service && loaded.value?.service !== service && asking !== service) {
    asking = service
    useApi().get<TriggerParts>('/trigger-parts').then((parts) => (loaded.value = { service, parts }), () => undefined).finally(() => (asking = ''))
  }
  const choices = useChoices()
  return computed(() => {
    const parts = loaded.value?.service === currentService.value?.code ? (loaded.value?.parts ?? null) : null
    const conditions = parts?.conditions ?? []
    const fields = conditions.filter(({ target }) => target.startsWith(FIELD) && !NOT_ENTERED.test(target)).map(({ target, label }) => ({ value: target.slice(FIELD.length), label: localized(label).replace(/^[^:]+: /, '') }))
    return { parts, conditions, choices: { ...choices.value, fields } }
  })
}

const LONGEST = 40
const clipped = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

export function paramWords(schema: JsonSchema, value: unknown, words: Words): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.map((one) => paramWords(unwrap(schema.items ?? {}), one, words)).filter(Boolean).join(', ') || null
  if (typeof value === 'boolean') return value ? localized(schema.title) || named('condition.yes', 'true') : null
  const list = schema.choicesFrom
  if (list) return words.choices[list].find((choice) => String(choice.value) === String(value))?.label ?? String(value)
  const option = optionsOf(schema).find((one) => one.value === value)
  if (option) return localized(option.title) || named(`schema.value.${String(value)}`, String(value))
  return schema.format === 'html' ? textOf(String(value)) : String(value)
}
function textOf(html: string): string {
  return new DOMParser().parseFromString(html.replace(/<(br|\/p|\/div|\/li)[^>]*>/gi, ' $&'), 'text/html').body.textContent.replace(/\s+/g, ' ').trim()
}

/** In a sentence: short, and of an address only whose it is. */
function said(schema: JsonSchema, params: Readonly<Record<string, unknown>>, name: string, words: Words): string | null {
  const property = schema.properties?.[name]
  if (!property || !isShown(property, params)) return null
  const text = paramWords(unwrap(property), params[name], words)
  const host = text && /^https?:\/\/([^/?#]+)/i.exec(text)?.[1]
  return text && clipped(host || text.replace(/\s+/g, ' '))
}

export function actionWords(action: { readonly type: string; readonly params: Readonly<Record<string, unknown>> }, words: Words): string {
  const part: ActionPart | undefined = words.parts?.actions.find((one) => one.type === action.type)
  if (!part) return action.type
  const params = withDefaults(part.params, action.params)
  const wordsOf = (name: string) => said(part.params, params, name, words)
  if (part.sentence) return particles(fillSentence(localized(part.sentence), wordsOf))
  const details = Object.keys(part.params.properties ?? {}).flatMap((name) => {
    const text = wordsOf(name)
    return text === null ? [] : [typeof params[name] === 'boolean' ? text : `${localized(unwrap(part.params.properties![name]!).title) || name} “${text}”`]
  })
  return details.length ? `${localized(part.label)}: ${details.join(', ')}` : localized(part.label)
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
