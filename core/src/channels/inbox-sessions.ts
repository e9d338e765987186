import type { ChannelSession } from 'adapters-sdk'
import type { RegisteredChannel } from './channel-registry.js'
import type { InboxRow, InboxStore } from './inbox-store.js'

interface Opened {
  readonly version: string
  readonly session: Promise<ChannelSession>
  users: number
  /** No longer the inbox's: closed as soon as nobody uses it. */
  retired: boolean
}

/** Open connections of inboxes, one each, opened on first use and again when their settings change. */
export class InboxSessions {
  readonly #open = new Map<number, Opened>()

  constructor(readonly store: InboxStore) {}

  /** Lends the inbox's session to `work`: it stays open that long, whatever goes wrong beside it. */
  async use<T>(channel: RegisteredChannel, row: InboxRow, signal: AbortSignal, work: (session: ChannelSession) => Promise<T>): Promise<T> {
    const opened = this.#current(channel, row, signal)
    opened.users++
    try {
      return await work(await opened.session)
    } finally {
      opened.users--
      this.#closeUnused(opened)
    }
  }

  /** The next use opens it anew: after an error that the connection may have caused. */
  forget(inboxId: number): void {
    const known = this.#open.get(inboxId)
    this.#open.delete(inboxId)
    if (known) this.#retire(known)
  }

  async closeAll(): Promise<void> {
    const all = [...this.#open.values()]
    this.#open.clear()
    await Promise.all(all.map((opened) => this.#close(opened)))
  }

  #current(channel: RegisteredChannel, row: InboxRow, signal: AbortSignal): Opened {
    const version = JSON.stringify([row.settings, row.secrets])
    const known = this.#open.get(row.id)
    if (known?.version === version) return known
    if (known) this.#retire(known)
    const opened: Opened = { version, session: Promise.resolve(channel.adapter.open(this.store.handle(channel, row), signal)), users: 0, retired: false }
    this.#open.set(row.id, opened)
    opened.session.catch(() => {
      if (this.#open.get(row.id) === opened) this.#open.delete(row.id)
    })
    return opened
  }

  #retire(opened: Opened): void {
    opened.retired = true
    this.#closeUnused(opened)
  }

  #closeUnused(opened: Opened): void {
    if (opened.retired && opened.users === 0) void this.#close(opened)
  }

  async #close(opened: Opened): Promise<void> {
    await opened.session.then((session) => session.close(AbortSignal.timeout(5000))).catch(() => undefined)
  }
}
