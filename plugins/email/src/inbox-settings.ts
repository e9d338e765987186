import { z } from 'adapters-sdk'

export const CONTENT_CODE = /#[{[]content[}\]]/

/** The mail server that takes our mails to the world. */
export const relaySchema = z.object({
  host: z.string().trim().regex(/^[A-Za-z0-9.:_-]{1,253}$/),
  port: z.number().int().min(1).max(65535),
  security: z.enum(['none', 'starttls', 'tls']),
  /** Empty: no log-in. */
  user: z.string().max(320).default(''),
})
export type Relay = z.output<typeof relaySchema>

/** Settings of an e-mail inbox. Its address is the service's representative address. */
export const inboxSettingsSchema = z.object({
  /** Shown as the sender; at first the service's name. */
  senderName: z.string().trim().max(100).default(''),
  /** Empty: the representative address. */
  senderAddress: z.union([z.literal(''), z.email()]).default(''),
  /** Around every mail that leaves; `#{content}` is where the text goes. */
  layout: z.string().max(100_000).default('#{content}'),
  /** null: mails go to the bundled mail catcher. */
  relay: relaySchema.nullable().default(null),
})
export type InboxSettings = z.output<typeof inboxSettingsSchema>
