import type { ChannelSession } from 'adapters-sdk'
import type { RegisteredChannel } from './channel-registry.js'
import type { InboxRow, InboxStore } from './inbox-store.js'

interface Opened { readonly version: string; readonly session: Promise<ChannelSession> }

/** Open connections of inboxes, one each, opened on first use and again when their settings change. */
export class InboxSessions {
  readonly #open = new Map<number, Opened>()

  constructor(readonly store: InboxStore) {}

  async get(channel: RegisteredChannel, row: InboxRow, signal: AbortSignal): Promise<ChannelSession> {
    const version = JSON.stringify([row.settings, row.secrets])
    const known = this.#open.get(row.id)
    if (known?.version === version) return known.session
    if (known) void this.#close(known)
    const session = channel.adapter.open(this.store.handle(channel, row), signal)
    this.#open.set(row.id, { version, session })
    try {
      return await session
    } catch (error) {
      this.#open.delete(row.id)
      throw error
    }
  }

  /** The next use opens it anew: after an error that the connection may have caused. */
  forget(inboxId: number): void {
    const known = this.#open.get(inboxId)
    this.#open.delete(inboxId)
    if (known) void this.#close(known)
  }

  async closeAll(): Promise<void> {
    const all = [...this.#open.values()]
    this.#open.clear()
    await Promise.all(all.map((opened) => this.#close(opened)))
  }

  async #close(opened: Opened): Promise<void> {
    await opened.session.then((session) => session.close(AbortSignal.timeout(5000))).catch(() => undefined)
  }
}
