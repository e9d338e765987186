import type { TestDatabase } from '../../support/index.js'

/** How far a message to the outside had come when the process died. */
const PHASES = ['before the commit', 'waiting', 'leaving', 'taken, not marked', 'done'] as const
export type Phase = (typeof PHASES)[number]

/** How often a kill met which phase: a test whose kills all came too early or too late says nothing. */
export class Phases {
  readonly counts = new Map<Phase, number>(PHASES.map((phase) => [phase, 0]))

  add(phase: Phase): void {
    this.counts.set(phase, this.counts.get(phase)! + 1)
  }
  of(...phases: readonly Phase[]): number {
    return phases.reduce((sum, phase) => sum + this.counts.get(phase)!, 0)
  }
  toString(): string {
    return [...this.counts].map(([phase, count]) => `${count} ${phase}`).join(', ')
  }
}

/** What had become of the mails that were stored since, each with its automatic mail and its call. `taken`: the ticket numbers that the other side has. */
export async function phasesSince({ query }: Pick<TestDatabase, 'query'>, since: number, taken: { readonly mail: (number: string) => boolean; readonly call: (number: string) => boolean }): Promise<{ readonly mail: Phase; readonly call: Phase }[]> {
  const rows = await query<{ state: string; ticket: number; number: string; mail: string }>(
    "select r.state, r.ticket_id as ticket, t.number, d.state as mail from raw_inbound r left join ticket t on t.id = r.ticket_id left join delivery d on d.ticket_id = r.ticket_id where r.id > ? and r.state in ('stored', 'imported')",
    [since],
  )
  const jobs = await query<{ payload: unknown; attempts: number }>("select j.payload, j.attempts from job j where j.name = 'trigger.call' and j.state = 'waiting'")
  const attempts = new Map(jobs.map(({ payload, attempts: tries }) => [Number(((typeof payload === 'string' ? JSON.parse(payload) : payload) as { ticketId: number }).ticketId), Number(tries)]))
  return rows.map(({ state, ticket, number, mail }) => {
    if (state === 'stored') return { mail: 'before the commit', call: 'before the commit' }
    const tries = attempts.get(Number(ticket))
    return {
      mail: mail === 'queued' ? 'waiting' : mail !== 'sending' ? 'done' : taken.mail(number) ? 'taken, not marked' : 'leaving',
      call: tries === undefined ? 'done' : tries === 0 ? 'waiting' : taken.call(number) ? 'taken, not marked' : 'leaving',
    }
  })
}
