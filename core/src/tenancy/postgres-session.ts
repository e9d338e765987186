import pg from 'pg'

const AGAIN_MS = 1000

/** A connection kept for what only lasts as long as it does: hearing what `notify` says, holding a lock. When it is lost it is opened again, one attempt at a time, until it is stopped. */
export class PostgresSession {
  #client: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(
    readonly url: string,
    /** What begins it, each time. */
    readonly opening: string,
    readonly handler: (message: string) => void = () => undefined,
    /** It hears again; what was said meanwhile is lost. */
    readonly restored: () => void = () => undefined,
  ) {}

  /** Resolves when it has begun; rejects when it cannot begin. */
  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url })
    client.on('notification', (notification) => this.handler(notification.payload ?? ''))
    // What follows is the end, which says all there is to do.
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query(this.opening)
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    if (this.#stopped) return client.end()
    this.#client = client
    client.once('end', () => this.#again())
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#client?.end()
  }

  #again(): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => void this.start().then(this.restored, () => this.#again()), AGAIN_MS).unref()
  }
}
