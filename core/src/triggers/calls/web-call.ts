import type { Localized } from 'adapters-sdk'

/** A request to a web address as a trigger fixed it; the same at each attempt. */
export interface WebRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Whether it carries our signature. */
  readonly signed: boolean
  /** How a receiver says in a 2xx answer that it refused. */
  readonly accepts?: 'dooray'
}
export interface WebCall extends WebRequest {
  /** Names it to the receiver, so that a repetition is known as one. */
  readonly id: string
  /** Of the result that it is: event, trigger and place. */
  readonly receipt: { readonly event: string; readonly index: number }
  readonly ticketId: number
  readonly triggerId: number
  readonly title: string
  readonly action: string
  readonly attempt: number
}

/** How an attempt ended. */
export type CallOutcome =
  | { readonly kind: 'done'; readonly status: number }
  | { readonly kind: 'refused'; readonly reason: Localized }
  /** It may work later; `afterMs`: what the receiver asked for. */
  | { readonly kind: 'again'; readonly reason: Localized; readonly afterMs: number | null }
