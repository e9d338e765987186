import { AsyncLocalStorage } from 'node:async_hooks'
import type { TriggerFacts } from 'adapters-sdk'
import { missingReferences } from '../conditions/index.js'
import type { ErrorCatalogue, PluginGate } from '../http/index.js'
import type { Logger } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { causes, describeFailure } from './action-failure.js'
import type { CompiledTrigger } from './compile-trigger.js'
import { CHANGED } from './core-parts.js'
import type { Defect } from './defect.js'
import type { ActionResult, Ledger } from './ledger.js'
import type { TicketEvent, TriggerSubstitutions, TriggerTickets } from './ports.js'
import { hears, type Rule } from './rule-set.js'
import type { RuleStore } from './rule-store.js'
import type { TriggerRevision } from './trigger-revision.js'
import { TriggerRun, type RunHost } from './trigger-run.js'

interface Running { readonly ticketId: number; readonly around: Running | undefined; active: boolean }

/** Answers to changes of tickets with what the service's triggers say, inside the ticket's transaction. */
export class TriggerEngine implements RunHost {
  readonly #running = new AsyncLocalStorage<Running>()

  constructor(
    readonly db: ScopedDb,
    readonly rules: RuleStore,
    readonly revision: TriggerRevision,
    readonly ledger: Ledger,
    readonly tickets: TriggerTickets,
    readonly substitutions: TriggerSubstitutions,
    readonly gate: PluginGate,
    readonly errors: ErrorCatalogue,
    readonly log: Logger,
    readonly now: () => number,
  ) {}

  async react(event: TicketEvent): Promise<void> {
    // What a trigger does to the ticket it runs for is seen by its own run, which no second one may echo.
    for (let around = this.#running.getStore(); around; around = around.around) if (around.active && around.ticketId === event.ticketId) return
    await this.db.transaction(async () => {
      const running: Running = { ticketId: event.ticketId, around: this.#running.getStore(), active: true }
      try {
        await this.#running.run(running, () => this.#run(event))
      } finally {
        running.active = false
      }
    })
  }

  async #run(event: TicketEvent): Promise<void> {
    const [set, read] = await Promise.all([this.rules.forEvent(event.key), this.tickets.facts(event.ticketId)])
    if (!set) return
    const { revision } = set
    const facts: TriggerFacts = { ...read, event: event.name, changes: event.changes, now: this.now() }
    const concerned = set.concernedBy(event.name)
    const changed = Object.keys(event.changes).length > 0
    if (!concerned.some((rule) => hears(rule, event) || (changed && rule.compiled.events.has(CHANGED)))) return this.ledger.write(event, facts, { revision, results: [], missed: null })
    const run = new TriggerRun(event, concerned, facts, this)
    for (const [rule, defect] of await this.#defects(concerned)) run.markBroken(rule.id, defect)
    const results = await run.run()
    await this.ledger.write(event, facts, { revision, results, missed: run.missed() })
  }

  /** Finds what cannot run, and keeps what is said about it on the trigger. */
  async #defects(rules: readonly Rule[]): Promise<Map<Rule, Defect>> {
    const missing = await missingReferences(this.db, rules.map((rule) => rule.compiled))
    const off = await this.#pluginsOff(rules)
    const defects = new Map<Rule, Defect>()
    for (const rule of rules) {
      const lasting = rule.compiled.defects[0] ?? missing.get(rule.id)?.[0]
      await this.#note(rule, lasting)
      const plugin = [...rule.compiled.plugins].find((owner) => off.has(owner))
      const defect = lasting ?? (plugin === undefined ? undefined : { code: 'plugin_off' as const, detail: plugin, path: 'conditions' })
      if (defect) defects.set(rule, defect)
    }
    return defects
  }

  async #pluginsOff(rules: readonly Rule[]): Promise<Set<string>> {
    const off = new Set<string>()
    for (const owner of new Set(rules.flatMap((rule) => [...rule.compiled.plugins]))) if (!(await this.gate.allows(owner))) off.add(owner)
    return off
  }

  async #note(rule: Rule, defect: Defect | undefined): Promise<void> {
    const broken = defect ? `${defect.code}:${typeof defect.detail === 'string' ? defect.detail : defect.detail.en}`.slice(0, 500) : null
    if (broken === rule.broken) return
    await this.db.update('trigger_rule', { broken }, 'id = :id', { id: rule.id })
    await this.revision.next()
    if (defect) this.log.warn({ triggerId: rule.id, broken }, 'trigger is broken')
  }

  ticket(id: number): ReturnType<TriggerTickets['get']> {
    return this.tickets.get(id)
  }

  failed(rule: Rule, error: unknown): void {
    this.log.warn({ err: error, triggerId: rule.id }, 'a condition of a trigger failed')
  }

  async act(trigger: CompiledTrigger, title: string, index: number, facts: TriggerFacts, event: TicketEvent): Promise<ActionResult> {
    const { owner, action, params } = trigger.actions[index]!
    const about = { triggerId: trigger.id, title, action: action.type }
    try {
      const outcome = await this.db.savepoint(async () => {
        const line = await action.run({ facts, triggerId: trigger.id, receiptKey: `${event.key}:${trigger.id}:${index}`, substitutions: () => this.substitutions.of(facts.ticket.id) }, params)
        // What the core's own actions do shows on the ticket by itself.
        if (owner !== 'core') await this.tickets.addEvent(event.ticketId, 'trigger.action', { ...about, outcome: line })
        return line
      })
      return { type: action.type, state: 'done', outcome }
    } catch (error) {
      if (endsTransaction(error)) throw error
      const outcome = describeFailure(this.errors, error)
      this.log.warn({ err: error, ...about, ticketId: event.ticketId }, 'trigger action failed')
      await this.tickets.addEvent(event.ticketId, 'trigger.failed', { ...about, outcome })
      return { type: action.type, state: 'failed', outcome }
    }
  }
}

/** Deadlocks and the like: the whole transaction is run again, so they are nobody's failure. */
function endsTransaction(error: unknown): boolean {
  return causes(error).some((one) => {
    const code = (one as { code?: unknown }).code
    return typeof code === 'string' && /^40[0-9A-Z]{3}$/.test(code)
  })
}
