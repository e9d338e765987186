import type { TriggerDeadline, TriggerFacts } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import { isOpen, workingTimeBetween } from './business-calendar.js'
import { deadlineState } from './deadline-state.js'
import { SlaPolicies, type SlaPolicy } from './sla-policies.js'
import { TicketClocks, type ClockRow, type Deadline } from './ticket-clocks.js'

const MINUTE_MS = 60_000

/** What triggers ask about hours and deadlines. */
export class TicketPromises {
  readonly policies: SlaPolicies
  readonly clocks: TicketClocks

  constructor(
    db: ScopedDb,
    readonly now: () => number,
  ) {
    this.policies = new SlaPolicies(db, now)
    this.clocks = new TicketClocks(db, this.policies, now)
  }

  /** As the ticket stands, also where its clocks are counted anew only after the triggers. */
  async of(ticketId: number): Promise<Required<Pick<TriggerFacts, 'businessHours' | 'deadlines'>>> {
    const policy = await this.policies.current()
    const clock = policy.document.enabled ? await this.clocks.counted(ticketId) : null
    const deadline = (which: Deadline) => clock && this.#deadline(policy, clock, which)
    return { businessHours: this.#open(policy), deadlines: { first: deadline('first'), solve: deadline('solve') } }
  }

  /** Whether the running service promises anything. */
  async used(): Promise<boolean> {
    return (await this.policies.current()).document.enabled
  }

  /** Who never wrote down hours is always there. */
  #open({ version, document, calendar }: SlaPolicy): boolean {
    return version === 0 || document.week.every((day) => day.length === 0) || isOpen(calendar, this.now())
  }

  #deadline(policy: SlaPolicy, clock: ClockRow, which: Deadline): TriggerDeadline | null {
    const state = deadlineState(clock, which)
    if (state === null) return null
    const [due, now] = [clock[`${which}_due_at`], this.now()]
    if (due === null || clock[`${which}_done_at`] !== null) return { state, dueAt: null, minutesLeft: null }
    const warnAt = this.clocks.warningAt(policy, clock, which)
    const near = state === 'running' && warnAt !== null && warnAt <= now
    const { calendar } = policy
    const left = workingTimeBetween(calendar, now, due) - workingTimeBetween(calendar, due, now)
    return { state: due <= now ? 'missed' : near ? 'near' : state, dueAt: due, minutesLeft: Math.ceil(left / MINUTE_MS) }
  }
}
