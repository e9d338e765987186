import { DB, inject, injectable, type Db, type Listener } from 'adapters-sdk'
import { CaughtMails } from './caught-mails.js'

/** A service that is gone leaves no mails behind. */
@injectable()
export class PurgeCaughtMails implements Listener<'service.purged'> {
  constructor(@inject(DB) private readonly db: Db) {}

  async handle(): Promise<void> {
    await new CaughtMails(this.db).removeAll()
  }
}
