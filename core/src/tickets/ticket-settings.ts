import { AppError } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'

export const MAX_UNDO_SECONDS = 60
export const MAX_AGENT_LIMIT = 1000
const DEFAULT = { undoSeconds: 10, agentLimit: null, version: 0 }

export interface TicketSettingValues {
  /** How long an answer waits, and can be taken back, before it leaves. */
  readonly undoSeconds: number
  /** How many open tickets triggers may give an agent who has no limit of their own; null: as many as come. */
  readonly agentLimit: number | null
  readonly version: number
}

/** How a service works on its tickets. */
export class TicketSettings {
  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  async read(): Promise<TicketSettingValues> {
    const row = await this.db.one<{ undo_seconds: number; agent_limit: number | null; version: number }>('select s.undo_seconds, s.agent_limit, s.version from {ticket_setting} s')
    return row ? { undoSeconds: row.undo_seconds, agentLimit: row.agent_limit, version: row.version } : DEFAULT
  }

  /** `version`: the one that was seen; whoever saw an older one is shown what it is now. */
  change({ undoSeconds, agentLimit }: { readonly undoSeconds: number; readonly agentLimit?: number | null | undefined }, version: number | undefined): Promise<TicketSettingValues> {
    return this.db.transaction(async () => {
      const set = { undo_seconds: undoSeconds, ...(agentLimit !== undefined && { agent_limit: agentLimit }), updated_at: this.now() }
      const before = await this.read()
      const seen = version ?? before.version
      const written = before.version === 0 ? (seen === 0 ? await this.db.insertIgnore('ticket_setting', set) : 0) : await this.db.update('ticket_setting', { ...set, version: before.version + 1 }, 'version = :seen', { seen })
      if (written === 0) throw new AppError('ticket.edited_meanwhile', {}, { current: await this.read() })
      return this.read()
    })
  }
}
