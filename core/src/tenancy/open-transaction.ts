import type { Value } from 'adapters-sdk'
import type { Connection, Transaction } from './engine.js'

/** A transaction while it is open; afterwards every use of it is an error. */
export class OpenTransaction implements Transaction {
  closed = false
  gathered: unknown[] | undefined
  readonly #connection: Connection
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

  async finish(): Promise<void> {
    // A hook may add another.
    for (let hook = this.#last.shift(); hook; hook = this.#last.shift()) await hook()
    this.closed = true
  }

  afterCommit(hook: () => void): void {
    this.#assertOpen()
    this.#hooks.push(hook)
  }

  abandon(): void {
    this.closed = true
  }

  committed(): void {
    for (const hook of this.#hooks) hook()
  }

  #assertOpen(): void {
    if (this.closed) throw new Error('This transaction has ended: something was left running inside it without being awaited.')
  }
}
