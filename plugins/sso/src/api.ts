import { token } from 'adapters-sdk'

/** A log-in of the organisation's own for its customers (회원 연동), as a help centre works with it. */
export interface CustomerLogIn {
  readonly id: number
  readonly name: string
  /** Where a customer is sent to log in; gets `?returnUrl=`. */
  readonly loginUrl: string
  /** Answers as JSON whether the customer is logged in. */
  readonly statusUrl: string
  /** What the customer's token is signed with: the present key, and the one before while it is still taken. */
  readonly keys: readonly string[]
}

/** For plugins that require `sso`: the registrations of the running organisation, of which a service chooses one. */
export interface CustomerLogIns {
  list(): Promise<readonly Omit<CustomerLogIn, 'keys'>[]>
  /** Null: it was removed. */
  get(id: number): Promise<CustomerLogIn | null>
}

export const CUSTOMER_LOG_INS = token<CustomerLogIns>('sso.customer-log-ins@1')
