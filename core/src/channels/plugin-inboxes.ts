import { AppError, type Inbox, type Inboxes } from 'adapters-sdk'
import type { ChannelRegistry, RegisteredChannel } from './channel-registry.js'
import { toInbox, type InboxStore } from './inbox-store.js'

/** A plugin's view of inboxes: those of its own channel. */
export class PluginInboxes implements Inboxes {
  constructor(
    readonly plugin: string,
    readonly channels: ChannelRegistry,
    readonly store: InboxStore,
  ) {}

  async list(): Promise<Inbox[]> {
    const channel = this.#channel()
    return (await this.store.rows()).filter((row) => row.channel === channel.id).map(toInbox)
  }

  async create(inbox: Parameters<Inboxes['create']>[0]): Promise<Inbox> {
    return toInbox(await this.store.create(this.#channel(), inbox))
  }

  async change(id: number, changes: Parameters<Inboxes['change']>[1]): Promise<Inbox> {
    return toInbox(await this.store.change(this.#channel(), id, changes))
  }

  async secretsSet(id: number): Promise<string[]> {
    const row = await this.store.row(id)
    if (row.channel !== this.#channel().id) throw new AppError('inbox.not_found')
    return this.store.secretsSet(row)
  }

  async check(id: number, changes: Parameters<Inboxes['check']>[1], signal: AbortSignal): Promise<void> {
    const channel = this.#channel()
    const row = await this.store.row(id)
    if (row.channel !== channel.id) throw new AppError('inbox.not_found')
    const session = await channel.adapter.open(this.store.handle(channel, row, changes), signal)
    await session.close(signal)
  }

  #channel(): RegisteredChannel {
    const channel = this.channels.all.find((entry) => entry.plugin === this.plugin)
    if (!channel) throw new Error(`The plugin ${this.plugin} has no channel.`)
    return channel
  }
}
