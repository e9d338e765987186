import type { ScopedDb } from '../tenancy/index.js'

const CHANNEL = 'oc_members'

/** Tells every node, after commit, that a member lost a session or that their rights changed. */
export class MemberSignals {
  constructor(readonly db: ScopedDb) {}

  changed(memberId: number): Promise<void> {
    return this.db.notify(CHANNEL, String(memberId))
  }

  listen(engineListen: (channel: string, handler: (message: string) => void) => Promise<() => Promise<void>>, handler: (memberId: number) => void): Promise<() => Promise<void>> {
    return engineListen(CHANNEL, (message) => handler(Number(message)))
  }
}
