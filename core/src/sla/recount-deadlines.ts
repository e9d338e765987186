import type { ScopedDb } from '../tenancy/index.js'
import type { SlaPolicies } from './sla-policies.js'
import type { TicketClocks } from './ticket-clocks.js'

const BATCH = 100

/** After a change of hours or targets: every open ticket's deadlines, anew. */
export class RecountDeadlines {
  constructor(
    readonly db: ScopedDb,
    readonly policies: SlaPolicies,
    readonly clocks: TicketClocks,
    readonly hold: (ticketId: number) => Promise<void>,
    readonly now: () => number,
  ) {}

  /** Promises for tickets that came before there were any begin now, so that nothing is missed at once. */
  async run(signal: AbortSignal): Promise<void> {
    const { document } = await this.policies.read()
    if (!document.enabled) return this.db.transaction(() => this.clocks.stopAll())
    const startedAt = this.now()
    for (let after = 0; !signal.aborted; ) {
      const rows = await this.db.all<{ id: number }>(`select t.id from {ticket} t where t.id > :after and t.state not in ('solved', 'closed', 'spam') order by t.id limit ${BATCH}`, { after })
      for (const { id } of rows)
        await this.db.transaction(async () => {
          await this.hold(id)
          await this.clocks.follow(id, startedAt)
        })
      if (rows.length < BATCH) return
      after = rows.at(-1)!.id
    }
    signal.throwIfAborted()
  }
}
