import type { Permission } from 'adapters-sdk'

interface Topic {
  readonly owner: string
  readonly permission: Permission
  /** Each member hears what is theirs alone: the payload names them. */
  readonly personal?: boolean
}

/** What consoles can listen to, and what one must hold for it: the core's, and what plugins add. */
export class TopicRegistry {
  readonly #topics = new Map<string, Topic>([
    ['tickets', { owner: 'core', permission: 'tickets' }],
    ['presence', { owner: 'core', permission: 'tickets' }],
    ['notices', { owner: 'core', permission: 'tickets', personal: true }],
    ['service', { owner: 'core', permission: 'console' }],
  ])

  add(owner: string, name: string, permission: Permission): void {
    this.#topics.set(name, { owner, permission })
  }

  /** undefined: nobody speaks on it. */
  get(name: string): Topic | undefined {
    return this.#topics.get(ticketOf(name) === undefined ? name : 'tickets')
  }

  all(): readonly (Topic & { readonly name: string })[] {
    return [...this.#topics].map(([name, topic]) => ({ name, ...topic }))
  }
}

/** The number in `ticket:T…`. */
export function ticketOf(topic: string): string | undefined {
  return /^ticket:(T\w+)$/.exec(topic)?.[1]
}
