import { AppError, fromJson, type Capabilities, type Inbox, type InboxHandle, type Row } from 'adapters-sdk'
import { normaliseAddress } from '../customers/index.js'
import type { EventOutbox } from '../events/index.js'
import { secretToken, type Vault } from '../platform/index.js'
import { systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import type { ChannelRegistry, RegisteredChannel } from './channel-registry.js'

export interface InboxRow {
  id: number; service_id: number; channel: string; address: string; name: string; hook_key: string; settings: unknown; secrets: unknown
  state: 'active' | 'paused' | 'needs_reauth' | 'disabled'; state_reason: string | null; paused_until: number | null; created_at: number
}
export interface InboxTenant { readonly inboxId: number; readonly serviceId: number; readonly organisationId: number; readonly channel: string }

/** Connected accounts of channels. Secrets are sealed before they reach the database and never leave the host but to their adapter. */
export class InboxStore {
  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly channels: ChannelRegistry,
    readonly events: EventOutbox,
    readonly vault: Vault,
    readonly now: () => number,
  ) {}

  rows(): Promise<InboxRow[]> {
    return this.db.all<InboxRow>('select b.* from {inbox} b order by b.id')
  }

  async row(id: number): Promise<InboxRow> {
    const row = await this.db.one<InboxRow>('select b.* from {inbox} b where b.id = :id', { id })
    if (!row) throw new AppError('inbox.not_found')
    return row
  }

  create(channel: RegisteredChannel, inbox: { readonly address: string; readonly name: string; readonly settings: Readonly<Record<string, unknown>>; readonly secrets?: Readonly<Record<string, string>> }): Promise<InboxRow> {
    return this.db.transaction(async () => {
      const settings = this.#check(channel, inbox.settings)
      const address = normaliseAddress({ scheme: channel.adapter.capabilities(settings as never).identity.scheme, address: inbox.address })
      const written = await this.db.insertIgnore('inbox', {
        channel: channel.id, address, name: inbox.name.slice(0, 200), hook_key: secretToken(), settings: JSON.stringify(settings), secrets: JSON.stringify(this.#seal(channel, inbox.secrets ?? {})), created_at: this.now(),
      })
      if (written === 0) throw new AppError('inbox.address_taken', { address })
      const row = (await this.db.one<InboxRow>('select b.* from {inbox} b where b.channel = :channel and b.address = :address', { channel: channel.id, address }))!
      await this.events.publish('inbox.changed', { inboxId: row.id, channel: channel.id })
      return row
    })
  }

  /** Saving settings also wakes an inbox that waited for better ones. */
  change(channel: RegisteredChannel, id: number, changes: { readonly name?: string; readonly settings?: Readonly<Record<string, unknown>>; readonly secrets?: Readonly<Record<string, string>> }): Promise<InboxRow> {
    return this.db.transaction(async () => {
      const row = await this.row(id)
      if (row.channel !== channel.id) throw new AppError('inbox.not_found')
      const set: Row = { state: row.state === 'disabled' ? 'disabled' : 'active', state_reason: null, paused_until: null }
      if (changes.name !== undefined) set['name'] = changes.name.slice(0, 200)
      if (changes.settings !== undefined) set['settings'] = JSON.stringify(this.#check(channel, changes.settings))
      if (changes.secrets !== undefined) set['secrets'] = JSON.stringify({ ...fromJson<Record<string, string>>(row.secrets), ...this.#seal(channel, changes.secrets) })
      await this.db.update('inbox', set, 'id = :id', { id })
      await this.events.publish('inbox.changed', { inboxId: id, channel: channel.id })
      return this.row(id)
    })
  }

  async setState(id: number, state: InboxRow['state'], reason: string | null, pausedUntil: number | null = null): Promise<void> {
    await this.db.update('inbox', { state, state_reason: reason?.slice(0, 500) ?? null, paused_until: pausedUntil }, 'id = :id', { id })
  }

  /** What a channel's own code gets to see of an inbox; `changes` as if they were saved. */
  handle(channel: RegisteredChannel, row: InboxRow, changes: { readonly settings?: unknown; readonly secrets?: Readonly<Record<string, string>> } = {}): InboxHandle<unknown> {
    const sealed = { ...fromJson<Record<string, string>>(row.secrets), ...this.#seal(channel, changes.secrets ?? {}) }
    return {
      inboxId: row.id,
      address: row.address,
      settings: this.#check(channel, changes.settings ?? fromJson(row.settings)),
      secret: async (name) => (sealed[name] === undefined ? '' : this.vault.unseal(sealed[name])),
    }
  }

  secretsSet(row: InboxRow): string[] {
    return Object.keys(fromJson<Record<string, string>>(row.secrets))
  }

  async capabilities(inboxId: number): Promise<Capabilities | null> {
    const row = await this.db.one<InboxRow>('select b.* from {inbox} b where b.id = :inboxId', { inboxId })
    const channel = row && this.channels.get(row.channel)
    return channel ? channel.adapter.capabilities(this.#check(channel, fromJson(row.settings))) : null
  }

  /** Whose inbox an outside address is: what opens the scope of a gateway's message. */
  async findByAddress(channel: RegisteredChannel, address: string): Promise<InboxTenant | null> {
    const scheme = channel.adapter.capabilities(this.#check(channel, {})).identity.scheme
    return this.#tenant('b.channel = :channel and b.address = :value', { channel: channel.id, value: normaliseAddress({ scheme, address }) })
  }

  async findByHookKey(key: string): Promise<InboxTenant | null> {
    return this.#tenant('b.hook_key = :value', { value: key })
  }

  async #tenant(where: string, params: Record<string, string>): Promise<InboxTenant | null> {
    const row = await systemScope('find the inbox that an outside message is for', () =>
      this.system.one<{ id: number; service_id: number; organisation_id: number; channel: string }>(
        `select b.id, b.service_id, s.organisation_id, b.channel from inbox b join service s on s.id = b.service_id where ${where} and b.state <> 'disabled' and s.state <> 'terminated'`,
        params,
      ),
    )
    return row ? { inboxId: row.id, serviceId: row.service_id, organisationId: row.organisation_id, channel: row.channel } : null
  }

  #check(channel: RegisteredChannel, settings: unknown): Record<string, unknown> {
    const result = channel.settings.safeParse(settings)
    if (!result.success) throw new AppError('http.bad_input', {}, { errors: result.error.issues.map((issue) => ({ path: ['settings', ...issue.path].join('.'), message: issue.message })) })
    return result.data as Record<string, unknown>
  }

  #seal(channel: RegisteredChannel, secrets: Readonly<Record<string, string>>): Record<string, string> {
    const sealed: Record<string, string> = {}
    for (const [name, value] of Object.entries(secrets)) {
      if (!channel.secrets.includes(name)) throw new AppError('http.bad_input', {}, { errors: [{ path: `secrets.${name}`, message: 'not a secret of this channel' }] })
      sealed[name] = this.vault.seal(value)
    }
    return sealed
  }
}

export function toInbox(row: InboxRow): Inbox {
  return { id: row.id, key: row.hook_key, channel: row.channel, address: row.address, name: row.name, settings: fromJson(row.settings) }
}
