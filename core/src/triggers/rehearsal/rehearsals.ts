import { AppError, fromJson, type Jobs, type Language } from 'adapters-sdk'
import { currentScope, type ScopedDb } from '../../tenancy/index.js'
import { pageOf, decodeCursor } from '../../http/index.js'
import type { RuleRow } from '../rule-store.js'
import type { TriggerEditor, TriggerInput } from '../trigger-editor.js'
import type { AgainstLive, OutcomeDetail } from './outcome.js'
import type { TriggerResult } from '../ledger.js'
import type { Carried } from './rehearser.js'

export const REHEARSAL_JOB = 'triggers.rehearse'
export const REHEARSAL_STATES = ['running', 'done', 'cancelled', 'failed'] as const

/** A trigger as it is tried, whatever becomes of the stored one meanwhile. */
export type TriedRule = Pick<RuleRow, 'id' | 'title' | 'version' | 'state' | 'events' | 'conditions' | 'actions' | 'wait_state' | 'wait_minutes'>
export interface RehearsalRow {
  id: number; member_id: number; state: (typeof REHEARSAL_STATES)[number]; days: number; trigger_id: number | null; title: string | null; rules: unknown; carried: unknown
  from_at: number; until_id: number; cursor_id: number; total: number; done: number; created_at: number; finished_at: number | null
}
export interface RehearsalView {
  readonly id: number
  readonly state: RehearsalRow['state']
  readonly days: number
  /** What it is about, unless it is about all. */
  readonly title: string | null
  readonly triggerId: number | null
  readonly startedBy: string | null
  readonly total: number
  readonly done: number
  readonly createdAt: string
  readonly finishedAt: string | null
}
export interface TriggerSum { readonly triggerId: number; readonly title: string; readonly fired: number; readonly tickets: number; readonly follows: number; readonly messages: number; /** Won. */ readonly cost: number; readonly same: number; readonly new: number; readonly gone: number; readonly other: number }
export interface RehearsedTicket { readonly number: string; readonly subject: string; readonly outcomes: readonly { readonly triggerId: number; readonly title: string; readonly event: string; readonly at: string; readonly state: TriggerResult['state']; readonly live: AgainstLive; readonly detail: OutcomeDetail }[] }

/** A trigger that is not stored yet. */
export const DRAFT_ID = 0
const NOTHING_CARRIED: Carried = { tickets: {}, turns: [] }
const DAY = 86_400_000
const KEPT = 10
const COLUMNS = 'r.id, r.member_id, r.state, r.days, r.trigger_id, r.title, r.total, r.done, r.created_at, r.finished_at, p.name as member_name'

/** TRG-6: rehearsals as rows; they go on when their page is left and when the process ends. */
export class Rehearsals {
  constructor(
    readonly db: ScopedDb,
    readonly jobs: Jobs,
    readonly editor: TriggerEditor,
    readonly now: () => number,
  ) {}

  /** `triggerId`: that one, as if it were on; `draft`: as it is written there. Neither: all as they are. */
  begin(asked: { readonly days: number; readonly triggerId?: number; readonly draft?: TriggerInput }, language: Language): Promise<RehearsalView> {
    const { days, triggerId, draft } = asked
    return this.db.transaction(async () => {
      if (draft) await this.editor.requireSound(draft, language)
      // Of two who begin at once the second waits here, and then finds the first one's.
      if (this.db.engine === 'postgres') await this.db.all('select v.id from {service} v where v.id = :service for no key update')
      if (await this.db.one("select r.id from {rehearsal} r where r.state = 'running'")) throw new AppError('trigger.rehearsal_running')
      const rules = await this.#rules(triggerId, draft)
      const tried = rules.find((rule) => rule.id === (draft ? (triggerId ?? DRAFT_ID) : triggerId))
      const from = this.now() - days * DAY
      const events = (await this.db.one<{ total: number; last: number | null }>('select count(*) as total, max(e.id) as last from {trigger_evaluation} e where e.created_at >= :from and e.facts is not null', { from }))!
      await this.#forgetOld()
      const [id] = await this.db.insert('rehearsal', {
        member_id: currentScope().cause.actorId ?? 0, days, trigger_id: tried?.id ?? null, title: tried?.title ?? null, rules: JSON.stringify(rules), carried: JSON.stringify(NOTHING_CARRIED),
        from_at: from, until_id: events.last ?? 0, total: Number(events.total), created_at: this.now(),
      })
      await this.jobs.enqueue(REHEARSAL_JOB, { id }, { key: String(id) })
      return this.view(id!)
    })
  }

  async view(id: number): Promise<RehearsalView> {
    const [found] = await this.#views('where r.id = :id', { id })
    if (!found) throw new AppError('trigger.no_rehearsal')
    return found
  }

  recent(): Promise<RehearsalView[]> {
    return this.#views('order by r.id desc', {})
  }

  async cancel(id: number): Promise<RehearsalView> {
    await this.db.update('rehearsal', { state: 'cancelled', finished_at: this.now() }, "id = :id and state = 'running'", { id })
    return this.view(id)
  }

