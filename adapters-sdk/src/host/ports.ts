import type { Readable } from 'node:stream'
import type { Identity, FileRef } from '../channel/inbound.js'
import type { Localized } from '../plugin/localized.js'
import type { ServiceType } from '../plugin/service-types.js'
import type { Db } from './db.js'
import type { EventName, EventPayload } from './events.js'
import { token } from './token.js'

export interface Ticket {
  readonly id: number
  /** `T1616746802108sWrg`. */
  readonly number: string
  readonly subject: string
  readonly state: TicketState
  readonly priority: Priority
  readonly channel: string
  readonly inboxId: number | null
  readonly customerId: number
  readonly groupId: number | null
  readonly assigneeId: number | null
  /** What it is about, and what was done about it: categories of the service. */
  readonly intakeTypeId: number | null
  readonly handlingTypeId: number | null
  /** In lower case, in order. */
  readonly tags: readonly string[]
  readonly createdAt: number
  readonly updatedAt: number
  /** What was filled into the service's fields, by their codes; those left empty are missing. */
  readonly [field: `field.${string}`]: string | number | boolean | readonly (string | number)[]
}
export const TICKET_STATES = ['unassigned', 'in_progress', 'transfer_in_progress', 'transfer_answered', 'on_hold', 'solved', 'closed', 'spam'] as const
export type TicketState = (typeof TICKET_STATES)[number]
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

export interface Customer {
  readonly id: number
  readonly number: string
  readonly name: string
  readonly identities: readonly Identity[]
}

export interface NoteFile extends FileRef { readonly name: string; readonly mediaType: string }
export interface NewTicket {
  readonly inboxId: number
  readonly conversationKey: string
  readonly customer: Identity
  readonly subject: string
  readonly note: string
  readonly intakeTypeId: number | null
  /** What was filled into its fields, by their codes. */
  readonly fields?: Readonly<Record<string, unknown>>
}

export interface ThreadMessage {
  readonly id: number
  readonly from: 'customer' | 'agent'
  readonly name: string
  /** Without what it quotes. */
  readonly text: string
  readonly createdAt: number
}

