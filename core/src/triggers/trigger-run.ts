import type { Changes, Localized, Ticket, TriggerFacts } from 'adapters-sdk'
import { currentScope, withCause } from '../tenancy/index.js'
import type { CompiledTrigger } from './compile-trigger.js'
import { CHANGED } from './core-parts.js'
import { describeDefect, type Defect } from './defect.js'
import { evaluate, explain, seenIn, type ConditionResult } from './evaluate.js'
import type { ActionResult, TriggerResult } from './ledger.js'
import type { Missed, MissedGroup } from './missed.js'
import { mergeChanges, ticketChanges } from './ticket-changes.js'
import type { TicketEvent } from './ports.js'
import { hears, type Rule } from './rule-set.js'

/** How many triggers may stand between an outside fact and what it causes. */
const MAX_DEPTH = 5

export const NOT_LISTENING: Localized = { ko: '이 시점에는 실행되지 않는 트리거입니다.', en: 'It does not run at this event.' }
const TOO_DEEP: Localized = { ko: `트리거가 ${MAX_DEPTH}번까지 이어졌으므로 실행하지 않았습니다.`, en: `Not run: ${MAX_DEPTH} triggers had already set each other off.` }

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
  /** The run's revision at which it was judged last, and how that came out. */
  judgedAt: number
  asked: string
  /** How many triggers stand before it: one that a change woke stands behind the trigger that made the change. */
  depth: number
  /** The trigger whose change let it be looked at. */
  wokenBy: number | undefined
  /** Run, or it cannot run: not looked at again. */
  result: TriggerResult | null
}

/** One event and the triggers it meets: in order, each at most once, judged on the ticket as it stands when its turn comes. */
export class TriggerRun {
  readonly #entries: Entry[]
  #facts: TriggerFacts
  /** As they were before each change that triggers made, and as they are; the last index counts the changes. */
  readonly #past: TriggerFacts[]
  /** How deep the trigger stood that made the last change. */
  #changeDepth: number
  /** The trigger that made it. */
  #changedBy: number | undefined
  #gone = false

  constructor(
    readonly event: TicketEvent,
    rules: readonly Rule[],
    facts: TriggerFacts,
    readonly host: RunHost,
  ) {
    this.#facts = facts
    this.#past = [facts]
    const { depth } = currentScope().cause
    this.#changeDepth = depth
    this.#entries = rules.map((rule) => ({ rule, judgedAt: -1, asked: '', depth, wokenBy: undefined, result: null }))
  }

  get #revision(): number {
    return this.#past.length - 1
  }

  /** Such a trigger is left out and the others go on. */
  markBroken(id: number, defect: Defect): void {
    const entry = this.#entries.find(({ rule }) => rule.id === id)
    if (entry) settle(entry, { state: 'broken', reason: describeDefect(defect) })
  }

  /** Resolves to those that ran or could not, in order. */
  async run(): Promise<TriggerResult[]> {
    for (let entry = this.#nextThatHolds(); entry; entry = this.#nextThatHolds()) await this.#fire(entry)
    return this.#entries.flatMap(({ result }) => result ?? [])
  }

  /** Those that were looked at and whose conditions did not hold; null: none. */
  missed(): Missed | null {
    const groups = new Map<string, MissedGroup & { readonly ids: number[] }>()
    for (const { rule, result, judgedAt: at, asked, wokenBy } of this.#entries) {
      if (result || at < 0) continue
      const key = `${at} ${asked} ${wokenBy ?? ''}`
      const group = groups.get(key)
      if (group) group.ids.push(rule.id)
      else groups.set(key, { at, asked, ...(wokenBy !== undefined && { wokenBy }), ids: [rule.id] })
    }
    if (groups.size === 0) return null
    return { seen: Object.fromEntries([...groups.values()].map(({ at }) => [at, seenIn(this.#past[at]!)])), groups: [...groups.values()] }
  }

  /** What became of one trigger; undefined: nothing, it was not looked at. */
  resultOf(id: number): TriggerResult | undefined {
    const entry = this.#entries.find(({ rule }) => rule.id === id)
    if (!entry || (!entry.result && entry.judgedAt < 0)) return undefined
    return entry.result ?? resultOf(entry, { conditions: this.#conditions(entry) })
  }

  /** From the top: a change made by a trigger lets those that have not run be looked at again. */
  #nextThatHolds(): Entry | null {
    if (this.#gone) return null
    const revision = this.#revision
    for (const entry of this.#entries) {
      if (entry.result || entry.judgedAt === revision || !this.#listens(entry.rule)) continue
      if (entry.judgedAt >= 0 || !hears(entry.rule, this.event)) {
        entry.depth = this.#changeDepth
        entry.wokenBy = this.#changedBy
      }
      entry.judgedAt = revision
      try {
        const { held, asked } = evaluate(entry.rule.compiled, this.#facts)
        entry.asked = asked
        if (!held) continue
        if (entry.depth < MAX_DEPTH) return entry
        settle(entry, { conditions: this.#conditions(entry), reason: TOO_DEEP })
      } catch (error) {
        this.host.failed(entry.rule, error)
        settle(entry, { state: 'broken', reason: describeDefect({ code: 'failing_condition', detail: (error as Error).message }) })
      }
    }
    return null
  }

  /** A change, the event's own or a trigger's, wakes the triggers that listen to changes. */
  #listens(rule: Rule): boolean {
    return hears(rule, this.event) || (rule.compiled.events.has(CHANGED) && Object.keys(this.#facts.changes).length > 0)
  }

  #conditions({ rule, asked, judgedAt }: Entry): ConditionResult[] {
    return explain(rule.compiled.written, asked, seenIn(this.#past[judgedAt]!))
  }

  async #fire(entry: Entry): Promise<void> {
    const { rule } = entry
    const { compiled } = rule
    const conditions = this.#conditions(entry)
    if (rule.state === 'shadow') return settle(entry, { state: 'shadow', conditions, actions: compiled.actions.map(({ action }) => ({ type: action.type, state: 'shadow', outcome: action.label })) })
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
      this.#gone = true
      return null
    }
    const changes: Changes = ticketChanges(this.#facts.ticket, ticket)
    if (Object.keys(changes).length === 0) return changes
    this.#facts = { ...this.#facts, ticket, changes: mergeChanges(this.#facts.changes, changes) }
    this.#past.push(this.#facts)
    this.#changeDepth = depth
    this.#changedBy = by
    return changes
  }
}

/** Of a trigger that an event does not concern. */
export function notListening(rule: Rule): TriggerResult {
  return resultOf({ rule }, { reason: NOT_LISTENING })
}

function settle(entry: Entry, outcome: Partial<TriggerResult>): void {
  entry.result = resultOf(entry, outcome)
}

function resultOf({ rule, wokenBy }: Pick<Entry, 'rule'> & Partial<Entry>, outcome: Partial<TriggerResult>): TriggerResult {
  return { triggerId: rule.id, title: rule.title, version: rule.version, state: 'not_matched', conditions: [], actions: [], reason: null, ...outcome, ...(wokenBy !== undefined && { wokenBy }) }
}
