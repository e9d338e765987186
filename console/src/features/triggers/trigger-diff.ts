import { i18n, localized } from '../../i18n/i18n.js'
import { unwrap, type JsonSchema } from '../../kit/schema/json-schema.js'
import { conditionWords, treeWords } from '../conditions/condition-words.js'
import { isCondition } from '../conditions/tree.js'
import type { Condition, ConditionNode } from '../conditions/types.js'
import { actionWords, eventWords, paramWords, type Words } from './trigger-words.js'
import type { Trigger, TriggerActionValue } from './types.js'

export interface DiffLine { readonly kind: 'added' | 'removed' | 'changed'; readonly text: string }
/** What can differ between two versions, or between what is here and what a file says. */
export type Compared = Pick<Trigger, 'title' | 'state' | 'events' | 'wait'> & { readonly conditions: unknown; readonly actions: readonly { readonly type: string; readonly params: Readonly<Record<string, unknown>> }[] }

/** What became different, in words. */
export function triggerDiff(before: Compared, after: Compared, words: Words): DiffLine[] {
  const { t } = i18n.global
  const turned = (label: string, from: string, to: string): DiffLine[] => (from === to ? [] : [{ kind: 'changed', text: t('trigger.diff.turned', { label, from, to }) }])
  return [
    ...turned(t('trigger.name'), before.title, after.title),
    ...turned(t('trigger.stateLabel'), t(`trigger.state.${before.state}`), t(`trigger.state.${after.state}`)),
    ...lines(t('trigger.when'), before.events.map((name) => eventWords(name, before.wait, words)), after.events.map((name) => eventWords(name, after.wait, words))),
    ...conditionLines(before.conditions as ConditionNode, after.conditions as ConditionNode, words),
    ...resultLines(before.actions, after.actions, words),
  ]
}

function lines(label: string, before: readonly string[], after: readonly string[]): DiffLine[] {
  const { t } = i18n.global
  const line = (kind: DiffLine['kind']) => (text: string): DiffLine => ({ kind, text: t('trigger.diff.of', { label, text }) })
  return [...without(before, after).map(line('removed')), ...without(after, before).map(line('added'))]
}

/** Each as often as it is there more. */
function without(all: readonly string[], gone: readonly string[]): string[] {
  const left = [...gone]
  return all.filter((one) => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** One by one where all must hold; where there are groups, the whole of it, since where something stands matters too. */
function conditionLines(before: ConditionNode, after: ConditionNode, words: Words): DiffLine[] {
  const { t } = i18n.global
  const [old, now] = [flat(before), flat(after)]
  if (old && now) return lines(t('trigger.if'), old.map((one) => conditionWords(one, words)), now.map((one) => conditionWords(one, words)))
  return lines(t('trigger.if'), [treeWords(before, words) || t('condition.always')], [treeWords(after, words) || t('condition.always')])
}
function flat(node: ConditionNode): Condition[] | null {
  if (isCondition(node)) return [node]
  return 'all' in node && node.all.every(isCondition) ? [...node.all] : null
}

function resultLines(before: Compared['actions'], after: Compared['actions'], words: Words): DiffLine[] {
  const { t } = i18n.global
  const [old, now] = [before, after].map((actions) => actions.map((action) => sorted(action)))
  const out = without(old!, now!).map((one) => JSON.parse(one) as TriggerActionValue)
  const into = without(now!, old!).map((one) => JSON.parse(one) as TriggerActionValue)
  const changed = out.flatMap((one): DiffLine[] => {
    const at = into.findIndex(({ type }) => type === one.type)
    return at < 0 ? [{ kind: 'removed', text: t('trigger.diff.of', { label: t('trigger.then'), text: actionWords(one, words) }) }] : paramLines(one, into.splice(at, 1)[0]!, words)
  })
  if (out.length + into.length + changed.length === 0 && old!.join() !== now!.join()) return [{ kind: 'changed', text: t('trigger.diff.order', { order: after.map((action) => actionWords(action, words)).join(' → ') }) }]
  return [...changed, ...into.map((one): DiffLine => ({ kind: 'added', text: t('trigger.diff.of', { label: t('trigger.then'), text: actionWords(one, words) }) }))]
}

function paramLines(before: TriggerActionValue, after: TriggerActionValue, words: Words): DiffLine[] {
  const { t } = i18n.global
  const part = words.parts?.actions.find(({ type }) => type === before.type)
  const label = localized(part?.label) || before.type
  return [...new Set([...Object.keys(before.params), ...Object.keys(after.params)])].flatMap((name): DiffLine[] => {
    const schema: JsonSchema = unwrap(part?.params.properties?.[name] ?? {})
    const say = (value: unknown) => (typeof value === 'boolean' ? t(value ? 'condition.yes' : 'condition.no') : plain(paramWords(schema, value, words)) || t('condition.noValue'))
    const [from, to] = [say(before.params[name]), say(after.params[name])]
    if (sorted(before.params[name]) === sorted(after.params[name])) return []
    return [{ kind: 'changed', text: t('trigger.diff.turned', { label: `${label} · ${localized(schema.title) || name}`, from, to }) }]
  })
}

const LONGEST = 120
function plain(text: string | null): string {
  const bare = (text ?? '').replace(/\s+/g, ' ').trim()
  return bare.length > LONGEST ? `${bare.slice(0, LONGEST)}…` : bare
}

/** The server keeps the keys of objects in an order of its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner)) ?? ''
}
