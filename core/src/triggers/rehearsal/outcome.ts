import type { Localized, QueuedMessage } from 'adapters-sdk'
import type { ConditionResult } from '../evaluate.js'
import type { ActionResult, TriggerResult } from '../ledger.js'
import { same } from '../same.js'
import type { Replayed } from './rehearser.js'

/** Beside what really happened: the same, only now, only then, or otherwise. */
export const AGAINST_LIVE = ['same', 'new', 'gone', 'other'] as const
export type AgainstLive = (typeof AGAINST_LIVE)[number]

export interface RehearsedMessage { readonly channel: string; readonly to: readonly string[]; readonly subject: string; readonly text: string; /** Thousandths of a won. */ readonly cost: number }
export interface RehearsedAction extends ActionResult { readonly messages: readonly RehearsedMessage[] }
export interface OutcomeDetail {
  readonly reason: Localized | null
  readonly wokenBy: number | null
  readonly conditions: readonly ConditionResult[]
  readonly actions: readonly RehearsedAction[]
  /** What really became of it, where that was otherwise. */
  readonly happened: { readonly state: TriggerResult['state']; readonly actions: readonly ActionResult[] } | null
}
/** What one trigger would have done at one event. */
export interface Outcome {
  readonly triggerId: number
  readonly title: string
  readonly state: TriggerResult['state']
  readonly live: AgainstLive
  readonly detail: OutcomeDetail
}
export interface MessagePrices { channel(inboxId: number): string; of(channel: string): number }

const SHOWN = 2000

/** What mattered at one event: those that run now in their order, behind them those that only ran then. */
export function outcomes({ results, messages }: Replayed, happened: readonly TriggerResult[], prices: MessagePrices): Outcome[] {
  const before = new Map(happened.map((result) => [result.triggerId, result]))
  const pairs = [...results.map((result) => [result, before.get(result.triggerId)] as const), ...happened.filter(({ triggerId }) => !results.some((one) => one.triggerId === triggerId)).map((result) => [undefined, result] as const)]
  const found: Outcome[] = []
  for (const [now, then] of pairs) {
    const mattersNow = now !== undefined && matters(now)
    const mattered = then !== undefined && matters(then)
    if (!mattersNow && !mattered) continue
    const live = !mattered ? 'new' : !mattersNow ? 'gone' : same(essence(now), essence(then)) ? 'same' : 'other'
    const { triggerId, title } = (now ?? then)!
    const actions: RehearsedAction[] = []
    for (const [index, action] of (now?.actions ?? []).entries()) actions.push({ ...action, messages: shown(messages.get(`${triggerId}:${index}`) ?? [], prices) })
    found.push({
      triggerId,
      title,
      state: now?.state ?? 'off',
      live,
      detail: { reason: now?.reason ?? null, wokenBy: now?.wokenBy ?? null, conditions: now?.conditions ?? [], actions, happened: live === 'same' || !then ? null : { state: then.state, actions: then.actions } },
    })
  }
  return found
}

/** It did something, or would have if it could. */
function matters({ state, reason, conditions }: TriggerResult): boolean {
  return state === 'fired' || state === 'shadow' || state === 'broken' || (state === 'not_matched' && reason !== null && conditions.length > 0)
}

function essence({ state, actions }: TriggerResult): unknown {
  return [state, actions.map(({ type, state, outcome, changes }) => [type, state, outcome, changes ?? {}])]
}

function shown(messages: readonly QueuedMessage[], prices: MessagePrices): RehearsedMessage[] {
  const result: RehearsedMessage[] = []
  for (const { inboxId, to, cc, subject, html } of messages) {
    const channel = prices.channel(inboxId)
    const addresses = [...to, ...(cc ?? [])].map((identity) => identity.address)
    result.push({ channel, to: addresses, subject, text: toText(html), cost: prices.of(channel) * addresses.length })
  }
  return result
}

/** Enough to recognise it by. */
function toText(html: string): string {
  const text = html.replace(/<(br|\/p|\/div|\/li)\b[^>]*>/gi, '\n').replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).replace(/&nbsp;/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&').trim()
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
