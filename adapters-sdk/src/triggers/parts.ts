import type { z } from 'zod'
import type { Identity } from '../channel/inbound.js'
import type { Customer, Ticket } from '../host/ports.js'
import type { Changes } from '../host/events.js'
import type { ChoiceList } from '../plugin/form-meta.js'
import type { Localized } from '../plugin/localized.js'
import type { SubstitutionValues } from './substitute.js'

/** What is promised of a ticket: `near` from the time of warning on, `paused` while its clock stands still. */
export interface TriggerDeadline {
  readonly state: 'running' | 'near' | 'missed' | 'kept' | 'paused'
  readonly dueAt: number | null
  /** Business minutes from `now` on; below zero once it has passed; null where nothing is due any more. */
  readonly minutesLeft: number | null
}

/** What conditions look at: the ticket as it stands when the trigger's turn comes, all else as it was when the event came. What may be missing was not asked about when the event was kept. */
export interface TriggerFacts {
  readonly event: string
  readonly ticket: Ticket
  readonly customer: Customer & {
    /** What else was told of the customer: the first of each kind. */
    readonly told?: Readonly<Partial<Record<'login' | 'email' | 'phone' | 'userKey', string>>>
  }
  /** The newest message; `text` is without what it only quotes. */
  readonly message: {
    readonly id: number
    readonly text: string
    readonly from: Identity | null
    readonly automatic: boolean
    readonly attachments: number
    readonly kind?: 'customer' | 'reply' | 'note' | 'quiet'
    readonly subject?: string | null
    /** Those it was sent to, copies included. */
    readonly to?: readonly string[]
  } | null
  readonly changes: Changes
  readonly inboxAddress: string | null
  readonly history?: {
    /** Answers of agents. */
    readonly replies: number
    readonly customerMessages: number
    readonly reopened: number
    /** It goes on from a ticket that was closed. */
    readonly followUp: boolean
    /** The customer never had one before. */
    readonly firstOfCustomer: boolean
    readonly stateSince: number
  }
  /** Whether `now` is within the service's business hours; always where it has none. */
  readonly businessHours?: boolean
  /** null: nothing is promised. */
  readonly deadlines?: { readonly first: TriggerDeadline | null; readonly solve: TriggerDeadline | null }
  readonly now: number
}

export interface TriggerEvent { readonly name: string; readonly label: Localized }

export type ConditionType = 'text' | 'choice' | 'number' | 'time' | 'flag' | 'tags' | 'options'

/** Something a trigger can ask about. */
export interface TriggerCondition {
  /** `<plugin>.<name>` for plugins; `ticket.subject` and the like are the core's. */
  readonly target: string
  readonly type: ConditionType
  readonly label: Localized
  /** A line below it in the editor, where the label does not say it all. */
  readonly help?: Localized
  /** For `choice`: what can be chosen, when it does not depend on the service. */
  readonly choices?: ReadonlyArray<{ readonly value: string; readonly label: Localized }>
  /** For `choice`: a list the console knows by name. */
  readonly choicesFrom?: ChoiceList
  /** The name under which `Changes` reports it: what *changed*, *changed to* and *changed from* look at. Absent: they are not offered. */
  readonly field?: string
  /** Pure. null: no value, so that only *is not* and *absent* hold. */
  read(facts: TriggerFacts): string | number | boolean | null
}

export interface TriggerActionContext {
  readonly facts: TriggerFacts
  readonly triggerId: number
  /** Unique for this event, trigger and action: the key to hand on to deliveries and jobs. */
  readonly receiptKey: string
  /** What `#{…}` stands for in texts about the ticket, as it is now. */
  substitutions(): Promise<SubstitutionValues>
}

export interface TicketSetting { readonly field: string; readonly to?: string | number | null }

/** Something a trigger can do. Runs inside the ticket's transaction: what leaves the system goes through `Deliveries` or `Jobs`. */
export interface TriggerAction<P = unknown> {
  readonly type: string
  readonly label: Localized
  /** The console draws the form from it. */
  readonly params: z.ZodObject
  /** How the console says it in lists and below the editor: `{name}` is a param in words (the name behind an id, the label of a choice, the first words of a text), of `[…|…]` the first part stays whose params are all filled in. `을(를)`, `(으)로` and the like become what fits the word before. Absent: the label, and the params after it. */
  readonly sentence?: Localized
  /** Resolves to a line for the ledger; throws to be logged on the ticket without stopping the others. */
  run(context: TriggerActionContext, params: P): Promise<Localized>
  /** Whether what it does hangs on more than the facts, such as whose turn it was: a rehearsal then takes what really happened, where it did. */
  unsteady?(params: P): boolean
  /** What it makes of the ticket's fields, by their names in `Changes`; without `to` it may be something else each time. Lets loops be found before they happen. */
  sets?(params: P): readonly TicketSetting[]
}
