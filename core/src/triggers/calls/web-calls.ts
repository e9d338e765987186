import type { Http, Localized } from 'adapters-sdk'
import type { EventOutbox } from '../../events/index.js'
import type { JobQueue } from '../../jobs/index.js'
import { Vault } from '../../platform/index.js'
import { currentScope, withCause, type ScopedDb } from '../../tenancy/index.js'
import type { TriggerTickets } from '../ports.js'
import { rehearsing } from '../rehearsal/rehearsing.js'
import { attemptCall } from './attempt-call.js'
import type { CallbackSecret } from './callback-secret.js'
import { signCall } from './sign-call.js'
import type { CallOutcome, WebCall, WebRequest } from './web-call.js'

export interface WebCallDependencies {
  readonly db: ScopedDb
  readonly jobs: JobQueue
  readonly events: EventOutbox
  readonly tickets: TriggerTickets
  readonly http: Http
  readonly secret: CallbackSecret
  readonly now: () => number
}

const JOB = 'trigger.call'
/** Slow receivers leave room for other work. */
const AT_ONCE = 24
const BACKOFF_MS = [10_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000]

/** Calls of web addresses: written with what caused them, made after commit, tried again for most of a day. */
export class WebCalls {
  constructor(readonly deps: WebCallDependencies) {
    deps.jobs.handle(JOB, (payload, signal) => this.#run(payload as WebCall, signal), { atOnce: AT_ONCE })
  }

  /** `key`: unique for event, trigger and result. */
  async enqueue(key: string, about: Pick<WebCall, 'ticketId' | 'triggerId' | 'action'>, request: WebRequest): Promise<void> {
    if (rehearsing()) return
    const rule = await this.deps.db.one<{ title: string }>('select r.title from {trigger_rule} r where r.id = :id', { id: about.triggerId })
    const [, event, index] = /^(.*):\d+:(\d+)$/.exec(key)!
    await this.#put({ ...request, ...about, receipt: { event: event!, index: Number(index) }, title: rule?.title ?? '', id: `call_${Vault.hash(key).slice(0, 32)}`, attempt: 1 }, this.deps.now())
  }

  #put(call: WebCall, runAt: number): Promise<void> {
    return this.deps.jobs.enqueue(JOB, call, { key: `${call.id}:${call.attempt}`, runAt })
  }

  async #run(call: WebCall, signal: AbortSignal): Promise<void> {
    const { http, secret, now, tickets, db } = this.deps
    if (!(await tickets.get(call.ticketId))) return
    const headers = call.signed ? signCall(call.id, call.body ?? '', await secret.signing(), now()) : {}
    const outcome = await attemptCall(http, call, headers, signal, now())
    const backoff = BACKOFF_MS[call.attempt - 1]
    await db.transaction(async () => {
      if (outcome.kind === 'again' && backoff !== undefined) {
        if (call.attempt === 1) await this.#tell(call, 'trigger.failed', later(call, outcome.reason))
        return this.#put({ ...call, attempt: call.attempt + 1 }, now() + Math.max(backoff, outcome.afterMs ?? 0))
      }
      return this.#tell(call, outcome.kind === 'done' ? 'trigger.action' : 'trigger.failed', ended(call, outcome))
    })
  }

  /** On the ticket, in the ledger, and to the consoles that show them. */
  async #tell({ receipt, ticketId, triggerId, title, action }: WebCall, type: 'trigger.action' | 'trigger.failed', outcome: Localized): Promise<void> {
    const { db, tickets, events, now } = this.deps
    const ticket = await tickets.get(ticketId)
    if (!ticket) return
    const { chain } = currentScope().cause
    await db.update('trigger_receipt', { state: type === 'trigger.action' ? 'done' : 'failed', outcome: JSON.stringify(outcome), settled_at: now() }, 'event_key = :event and trigger_id = :triggerId and action_index = :index', { ...receipt, triggerId })
    await withCause({ origin: 'trigger', actorId: triggerId, chain, depth: 0 }, async () => {
      await tickets.addEvent(ticketId, type, { triggerId, title, action, outcome })
      await events.publish('trigger.ended', { ticketId, number: ticket.number })
    })
  }
}

/** The path may be a password. */
const nameOf = ({ method, url }: WebCall) => `${method} ${new URL(url).host}`

function later(call: WebCall, reason: Localized): Localized {
  return { ko: `${nameOf(call)}: ${reason.ko}. 다시 시도합니다.`, en: `${nameOf(call)}: ${reason.en}. It will be tried again.` }
}

function ended(call: WebCall, outcome: CallOutcome): Localized {
  const times = call.attempt > 1 ? { ko: ` (${call.attempt}번째 시도)`, en: ` (attempt ${call.attempt})` } : { ko: '', en: '' }
  if (outcome.kind === 'done') return { ko: `${nameOf(call)}: 응답 ${outcome.status}${times.ko}`, en: `${nameOf(call)}: answer ${outcome.status}${times.en}` }
  return { ko: `${nameOf(call)}: ${outcome.reason.ko}${times.ko}`, en: `${nameOf(call)}: ${outcome.reason.en}${times.en}` }
}