/** What a plugin may set. */
export interface TicketChanges {
  readonly state?: 'unassigned' | 'in_progress' | 'transfer_in_progress' | 'transfer_answered' | 'closed'
  readonly priority?: Priority
  readonly groupId?: number | null
  readonly assigneeId?: number | null
  readonly intakeTypeId?: number | null
  readonly handlingTypeId?: number | null
}
/** Permission `tickets`. */
export interface Tickets {
  find(number: string): Promise<Ticket | null>
  get(id: number): Promise<Ticket | null>
  /** The same, held until the running transaction ends, so that two who decide about it take turns. */
  hold(id: number): Promise<Ticket | null>
  /** A ticket that no inbound message brought; its first entry is an internal note. Made once per inbox and `conversationKey`, which the channel's adapter gets with every answer. */
  create(ticket: NewTicket): Promise<Ticket>
  /** What the customer and agents wrote to one another, oldest first; of a long thread the newest `most`. */
  thread(ticketId: number, most: number): Promise<readonly ThreadMessage[]>
  /** `files`: stored through the port of the files before. */
  addNote(ticketId: number, html: string, files?: readonly NoteFile[]): Promise<void>
  change(ticketId: number, changes: TicketChanges): Promise<void>
  /**
   * One of the plugin's own trigger events (`registrar.trigger.event`), with the changes of the ticket that belong to it.
   * `key`: the same when the same outside fact is handled again, so that triggers meet it once; without it each chain of causes counts.
   * Throws for an event that the plugin did not register.
   */
  happened(ticketId: number, event: string, more?: { readonly changes?: TicketChanges; readonly key?: string }): Promise<void>
}
/** Permission `customers`. */
export interface Customers {
  get(id: number): Promise<Customer | null>
  find(identity: Identity): Promise<Customer | null>
}
export interface Agent {
  readonly memberId: number
  /** Shown to customers. */
  readonly nickname: string
  readonly name: string
  readonly email: string
}
/** Permission `agents`: who works in the service. */
export interface Agents {
  get(memberId: number): Promise<Agent | null>
  /** Members in joining order; null: no such group in this service. */
  group(groupId: number): Promise<{ readonly id: number; readonly name: string; readonly members: readonly Agent[] } | null>
}
/** Permission `files`: content on disk behind a key; the row that owns it is the caller's. */
export interface Files {
  store(content: AsyncIterable<Uint8Array> | Uint8Array, maxBytes?: number): Promise<FileRef & { readonly sha256: string }>
  read(file: string): Promise<Uint8Array>
  open(file: string): Readable
}
/** Permission `jobs`. */
export interface Jobs {
  /** Takes part in the running transaction. A `key` that is already waiting is not enqueued again. */
  enqueue(name: string, payload: unknown, options?: { readonly runAt?: number; readonly key?: string }): Promise<void>
}
/** Permission `events`. */
export interface Events {
  /** Written in the running transaction; listeners run after commit. */
  publish<N extends EventName>(name: N, payload: Omit<EventPayload<N>, 'cause'>): Promise<void>
  /** Tells the consoles that listen to one of the plugin's topics, after commit; nothing is kept. Ids only: consoles ask for what they show. */
  announce(topic: string, payload?: Readonly<Record<string, string | number>>): Promise<void>
}
export interface OtherService {
  readonly id: number
  readonly name: string
  readonly type: ServiceType
}
/** A field as forms ask it. */
export interface CustomerField {
  readonly code: string
  readonly name: string
  readonly kind: 'text' | 'long_text' | 'number' | 'date' | 'email' | 'drop_down' | 'radio' | 'checkbox'
  readonly help: string
  readonly placeholder: string
  readonly options: readonly string[]
  readonly required: boolean
}
/** Permission `organisation-services`: the way from one service to another of the same organisation. No member's rights go along: what is done there, the plugin does. */
export interface OrganisationServices {
  /** Those in use that have the plugin on, but for the running one. */
  list(): Promise<readonly OtherService[]>
  /** What tickets of one of them are sorted by when they come in, by their full names. */
  intakeTypes(serviceId: number): Promise<readonly { readonly id: number; readonly path: string }[]>
  /** What one of them asks of customers with an intake type and a channel, but for files and consent, which nobody else can give. */
  customerFields(serviceId: number, intakeTypeId: number | null, channel: string): Promise<readonly CustomerField[]>
  /** Refuses (`fields.invalid`) what it would not take into them, and what is missing. */
  requireFields(serviceId: number, intakeTypeId: number | null, channel: string, fields: Readonly<Record<string, unknown>>): Promise<void>
  /** Does `work` in the scope of another service that is not terminated. Outside transactions only, since one belongs to one service: what must happen is a job first, and `work` safe to run twice. */
  within<T>(serviceId: number, work: () => Promise<T>): Promise<T>
}
export interface QueuedMessage {
  readonly inboxId: number
  readonly ticketId: number | null
  readonly messageId?: number | null
  readonly to: readonly Identity[]
  readonly cc?: readonly Identity[]
  readonly subject: string
  readonly html: string
  readonly automatic: boolean
  /** Automatic, and no answer to whoever gets it: for colleagues and other addresses. */
  readonly notice?: boolean
  /** Files of this message of the ticket go along. */
  readonly filesOf?: number
  /** Enqueued at most once per key. */
  readonly key?: string
  /** It does not leave earlier. */
  readonly notBefore?: number
}
/** Permission `deliveries`: a message that leaves the system is a row first and is sent after commit. */
export interface Deliveries {
  enqueue(message: QueuedMessage): Promise<number | null>
}
export interface Inbox {
  readonly id: number
  /** Unguessable; names the inbox in `/hooks/<plugin>/<key>` and `/public/<key>/<plugin>`. */
  readonly key: string
  readonly channel: string
  readonly address: string
  readonly name: string
  readonly settings: Readonly<Record<string, unknown>>
}
/** Permission `inboxes`: those of the plugin's own channel. */
export interface Inboxes {
  list(): Promise<Inbox[]>
  create(inbox: { readonly address: string; readonly name: string; readonly settings: Readonly<Record<string, unknown>>; readonly secrets?: Readonly<Record<string, string>> }): Promise<Inbox>
  change(id: number, changes: { readonly name?: string; readonly settings?: Readonly<Record<string, unknown>>; readonly secrets?: Readonly<Record<string, string>> }): Promise<Inbox>
  /** Which secrets are set; their values never leave the host. */
  secretsSet(id: number): Promise<string[]>
  /** Opens the inbox once as if these changes were saved, then closes it: throws the ChannelError that `open` throws. Stores nothing. */
  check(id: number, changes: { readonly settings?: Readonly<Record<string, unknown>>; readonly secrets?: Readonly<Record<string, string>> }, signal: AbortSignal): Promise<void>
}
/** Always there: the plugin's own settings for the running service. */
export interface Settings { get<S>(): Promise<S> }
/** Permission `http`: only the manifest's `egress` hosts, no private addresses unless the operator allows them, with a time-out. */
export interface Http {
  /** Whether the operator lets calls reach private addresses (`OC_ALLOW_PRIVATE_EGRESS`). */
  readonly allowsPrivate: boolean
  fetch(url: string, init?: RequestInit & { readonly timeoutMs?: number }): Promise<Response>
}
/** Permission `secrets`: what a copy of the database must not tell. Only the plugin that sealed a text can unseal it. */
export interface Secrets {
  seal(plain: string): string
  unseal(sealed: string): string
}
export interface SignInMember {
  readonly id: number
  readonly login: string
  readonly name: string
  readonly email: string
  readonly disabled: boolean
  /** Runs the installation: `open` refuses them, since whoever decides about an organisation's log-in must not become one. */
  readonly operator: boolean
}
/**
 * Permission `sign-in`: opens sessions for members of the running organisation after a proof that the plugin has checked itself.
 * It makes no members, and a second factor of ours is not asked for.
 */