  /** What each trigger would have done, in numbers. */
  async byTrigger(id: number): Promise<TriggerSum[]> {
    const count = (live: AgainstLive) => `sum(case when o.live = '${live}' then 1 else 0 end)`
    const rows = await this.db.all<Record<keyof TriggerSum, number> & { title: string }>(
      `select o.trigger_id as "triggerId", max(o.title) as title, sum(case when o.state in ('fired', 'shadow') then 1 else 0 end) as fired, count(distinct o.ticket_id) as tickets, sum(o.follows) as follows, sum(o.messages) as messages, sum(o.cost) as cost,
              ${count('same')} as same, ${count('new')} as new, ${count('gone')} as gone, ${count('other')} as other
       from {rehearsal_result} o where o.rehearsal_id = :id group by o.trigger_id order by min(o.id)`,
      { id },
    )
    return rows.map(({ title, ...sums }) => {
      const numbers = Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, Number(value)])) as Record<Exclude<keyof TriggerSum, 'title'>, number>
      return { ...numbers, title, cost: Math.floor(numbers.cost / 1000) }
    })
  }

  /** Ticket by ticket, the newest first, each with all that would have happened to it. */
  async byTicket(id: number, { triggerId, differing, cursor, limit }: { readonly triggerId?: number; readonly differing: boolean; readonly cursor?: string; readonly limit: number }): Promise<{ items: RehearsedTicket[]; next: string | null }> {
    await this.view(id)
    const [before] = cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor)
    const wanted = `o.rehearsal_id = :id ${triggerId === undefined ? '' : 'and o.trigger_id = :triggerId'} ${differing ? "and o.live <> 'same'" : ''}`
    const rows = await this.db.all<{ id: number; number: string; subject: string }>(
      `select t.id, t.number, t.subject from {ticket} t where t.id < :before and exists (select 1 from {rehearsal_result} o where o.ticket_id = t.id and ${wanted}) order by t.id desc limit :limit`,
      { id, triggerId: triggerId ?? null, before: before!, limit: limit + 1 },
    )
    const page = pageOf(rows, limit, (row) => [row.id])
    const found = page.items.length === 0 ? [] : await this.db.all<{ ticket_id: number; trigger_id: number; title: string; event_name: string; state: TriggerResult['state']; live: AgainstLive; detail: unknown; created_at: number }>(
      `select o.ticket_id, o.trigger_id, o.title, o.event_name, o.state, o.live, o.detail, o.created_at from {rehearsal_result} o where ${wanted} and o.ticket_id in (:tickets) order by o.id`,
      { id, triggerId: triggerId ?? null, tickets: page.items.map((row) => row.id) },
    )
    return {
      next: page.next,
      items: page.items.map((ticket) => ({
        number: ticket.number,
        subject: ticket.subject,
        outcomes: found.filter((row) => row.ticket_id === ticket.id).map((row) => ({ triggerId: row.trigger_id, title: row.title, event: row.event_name, at: new Date(row.created_at).toISOString(), state: row.state, live: row.live, detail: fromJson<OutcomeDetail>(row.detail) })),
      })),
    }
  }

  /** All in order, the tried one in its place or behind the others. */
  async #rules(triggerId: number | undefined, draft: TriggerInput | undefined): Promise<TriedRule[]> {
    const rows = await this.db.all<TriedRule>('select r.id, r.title, r.version, r.state, r.events, r.conditions, r.actions, r.wait_state, r.wait_minutes from {trigger_rule} r order by r.position, r.id')
    const at = triggerId === undefined ? -1 : rows.findIndex((row) => row.id === triggerId)
    if (triggerId !== undefined && at < 0) throw new AppError('trigger.not_found')
    if (draft) rows.splice(at < 0 ? rows.length : at, at < 0 ? 0 : 1, { id: triggerId ?? DRAFT_ID, title: draft.title, version: rows[at]?.version ?? 0, state: 'on', events: draft.events, conditions: draft.conditions, actions: draft.actions, wait_state: draft.wait?.state ?? null, wait_minutes: draft.wait?.minutes ?? null })
    else if (at >= 0) rows[at] = { ...rows[at]!, state: 'on' }
    return rows.map((row) => ({ ...row, events: fromJson(row.events), conditions: fromJson(row.conditions), actions: fromJson(row.actions) }))
  }

  async #forgetOld(): Promise<void> {
    const old = await this.db.all<{ id: number }>(`select r.id from {rehearsal} r order by r.id desc limit 1000 offset ${KEPT - 1}`)
    if (old.length === 0) return
    const ids = old.map(({ id }) => id)
    await this.db.delete('rehearsal_result', 'rehearsal_id in (:ids)', { ids })
    await this.db.delete('rehearsal', 'id in (:ids)', { ids })
  }

  async #views(where: string, params: Record<string, number>): Promise<RehearsalView[]> {
    const rows = await this.db.all<RehearsalRow & { member_name: string | null }>(`select ${COLUMNS} from {rehearsal} r left join {member} p on p.id = r.member_id ${where} limit ${KEPT}`, params)
    return rows.map((row) => ({
      id: row.id, state: row.state, days: row.days, title: row.title, triggerId: row.trigger_id, startedBy: row.member_name, total: row.total, done: row.done,
      createdAt: new Date(row.created_at).toISOString(), finishedAt: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
    }))
  }
}
