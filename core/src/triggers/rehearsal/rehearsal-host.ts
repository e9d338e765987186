import type { Localized, QueuedMessage, SubstitutionValues, Ticket, TriggerFacts } from 'adapters-sdk'
import type { ErrorCatalogue } from '../../http/index.js'
import { FrozenError, type ScopedDb } from '../../tenancy/index.js'
import { causes, describeFailure } from '../action-failure.js'
import type { CompiledTrigger } from '../compile-trigger.js'
import type { ActionResult, TriggerResult } from '../ledger.js'
import type { TicketEvent, TriggerSubstitutions } from '../ports.js'
import type { RunHost } from '../trigger-run.js'
import { applied } from './applied.js'
import { rehearse, type Rehearsing } from './rehearsing.js'

const NOT_KNOWN: Localized = { ko: '무엇을 할지 미리 알 수 없는 결과입니다. 실제로는 실행됩니다.', en: 'What this result would do cannot be known beforehand; in earnest it is carried out.' }

export interface RehearsalHostDependencies {
  readonly db: ScopedDb
  readonly errors: ErrorCatalogue
  readonly substitutions: TriggerSubstitutions
}

/** Runs results of triggers for one event without doing them. */
export class RehearsalHost implements RunHost {
  /** By trigger and place among its results. */
  readonly messages = new Map<string, readonly QueuedMessage[]>()

  constructor(
    readonly deps: RehearsalHostDependencies,
    /** The ticket as it would stand. */
    public current: Ticket,
    readonly happened: ReadonlyMap<number, TriggerResult>,
    readonly turns: Map<number, number>,
    readonly now: number,
  ) {}

  async ticket(): Promise<Ticket> {
    return this.current
  }

  /** The result says that it is broken. */
  failed(): void {}

  async act(trigger: CompiledTrigger, _title: string, index: number, facts: TriggerFacts, event: TicketEvent): Promise<ActionResult> {
    const { action, params } = trigger.actions[index]!
    const { type } = action
    const before = this.happened.get(trigger.id)?.actions[index]
    if (before?.type === type && before.state === 'done' && action.unsteady?.(params)) {
      this.current = applied(this.current, before.changes ?? {}, this.now)
      return { type, state: 'done', outcome: before.outcome }
    }
    const step: Rehearsing = { ticket: this.current, messages: [], turns: new Map(this.turns), now: this.now }
    try {
      const outcome = await rehearse(step, () => action.run({ facts, triggerId: trigger.id, receiptKey: `${event.key}:${trigger.id}:${index}`, substitutions: () => this.#values(step, facts) }, params))
      this.current = step.ticket
      for (const [group, place] of step.turns) this.turns.set(group, place)
      if (step.messages.length > 0) this.messages.set(`${trigger.id}:${index}`, step.messages)
      return { type, state: 'done', outcome }
    } catch (error) {
      if (causes(error).some((one) => one instanceof FrozenError)) return { type, state: 'done', outcome: NOT_KNOWN }
      return { type, state: 'failed', outcome: describeFailure(this.deps.errors, error) }
    }
  }

  /** As they are now, except what the facts of then say better. */
  async #values({ ticket }: Rehearsing, { customer, message }: TriggerFacts): Promise<SubstitutionValues> {
    const { db, substitutions } = this.deps
    const address = (scheme: string) => customer.identities.find((identity) => identity.scheme === scheme)?.address ?? ''
    const group = ticket.groupId === null ? undefined : await db.one<{ name: string }>('select g.name from {agent_group} g where g.id = :id', { id: ticket.groupId })
    const agent = ticket.assigneeId === null ? undefined : await db.one<{ name: string }>("select coalesce(nullif(p.nickname, ''), p.name) as name from {member} p where p.id = :id", { id: ticket.assigneeId })
    return {
      ...(await substitutions.of(ticket.id)),
      'content': message?.text ?? '',
      'ticket.title': ticket.subject,
      'customer.name': customer.name,
      'customer.email': address('email'),
      'customer.phone': address('phone'),
      'group.name': group?.name ?? '',
      'agent.nickname': agent?.name ?? '',
    }
  }
}
