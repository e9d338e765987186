import type { ValueKind } from '../customers/index.js'

export const FIELD_SIDES = ['customer', 'agent'] as const
/** Who fills it in: the customer with the inquiry, or the agent while handling it. */
export type FieldSide = (typeof FIELD_SIDES)[number]

export const FIELD_KINDS = ['text', 'long_text', 'number', 'date', 'email', 'drop_down', 'radio', 'checkbox', 'file', 'consent'] as const
/** `consent`: to the use of personal data; only customers give it, and it stands last. */
export type FieldKind = (typeof FIELD_KINDS)[number]

/** Kinds whose values are among the field's options. */
export const CHOICE_KINDS: readonly FieldKind[] = ['drop_down', 'radio', 'checkbox']

export interface Field {
  readonly id: number
  readonly side: FieldSide
  readonly kind: FieldKind
  /** Unique in the service; texts name it as `#{ticket.field.<code>}`. */
  readonly code: string
  readonly name: string
  readonly help: string
  readonly placeholder: string
  readonly options: readonly string[]
  /** Asked with tickets that came by phone only. */
  readonly phoneOnly: boolean
  /** What of its customer it tells: filled in from the record, and added to it. */
  readonly customerKind: ValueKind | null
  readonly version: number
}

/** A field where it is asked. */
export interface AskedField extends Field {
  readonly required: boolean
  /** The intake type that asks it, which may stand above the ticket's own; null: every ticket. */
  readonly from: number | null
}

/** By kind: text, number, options, attachments, consent. */
export type FieldValue = string | number | boolean | readonly string[] | readonly number[]
