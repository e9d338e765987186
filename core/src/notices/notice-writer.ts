import { effectiveRoles, fromJson, holds, type Cause, type Changes, type Jobs, type Role } from 'adapters-sdk'
import type { EventOutbox, GatheredEvent } from '../events/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { NoticeChoiceStore } from './notice-choice-store.js'
import type { NoticeKind } from './notice-kinds.js'

interface Wanted { readonly kind: NoticeKind; readonly ticketId: number; readonly key: string; readonly to: readonly number[]; readonly actor: number | null; readonly detail: string | null }
interface Payload { readonly ticketId: number; readonly cause: Cause; readonly changes?: Changes; readonly messageId?: number; readonly mentions?: readonly number[]; readonly deadline?: string; readonly channel?: string; readonly stormId?: number }

export const NOTICE_MAIL = 'notice.mail'
/** Console topic on which each member hears of their own notices alone. */
export const NOTICES_TOPIC = 'notices'
/** Who reads it meanwhile needs no mail. */
const MAIL_AFTER_MS = 60_000

/** Turns events into notices, in the transaction of what happened; never for one's own doing (TKT-21). */
export class NoticeWriter {
  constructor(
    readonly db: ScopedDb,
    readonly events: EventOutbox,
    readonly jobs: Jobs,
    readonly choices: NoticeChoiceStore,
    readonly now: () => number,
  ) {}

  async follow(events: readonly GatheredEvent[]): Promise<void> {
    const wanted: Wanted[] = []
    for (const event of events) wanted.push(...(await this.#of(event)))
    const asked = [...new Set(wanted.flatMap(({ to }) => to))]
    if (asked.length === 0) return
    const [agents, choices] = await Promise.all([
      this.db.all<{ id: number }>('select p.id from {agent} a join {member} p on p.id = a.member_id where a.member_id in (:asked) and p.disabled_at is null', { asked }),
      this.choices.ofAll(asked),
    ])
    const reachable = new Set(agents.map(({ id }) => id))
    const told = new Set<number>()
    for (const one of wanted) {
      for (const memberId of one.to) {
        const choice = reachable.has(memberId) ? choices.get(memberId)?.[one.kind] : undefined
        if (memberId === one.actor || !choice || (!choice.bell && !choice.mail)) continue
        if (await this.#write(one, memberId, choice)) told.add(memberId)
      }
    }
    for (const memberId of told) await this.events.announce(NOTICES_TOPIC, { memberId })
  }

  async #write({ kind, ticketId, key, actor, detail }: Wanted, memberId: number, choice: { readonly bell: boolean; readonly mail: boolean }): Promise<boolean> {
    const now = this.now()
    // One that is only mailed does not ring.
    const written = await this.db.insertIgnore('notice', { member_id: memberId, kind, ticket_id: ticketId, actor_id: actor, detail, dedupe_key: key, created_at: now, read_at: choice.bell ? null : now })
    if (written === 0) return false
    if (choice.mail) await this.jobs.enqueue(NOTICE_MAIL, { memberId, key, evenRead: !choice.bell }, { runAt: now + MAIL_AFTER_MS })
    return choice.bell
  }

  async #of({ name, payload }: GatheredEvent): Promise<Wanted[]> {
    const { ticketId, cause, changes, messageId, mentions, deadline, channel, stormId } = payload as unknown as Payload
    const actor = cause.origin === 'agent' ? (cause.actorId ?? null) : null
    const about = (kind: NoticeKind, key: string | number, to: readonly (number | null)[], detail: string | null = null): Wanted => ({ kind, ticketId, key: `${kind}:${key}`, to: to.filter((id) => id !== null), actor, detail })
    switch (name) {
      case 'ticket.created':
        // What comes from outside has nobody yet; triggers say so when they assign it.
        return channel === 'agent' ? [about('assigned', `${ticketId}:${cause.chain}`, [(await this.#ticket(ticketId)).assignee_id])] : []
      case 'ticket.changed': {
        const assignee = changes?.['assigneeId']?.after as number | null | undefined
        const group = changes?.['groupId']?.after as number | null | undefined
        if (changes?.['state']?.after === 'transfer_answered') return [about('answered', `${ticketId}:${cause.chain}`, await this.#concerned(ticketId), 'transfer')]
        if (assignee != null) return [about('assigned', `${ticketId}:${cause.chain}:${assignee}`, [assignee])]
        if (group == null || (await this.#ticket(ticketId)).assignee_id !== null) return []
        return [about('group', `${ticketId}:${cause.chain}:${group}`, await this.#members(group))]
      }
      case 'message.received':
        return [about('answered', messageId!, await this.#concerned(ticketId), 'customer')]
      case 'message.sent':
        return [about('answered', messageId!, await this.#concerned(ticketId), 'agent')]
      case 'note.added':
        return [...(mentions?.length ? [about('mentioned', messageId!, mentions)] : []), about('answered', messageId!, (await this.#followers(ticketId)).filter((id) => !mentions?.includes(id)), 'note')]
      case 'sla.warning':
      case 'sla.breached': {
        const { assignee_id: assignee, group_id: group } = await this.#ticket(ticketId)
        return [about('deadline', `${ticketId}:${name}:${deadline}:${cause.chain}`, [...(assignee !== null ? [assignee] : group === null ? [] : await this.#members(group)), ...(await this.#followers(ticketId))], `${name}.${deadline}`)]
      }
      case 'storm.opened':
        return [about('storm', stormId!, await this.#managers())]
      default:
        return []
    }
  }

  async #ticket(ticketId: number): Promise<{ assignee_id: number | null; group_id: number | null }> {
    return (await this.db.one<{ assignee_id: number | null; group_id: number | null }>('select t.assignee_id, t.group_id from {ticket} t where t.id = :ticketId', { ticketId })) ?? { assignee_id: null, group_id: null }
  }

  /** Who decides about the service's triggers. */
  async #managers(): Promise<number[]> {
    const agents = await this.db.all<{ id: number; roles: unknown }>('select a.member_id as id, a.roles from {agent} a')
    return agents.filter(({ roles }) => holds(effectiveRoles(fromJson<Role[]>(roles)), 'service')).map(({ id }) => id)
  }

  /** Whose ticket it is, and who follows it. */
  async #concerned(ticketId: number): Promise<(number | null)[]> {
    return [(await this.#ticket(ticketId)).assignee_id, ...(await this.#followers(ticketId))]
  }

  async #followers(ticketId: number): Promise<number[]> {
    return (await this.db.all<{ member_id: number }>('select f.member_id from {ticket_follower} f where f.ticket_id = :ticketId order by f.id', { ticketId })).map((row) => row.member_id)
  }

  async #members(groupId: number): Promise<number[]> {
    return (await this.db.all<{ member_id: number }>('select k.member_id from {agent_group_member} k where k.group_id = :groupId', { groupId })).map((row) => row.member_id)
  }
}
