import type { Value } from 'adapters-sdk'
import type { Connection, Transaction } from './engine.js'

/** A transaction while it is open; afterwards every use of it is an error. */
export class OpenTransaction implements Transaction {
  closed = false
  gathered: unknown[] | undefined
  readonly #connection: Connection
  #deferred: Promise<unknown>[] = []
  readonly #last: (() => Promise<void>)[] = []
  readonly #hooks: (() => void)[] = []

  constructor(connection: Connection) {
    this.#connection = connection
  }

  all(sql: string, values: readonly Value[]): Promise<Record<string, unknown>[]> {
    this.#assertOpen()
    return this.#connection.all(sql, values)
  }

  run(sql: string, values: readonly Value[]): Promise<number> {
    this.#assertOpen()
    return this.#connection.run(sql, values)
  }

  beforeCommit(hook: () => Promise<void>): void {
    this.#assertOpen()
    this.#last.push(hook)
  }

  defer(write: Promise<unknown>): void {
    this.#assertOpen()
    // Looked at in `settled`; until then a failure must not count as unhandled.
    write.catch(() => undefined)
    this.#deferred.push(write)
  }

  async settled(): Promise<void> {
    const deferred = this.#deferred
    this.#deferred = []
    const failed = (await Promise.allSettled(deferred)).find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }

  async finish(): Promise<void> {
    // A hook may add another.
    for (let hook = this.#last.shift(); hook; hook = this.#last.shift()) await hook()
    await this.settled()
    this.closed = true
  }

  /** What made it fail: on Postgres every statement behind a failed one fails too, and says less. */
  async reason(error: unknown): Promise<unknown> {
    const first: unknown = await this.settled().then(() => error, (failure: unknown) => failure)
    this.closed = true
    return first
  }

  afterCommit(hook: () => void): void {
    this.#assertOpen()
    this.#hooks.push(hook)
  }

  committed(): void {
    for (const hook of this.#hooks) hook()
  }

  #assertOpen(): void {
    if (this.closed) throw new Error('This transaction has ended: something was left running inside it without being awaited.')
  }
}
