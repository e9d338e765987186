import type { Changes, Localized, Ticket, TriggerFacts } from 'adapters-sdk'
import { currentScope, withCause } from '../tenancy/index.js'
import type { CompiledTrigger } from './compile-trigger.js'
import { CHANGED } from './core-parts.js'
import { describeDefect, type Defect } from './defect.js'
import { evaluate } from './evaluate.js'
import type { ActionResult, TriggerResult } from './ledger.js'
import { mergeChanges, ticketChanges } from './ticket-changes.js'
import type { TicketEvent } from './ports.js'
import type { Rule } from './rule-store.js'

/** How many triggers may stand between an outside fact and what it causes. */
const MAX_DEPTH = 5

const NOT_LISTENING: Localized = { ko: '이 시점에는 실행되지 않는 트리거입니다.', en: 'It does not run at this event.' }
const TOO_DEEP: Localized = { ko: `트리거가 ${MAX_DEPTH}번까지 이어졌으므로 실행하지 않았습니다.`, en: `Not run: ${MAX_DEPTH} triggers had already set each other off.` }
const SHADOW: Localized = { ko: '시험 모드이므로 실행하지 않고 기록만 했습니다.', en: 'Only recorded: the trigger is in shadow mode.' }

/** What a run asks of the engine. */
export interface RunHost {
  /** Does one action and says how it went; never throws for the action's own failure. */
  act(trigger: CompiledTrigger, title: string, index: number, facts: TriggerFacts, event: TicketEvent): Promise<ActionResult>
  ticket(id: number): Promise<Ticket | null>
  /** Hears of a condition that threw. */
  failed(rule: Rule, error: unknown): void
}

interface Entry {
  readonly rule: Rule
  /** Run, broken or off: not looked at again. */
  settled: boolean
  /** The run's revision at which it was judged last. */
  judgedAt: number
  /** How many triggers stand before it: one that a change woke stands behind the trigger that made the change. */
  depth: number
  /** The trigger whose change let it be looked at. */
  wokenBy: number | undefined
  result: TriggerResult
}

/** One event and the triggers it meets: in order, each at most once, judged on the ticket as it stands when its turn comes. */
export class TriggerRun {
  readonly #entries: Entry[]
  readonly #baseDepth: number
  #facts: TriggerFacts
  /** Counts the changes that triggers made. */
  #revision = 0
  /** How deep the trigger stood that made the last change. */
  #changeDepth: number
  /** The trigger that made it. */
  #changedBy: number | undefined

  constructor(
    readonly event: TicketEvent,
    rules: readonly Rule[],
    facts: TriggerFacts,
    readonly host: RunHost,
  ) {
    this.#facts = facts
    this.#baseDepth = currentScope().cause.depth
    this.#changeDepth = this.#baseDepth
    this.#entries = rules.map((rule) => ({ rule, settled: rule.compiled === null, judgedAt: -1, depth: this.#baseDepth, wokenBy: undefined, result: resultOf(rule, rule.compiled === null ? { state: 'off' } : { reason: NOT_LISTENING }) }))
  }

  /** Such a trigger is left out and the others go on. */
  markBroken(id: number, defect: Defect): void {
    const entry = this.#entries.find(({ rule }) => rule.id === id)
    if (entry) settle(entry, { state: 'broken', reason: describeDefect(defect) })
  }

  async run(): Promise<TriggerResult[]> {
    for (let entry = this.#nextThatHolds(); entry; entry = this.#nextThatHolds()) await this.#fire(entry)
    return this.#entries.map(({ result }) => result)
  }

  /** From the top: a change made by a trigger lets those that have not run be looked at again. */
  #nextThatHolds(): Entry | null {
    for (const entry of this.#entries) {
      const { compiled } = entry.rule
      if (entry.settled || entry.judgedAt === this.#revision || !compiled || !this.#listens(entry.rule)) continue
      if (entry.judgedAt >= 0 || !hears(entry.rule, this.event)) {
        entry.depth = this.#changeDepth
        entry.wokenBy = this.#changedBy
      }
      entry.judgedAt = this.#revision
      try {
        const { held, conditions } = evaluate(compiled, this.#facts)
        entry.result = resultOf(entry.rule, { conditions, ...woken(entry) })
        if (!held) continue
        if (entry.depth < MAX_DEPTH) return entry
        settle(entry, { conditions, reason: TOO_DEEP })
      } catch (error) {
        this.host.failed(entry.rule, error)
        settle(entry, { state: 'broken', reason: describeDefect({ code: 'failing_condition', detail: (error as Error).message }) })
      }
    }
    return null
  }

  /** A change, the event's own or a trigger's, wakes the triggers that listen to changes. */
  #listens(rule: Rule): boolean {
    return hears(rule, this.event) || (rule.compiled!.events.has(CHANGED) && Object.keys(this.#facts.changes).length > 0)
  }

  async #fire(entry: Entry): Promise<void> {
    const { rule } = entry
    const compiled = rule.compiled!
    const { conditions } = entry.result
    if (rule.state === 'shadow') {
      settle(entry, { state: 'shadow', conditions, actions: compiled.actions.map(({ action }) => ({ type: action.type, state: 'shadow', outcome: SHADOW })) })
      return
    }
    const { cause } = currentScope()
    const depth = entry.depth + 1
    const actions: ActionResult[] = []
    await withCause({ origin: 'trigger', actorId: rule.id, chain: cause.chain, depth }, async () => {
      for (let index = 0; index < compiled.actions.length; index++) {
        const result = await this.host.act(compiled, rule.title, index, this.#facts, this.event)
        const changes = await this.#lookAgain(depth, rule.id)
        actions.push(changes && Object.keys(changes).length > 0 ? { ...result, changes } : result)
        if (!changes) break
      }
    })
    settle(entry, { state: 'fired', conditions, actions })
  }

  /** Whoever changed the ticket, and by whichever port: what differs counts. Resolves to null when it is gone. */
  async #lookAgain(depth: number, by: number): Promise<Changes | null> {
    const ticket = await this.host.ticket(this.event.ticketId)
    if (!ticket) {
      for (const entry of this.#entries) entry.settled = true
      return null
    }
    const changes: Changes = ticketChanges(this.#facts.ticket, ticket)
    if (Object.keys(changes).length === 0) return changes
    this.#facts = { ...this.#facts, ticket, changes: mergeChanges(this.#facts.changes, changes) }
    this.#revision++
    this.#changeDepth = depth
    this.#changedBy = by
    return changes
  }
}

/** Whether the event itself concerns the trigger, apart from what it changed. */
export function hears(rule: Rule, event: TicketEvent): boolean {
  return (rule.compiled?.events.has(event.name) ?? false) && (event.only === undefined || event.only === rule.id)
}

function settle(entry: Entry, outcome: Partial<TriggerResult>): void {
  entry.settled = true
  entry.result = resultOf(entry.rule, { ...outcome, ...woken(entry) })
}

function woken({ wokenBy }: Entry): Partial<TriggerResult> {
  return wokenBy === undefined ? {} : { wokenBy }
}

function resultOf(rule: Rule, outcome: Partial<TriggerResult>): TriggerResult {
  return { triggerId: rule.id, title: rule.title, version: rule.version, state: 'not_matched', conditions: [], actions: [], reason: null, ...outcome }
}
