import { AppError } from 'adapters-sdk'
import { Vault } from '../platform/index.js'
import { systemScope, type SystemDb } from '../tenancy/index.js'

export interface Bucket {
  /** What is counted: an address, a log-in. Kept as a hash, since people type passwords into the wrong field. */
  readonly name: string
  readonly limit: number
}

const WINDOW = 15 * 60_000
/** One office may come from one address. */
const PER_ADDRESS = 60
const PER_LOGIN = 10

/** Counts attempts over a sliding window, in the database, so that every node counts the same ones. */
export class AttemptThrottle {
  constructor(
    readonly system: SystemDb,
    readonly now: () => number,
  ) {}

  /** The buckets of one log-in, whether such a member exists or not. */
  static signIn(ip: string, organisation: string, login: string): Bucket[] {
    return [{ name: `ip ${ip}`, limit: PER_ADDRESS }, AttemptThrottle.login(organisation, login)]
  }
  static login(organisation: string, login: string): Bucket {
    return { name: `login ${organisation} ${login}`, limit: PER_LOGIN }
  }
  static forgot(ip: string, organisation: string, login: string): Bucket[] {
    return [{ name: `forgot ip ${ip}`, limit: PER_ADDRESS }, { name: `forgot ${organisation} ${login}`, limit: 3 }]
  }

  /** Takes one attempt in every bucket; else in none and resolves to the milliseconds until there is one. What is refused does not count. */
  take(buckets: readonly Bucket[]): Promise<number> {
    return systemScope('count log-in attempts', () =>
      this.system.transaction(async () => {
        const now = this.now()
        for (const { name, limit } of buckets) {
          const bucket = Vault.hash(name)
          // Without the lock, attempts at the same moment would not see each other; SQLite has one writer at a time.
          if (this.system.kind === 'postgres') await this.system.all('select pg_advisory_xact_lock(hashtext(:bucket))::text as locked', { bucket })
          const rows = await this.system.all<{ at: number }>('select t.at from login_attempt t where t.bucket = :bucket and t.at > :since order by t.at desc limit :limit', { bucket, since: now - WINDOW, limit })
          if (rows.length === limit) return rows.at(-1)!.at + WINDOW - now
        }
        await this.system.run('delete from login_attempt where at <= :since', { since: now - WINDOW })
        for (const { name } of buckets) await this.system.run('insert into login_attempt (bucket, at) values (:bucket, :now)', { bucket: Vault.hash(name), now })
        return 0
      }),
    )
  }

  async takeOrRefuse(buckets: readonly Bucket[]): Promise<void> {
    const wait = await this.take(buckets)
    if (wait === 0) return
    const seconds = Math.ceil(wait / 1000)
    throw new AppError('access.throttled', { seconds }, { retryAfterSeconds: seconds })
  }

  /** The right password was given: what went before were slips. */
  forget(bucket: Bucket): Promise<void> {
    return systemScope('forget log-in attempts', async () => {
      await this.system.run('delete from login_attempt where bucket = :bucket', { bucket: Vault.hash(bucket.name) })
    })
  }
}
