import { z } from 'adapters-sdk'

/** What an admin can decide about the provider. */
export const providerSchema = z.object({
  /** On the button of the log-in page. */
  name: z.string().trim().min(1).max(50),
  discoveryUrl: z.string().trim().min(1).max(500),
  clientId: z.string().trim().min(1).max(300),
  /** The claim of the provider that says who somebody is … */
  claim: z.string().trim().regex(/^[A-Za-z0-9_.:/-]{1,100}$/),
  /** … and what of a member it is compared with, until they are linked. */
  attribute: z.enum(['email', 'login']),
  active: z.boolean(),
  /** `admins`: only organisation admins still log in with a password. */
  passwords: z.enum(['all', 'admins']),
})

/** How the last trial of an admin went. */
export interface Trial {
  readonly at: number
  /** An error's code; null: it worked. */
  readonly code: string | null
  readonly claim: string
  /** What the provider's software said, for the admin to search for. */
  readonly detail: string | null
  readonly memberName: string | null
  readonly subject: string | null
}

export interface Provider extends z.infer<typeof providerSchema> {
  /** Sealed; empty: a client without a secret. */
  readonly secret: string
  /** When a log-in with these settings last worked. */
  readonly workedAt: number | null
  readonly trial: Trial | null
  readonly version: number
}
