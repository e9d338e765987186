import type { Inbox, Inboxes } from 'adapters-sdk'

/** Inboxes of one service, in memory; `failure` is what `check` throws. */
export class MemoryInboxes implements Inboxes {
  readonly inboxes: Inbox[] = []
  readonly secrets = new Map<number, Record<string, string>>()
  readonly checked: Parameters<Inboxes['check']>[1][] = []
  failure: Error | null = null

  async list(): Promise<Inbox[]> {
    return [...this.inboxes]
  }
  async create({ address, name, settings, secrets = {} }: Parameters<Inboxes['create']>[0]): Promise<Inbox> {
    const inbox: Inbox = { id: this.inboxes.length + 1, key: 'key', channel: 'email', address, name, settings }
    this.inboxes.push(inbox)
    this.secrets.set(inbox.id, { ...secrets })
    return inbox
  }
  async change(id: number, { name, settings, secrets }: Parameters<Inboxes['change']>[1]): Promise<Inbox> {
    const at = this.inboxes.findIndex((inbox) => inbox.id === id)
    const inbox = this.inboxes[at]!
    this.inboxes[at] = { ...inbox, name: name ?? inbox.name, settings: settings ?? inbox.settings }
    this.secrets.set(id, { ...this.secrets.get(id), ...secrets })
    return this.inboxes[at]!
  }
  async secretsSet(id: number): Promise<string[]> {
    return Object.entries(this.secrets.get(id) ?? {}).flatMap(([name, value]) => (value === '' ? [] : [name]))
  }
  async check(_id: number, changes: Parameters<Inboxes['check']>[1]): Promise<void> {
    this.checked.push(changes)
    if (this.failure) throw this.failure
  }
}
