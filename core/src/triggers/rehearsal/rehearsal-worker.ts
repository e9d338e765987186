import { setImmediate } from 'node:timers/promises'
import { fromJson, type Jobs } from 'adapters-sdk'
import type { Logger } from '../../platform/index.js'
import { compileTrigger } from '../compile-trigger.js'
import type { KeptEvent, Ledger } from '../ledger.js'
import { RuleSet, type Rule } from '../rule-set.js'
import { toDefinition } from '../rule-store.js'
import type { TriggerParts } from '../trigger-parts.js'
import { outcomes, type MessagePrices, type Outcome } from './outcome.js'
import { Rehearser, type Carried, type RehearserDependencies } from './rehearser.js'
import { REHEARSAL_JOB, type RehearsalRow, type TriedRule } from './rehearsals.js'

export interface RehearsalWorkerDependencies extends RehearserDependencies {
  readonly parts: TriggerParts
  readonly ledger: Ledger
  readonly jobs: Jobs
  /** What a message of each channel costs, in thousandths of a won. */
  readonly prices: () => Promise<ReadonlyMap<string, number>>
  readonly log: Logger
  readonly now: () => number
}

/** A job gives way to others after this long and goes on behind them. */
const SLICE_MS = 10_000
const BATCH = 250
/** Requests of this process get their turn between so many events. */
const BREATHE = 20
const ROWS_AT_ONCE = 500

/** Tries triggers batch by batch; what a batch found and how far it came are written together, so that a killed process loses and doubles nothing. */
export class RehearsalWorker {
  constructor(readonly deps: RehearsalWorkerDependencies) {}

  async run(id: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#run(id, signal)
    } catch (error) {
      if (signal.aborted) throw error
      this.deps.log.error({ err: error, rehearsalId: id }, 'a rehearsal failed')
      await this.#end(id, 'failed')
    }
  }

  async #run(id: number, signal: AbortSignal): Promise<void> {
    const { db, ledger, jobs } = this.deps
    const row = await db.one<RehearsalRow>("select r.* from {rehearsal} r where r.id = :id and r.state = 'running'", { id })
    if (!row) return
    const rules = new RuleSet(0, fromJson<TriedRule[]>(row.rules).flatMap((rule) => this.#compiled(rule)))
    const rehearser = new Rehearser(this.deps, rules, fromJson<Carried>(row.carried))
    const prices = await this.#prices()
    const until = Date.now() + SLICE_MS
    for (let cursor = row.cursor_id, batch: KeptEvent[] = [], first = true; first || batch.length === BATCH; first = false) {
      batch = await ledger.events(cursor, row.until_id, row.from_at, BATCH)
      const found: (readonly [KeptEvent, Outcome[]])[] = []
      for (const [index, kept] of batch.entries()) {
        found.push([kept, outcomes(await rehearser.replay(kept), kept.results, prices)])
        if (index % BREATHE === 0) await setImmediate()
        if (signal.aborted) throw new Error('the process stops; the next one goes on')
      }
      const next = batch.at(-1)?.id ?? cursor
      if (!(await this.#keep(row, cursor, next, batch.length, rehearser.carried, found))) return
      cursor = next
      if (Date.now() > until && batch.length === BATCH) return jobs.enqueue(REHEARSAL_JOB, { id })
    }
    await this.#end(id, 'done')
  }

  /** Resolves to false when it was cancelled, or when another process went on with it. */
  #keep({ id, trigger_id: tried }: RehearsalRow, before: number, cursor: number, count: number, carried: Carried, found: readonly (readonly [KeptEvent, readonly Outcome[]])[]): Promise<boolean> {
    const { db } = this.deps
    return db.transaction(async () => {
      const { done } = (await db.one<{ done: number }>('select r.done from {rehearsal} r where r.id = :id', { id }))!
      const mine = await db.update('rehearsal', { cursor_id: cursor, done: done + count, carried: JSON.stringify(carried) }, "id = :id and state = 'running' and cursor_id = :before", { id, before })
      if (mine === 0) return false
      // Of one trigger: the events at which it mattered, and wherever things would have gone otherwise.
      const shown = found.flatMap(([kept, all]) => (tried === null || all.some((one) => one.triggerId === tried || one.live !== 'same') ? all.map((one) => toRow(id, kept, one)) : []))
      for (let at = 0; at < shown.length; at += ROWS_AT_ONCE) await db.insert('rehearsal_result', shown.slice(at, at + ROWS_AT_ONCE))
      return true
    })
  }

  async #end(id: number, state: 'done' | 'failed'): Promise<void> {
    await this.deps.db.update('rehearsal', { state, finished_at: this.deps.now(), carried: '{}' }, "id = :id and state = 'running'", { id })
  }

  #compiled(rule: TriedRule): Rule[] {
    const { id, title, version, state } = rule
    return state === 'off' ? [] : [{ id, title, version, state, broken: null, compiled: compileTrigger(id, version, toDefinition(rule), this.deps.parts) }]
  }

  async #prices(): Promise<MessagePrices> {
    const [inboxes, prices] = [await this.deps.db.all<{ id: number; channel: string }>('select b.id, b.channel from {inbox} b'), await this.deps.prices()]
    const channels = new Map(inboxes.map(({ id, channel }) => [id, channel]))
    return { channel: (inboxId) => channels.get(inboxId) ?? '', of: (channel) => prices.get(channel) ?? 0 }
  }
}

function toRow(rehearsalId: number, { id, event, facts }: KeptEvent, { triggerId, title, state, live, detail }: Outcome): Record<string, string | number> {
  const messages = detail.actions.flatMap((action) => action.messages)
  return {
    rehearsal_id: rehearsalId, event_id: id, event_name: event.name, ticket_id: event.ticketId, trigger_id: triggerId, title, state, live,
    follows: detail.wokenBy === null ? 0 : 1, messages: messages.length, cost: messages.reduce((sum, message) => sum + message.cost, 0), detail: JSON.stringify(detail), created_at: facts.now,
  }
}