export interface MemberSignIn {
  /** `url` is where this organisation's members have their console: what a provider sends them back to begins with it. `logInUrl`: their log-in page, which says in words what `?problem=<error code>` means and goes on to `?to=<path>`. */
  organisation(): Promise<{ readonly domain: string; readonly name: string; readonly url: string; readonly logInUrl: string }>
  /** Addresses are compared without regard to case; several members can share one. */
  find(by: { readonly id: number } | { readonly login: string } | { readonly email: string }): Promise<SignInMember[]>
  /** Resolves to the headers that the answer must carry; null: there is no such member, or one who is disabled or an operator. */
  open(memberId: number, request: { readonly ip: string; readonly headers: Readonly<Record<string, string | string[] | undefined>> }): Promise<Readonly<Record<string, string>> | null>
}
/** Declared by the core, provided by the plugin with the permission `sign-in`: what the log-in page of the running organisation offers. */
export interface LogInWays {
  /** `passwords`: `admins` keeps passwords to organisation admins and operators, who must always find a way in. */
  current(): Promise<{ readonly passwords: 'all' | 'admins'; readonly ways: readonly { readonly name: string; readonly url: string }[] }>
}
export interface Clock { now(): number }
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}
/** Facts about the running service and installation. */
export interface ServiceInfo {
  current(): Promise<{ readonly id: number; readonly code: string; readonly name: string; readonly organisation: string; readonly domain: string; readonly language: 'ko' | 'en'; readonly timeZone: string }>
  /** Environment variables `OC_<PLUGIN>_…` of this plugin, without the prefix, lower case. */
  readonly environment: Readonly<Record<string, string>>
  readonly publicUrl: string
  readonly dataDir: string
}
/**
 * Declared by the core, provided by a plugin that can write to people (`registrar.provide(NOTIFICATIONS, …)`). Permission `notifications`.
 * Without a provider the core shows the link to the admin and logs it.
 */
export interface Notifications {
  /** Whether anything leads out of here at all, so that people are told before they rely on it. */
  works(): boolean
  /** Resolves to true when the message is durably queued; false: nothing leads out of here, so that the core does as without a provider. */
  notify(message: { readonly organisationId: number; readonly to: { readonly name: string; readonly address: string }; readonly subject: Localized; readonly text: Localized; readonly language: 'ko' | 'en'; readonly link?: string }): Promise<boolean>
}
/** Permission `metering`: counts what the service is charged for, by the meters of the manifest. */
export interface Metering {
  /**
   * Takes part in the running transaction, which should be that of the fact itself. A reference counts once in a month of its meter, however often it is told;
   * `at` is the time of the fact, so that telling it again later is still the same month.
   */
  record(fact: { readonly meter: string; readonly reference: string; readonly at: number; readonly quantity?: number }): Promise<void>
}
/** A plugin that prints something at start: the console's address, a port, a link. */
export interface StartNotice { line(label: string, value: string): void }

export const DB = token<Db>('db@1')
export const TICKETS = token<Tickets>('tickets@1')
export const CUSTOMERS = token<Customers>('customers@1')
export const AGENTS = token<Agents>('agents@1')
export const FILES = token<Files>('files@1')
export const JOBS = token<Jobs>('jobs@1')
export const EVENTS = token<Events>('events@1')
export const DELIVERIES = token<Deliveries>('deliveries@1')
export const INBOXES = token<Inboxes>('inboxes@1')
export const SETTINGS = token<Settings>('settings@1')
export const HTTP = token<Http>('http@1')
export const SECRETS = token<Secrets>('secrets@1')
export const MEMBER_SIGN_IN = token<MemberSignIn>('member-sign-in@1')
export const LOG_IN_WAYS = token<LogInWays>('log-in-ways@1')
export const ORGANISATION_SERVICES = token<OrganisationServices>('organisation-services@1')
export const CLOCK = token<Clock>('clock@1')
export const LOG = token<Log>('log@1')
export const SERVICE_INFO = token<ServiceInfo>('service-info@1')
export const NOTIFICATIONS = token<Notifications>('notifications@1')
export const METERING = token<Metering>('metering@1')
export const START_NOTICE = token<StartNotice>('start-notice@1')
