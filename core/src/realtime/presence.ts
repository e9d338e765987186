import { randomUUID } from 'node:crypto'
import { inScope, type Scope, type ScopedDb } from '../tenancy/index.js'

export interface Person {
  readonly id: number
  readonly name: string
  readonly doing: 'viewing' | 'writing'
}
/** What a console says about itself: which ticket it shows, null for none. */
export interface Whereabouts {
  readonly number: string | null
  readonly doing: Person['doing']
}

interface Here extends Person { readonly serviceId: number; readonly number: string; readonly until: number }
interface Ours { readonly scope: Scope; readonly person: { readonly id: number; readonly name: string }; readonly where: Whereabouts }
interface Said { readonly key: string; readonly id: number; readonly name: string; readonly number: string | null; readonly doing: Person['doing'] }
interface Word { readonly serviceId: number; readonly people: readonly Said[] }

type Listen = (channel: string, handler: (message: string) => void, restored?: () => void) => Promise<() => Promise<void>>

const CHANNEL = 'oc_presence'
const REPEAT_MS = 15_000
/** Whoever was not repeated this long is gone: their node was killed. */
const GONE_MS = 40_000
/** So that a message stays below what Postgres takes. */
const AT_ONCE = 40

/** Who is on which ticket, on every node: said, repeated and forgotten, never stored. */
export class Presence {
  readonly #node = randomUUID()
  readonly #ours = new Map<string, Ours>()
  readonly #here = new Map<string, Here>()
  #changed: (serviceId: number, number: string) => void = () => undefined

  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
    readonly onError: (error: unknown) => void,
  ) {}

  /** `changed`: other people are on this ticket now. Resolves to what stops it. */
  async start(listen: Listen, changed: (serviceId: number, number: string) => void): Promise<() => Promise<void>> {
    this.#changed = changed
    const leave = await listen(CHANNEL, (message) => this.#hear(JSON.parse(message) as Word))
    const timer = setInterval(() => {
      void this.#repeat().catch(this.onError)
      this.#forget()
    }, REPEAT_MS)
    return async () => {
      clearInterval(timer)
      await leave()
    }
  }

  /** A console of this node, by its key, says where it is. In the scope of its service. */
  async say(key: string, scope: Scope, person: Ours['person'], where: Whereabouts): Promise<void> {
    if (where.number === null) this.#ours.delete(key)
    else this.#ours.set(key, { scope, person, where })
    await this.#tell(scope, [{ ...person, ...where, key: `${this.#node}/${key}` }])
  }

  /** The console is closed. */
  leave(key: string): void {
    const gone = this.#ours.get(key)
    if (gone) void this.say(key, gone.scope, gone.person, { number: null, doing: 'viewing' }).catch(this.onError)
  }

  /** Each person once, whoever writes as writing. */
  on(serviceId: number, number: string): Person[] {
    return this.all(serviceId).get(number) ?? []
  }

  all(serviceId: number): Map<string, Person[]> {
    const tickets = new Map<string, Person[]>()
    for (const { serviceId: of, number, id, name, doing } of this.#here.values()) {
      if (of !== serviceId) continue
      const people = tickets.get(number) ?? []
      const at = people.findIndex((person) => person.id === id)
      if (at < 0) people.push({ id, name, doing })
      else if (doing === 'writing') people[at] = { id, name, doing }
      tickets.set(number, people)
    }
    return tickets
  }

  #tell(scope: Scope, people: readonly Said[]): Promise<void> {
    return inScope(scope, () => this.db.notify(CHANNEL, JSON.stringify({ serviceId: scope.serviceId, people } satisfies Word)))
  }

  #hear({ serviceId, people }: Word): void {
    const until = this.now() + GONE_MS
    const touched = new Set<string>()
    for (const { key, number, ...person } of people) {
      const before = this.#here.get(key)
      if (number === null) this.#here.delete(key)
      else this.#here.set(key, { ...person, serviceId, number, until })
      if (before?.number === number && before?.doing === person.doing) continue
      if (before) touched.add(before.number)
      if (number !== null) touched.add(number)
    }
    for (const number of touched) this.#changed(serviceId, number)
  }

  async #repeat(): Promise<void> {
    const services = new Map<number, { scope: Scope; people: Said[] }>()
    for (const [key, { scope, person, where }] of this.#ours) {
      const service = services.get(scope.serviceId) ?? { scope, people: [] }
      service.people.push({ ...person, ...where, key: `${this.#node}/${key}` })
      services.set(scope.serviceId, service)
    }
    for (const { scope, people } of services.values()) for (let at = 0; at < people.length; at += AT_ONCE) await this.#tell(scope, people.slice(at, at + AT_ONCE))
  }

  #forget(): void {
    for (const [key, { serviceId, number, until }] of this.#here) {
      if (until > this.now()) continue
      this.#here.delete(key)
      this.#changed(serviceId, number)
    }
  }
}
