import type { z } from 'adapters-sdk'
import type { ScopedDb } from '../../tenancy/index.js'
import type { Ledger, TriggerResult } from '../ledger.js'
import type { TriggerParts } from '../trigger-parts.js'
import type { TriggerVersion, TriggerVersions } from '../trigger-versions.js'
import { decisive } from './decisive.js'
import { judgeNow } from './judge-now.js'
import { missedCount, missedIds, missedOf, type LedgerEvent } from './ledger-event.js'
import type { answersView, ledgerView, missedView, resultView, whyView } from './ledger-schemas.js'
import { ranState } from './ran-state.js'
import { SentMails } from './sent-mails.js'
import { answerFor, type AnswerState } from './trigger-answer.js'

type ResultView = z.input<typeof resultView>
type EvaluationView = z.input<typeof whyView>['evaluations'][number]
const ofTime = (at: number) => new Date(at).toISOString()

/** Where the trigger was not there to be asked. */
const UNASKED: ReadonlySet<AnswerState> = new Set<AnswerState>(['not_yet', 'off', 'unknown'])

/** Says what the ledger has, as screens need it. */
export class LedgerViews {
  constructor(
    readonly db: ScopedDb,
    readonly versions: TriggerVersions,
    readonly ledger: Ledger,
    readonly parts: TriggerParts,
  ) {}

  async evaluations(events: readonly LedgerEvent[]): Promise<EvaluationView[]> {
    const [newest, mails] = await Promise.all([this.#newest(events.flatMap(({ ran }) => ran)), SentMails.of(this.db, events)])
    return events.map((event) => ({ id: event.id, event: event.event, at: ofTime(event.at), triggers: event.ran.map((result) => view(event, result, newest, mails)), missed: missedCount(event) }))
  }

  async found(events: readonly LedgerEvent[]): Promise<z.input<typeof ledgerView>['items']> {
    const ids = [...new Set(events.map(({ ticketId }) => ticketId))]
    const tickets = ids.length === 0 ? [] : await this.db.all<{ id: number; number: string; subject: string }>('select t.id, t.number, t.subject from {ticket} t where t.id in (:ids)', { ids })
    const byId = new Map(tickets.map(({ id, ...ticket }) => [id, ticket]))
    return (await this.evaluations(events)).map((evaluation, at) => ({ ...evaluation, ticket: byId.get(events[at]!.ticketId) ?? { number: '', subject: '' } }))
  }

  async missed(event: LedgerEvent): Promise<z.input<typeof missedView>> {
    const versions = await this.versions.ofAll(missedIds(event))
    const results = missedOf(event, versions)
    const [newest, mails] = await Promise.all([this.#newest(results), SentMails.of(this.db, [])])
    return { missed: results.map((result) => view(event, result, newest, mails, versions.get(result.triggerId))) }
  }

  /** `versions`: of the trigger, oldest first. */
  async answers(triggerId: number, versions: readonly TriggerVersion[], events: readonly LedgerEvent[]): Promise<Omit<z.input<typeof answersView>, 'next'>> {
    const last = versions.at(-1)!
    const newest = new Map(last.kind === 'removed' ? [] : [[triggerId, last.version]])
    const mails = await SentMails.of(this.db, events)
    const answers = events.map((event) => ({ event, ...answerFor(event, triggerId, versions) }))
    const otherwise = answers.filter(({ state, version }) => last.kind !== 'removed' && (UNASKED.has(state) || (state !== 'fired' && version?.version !== last.version)))
    const now = new Map((await this.ledger.keptOf(otherwise.map(({ event }) => event.id))).map((kept) => [kept.id, judgeNow(triggerId, last, kept, this.parts)]))
    return {
      trigger: { id: triggerId, title: last.title, state: last.kind === 'removed' ? 'removed' : last.state, newest: last.version },
      answers: answers.map(({ event, state, result, version }) => {
        const judged = now.get(event.id) ?? null
        return {
          id: event.id, event: event.event, at: ofTime(event.at), state, result: result && view(event, result, newest, mails, versions), version: version && viewVersion(version),
          now: judged && { listens: judged.listens, held: judged.held, conditions: judged.conditions as ResultView['conditions'], decided: judged.held ? [] : decisive(last.conditions, judged.conditions) },
        }
      }),
    }
  }

  async #newest(results: readonly TriggerResult[]): Promise<Map<number, number>> {
    const ids = [...new Set(results.map(({ triggerId }) => triggerId))]
    if (ids.length === 0) return new Map()
    const rows = await this.db.all<{ id: number; version: number }>('select r.id, r.version from {trigger_rule} r where r.id in (:ids)', { ids })
    return new Map(rows.map(({ id, version }) => [id, version]))
  }
}

function view(event: LedgerEvent, result: TriggerResult, newest: ReadonlyMap<number, number>, mails: SentMails, versions: readonly TriggerVersion[] = []): ResultView {
  const { triggerId, title, version, reason, wokenBy, conditions } = result
  const state = ranState(result)
  const waker = event.ran.find((one) => one.triggerId === wokenBy)
  return {
    triggerId, title, version, state, reason, newest: newest.get(triggerId) ?? null,
    wokenBy: waker ? { id: waker.triggerId, title: waker.title } : null,
    conditions: conditions as ResultView['conditions'],
    decided: state === 'not_matched' ? decisive(versions.find((one) => one.version === version)?.conditions, conditions) : [],
    actions: result.actions.map((action, index) => ({ ...action, mails: [...mails.get(event, triggerId, index)] })) as ResultView['actions'],
  }
}

function viewVersion({ version, kind, at, by, events, wait, reason }: TriggerVersion): NonNullable<z.input<typeof answersView>['answers'][number]['version']> {
  return { version, kind, at: ofTime(at), by, events: [...events], wait: wait ?? null, reason }
}
