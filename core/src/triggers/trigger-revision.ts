import { newChain } from '../platform/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'

/** Counts what is done to the triggers of the running service; whoever does something to them takes the next number in its transaction. */
export class TriggerRevision {
  constructor(readonly db: ScopedDb) {}

  async next(): Promise<number> {
    const counted = () => this.db.update('trigger_revision', { revision: new SqlExpression('revision + 1'), stamp: newChain() }, '1 = 1')
    if ((await counted()) === 0) {
      await this.db.insertIgnore('trigger_revision', { revision: 0, stamp: '' })
      await counted()
    }
    return (await this.db.one<{ revision: number }>('select x.revision from {trigger_revision} x'))!.revision
  }
}
