import { z } from 'zod'
import { CONTRACT_ITEMS } from './contract-items.js'
import { PERMISSION_NAMES } from './permissions.js'
import { SERVICE_TYPES } from './service-types.js'

/** The slots of the console that panels can fill. */
export const SLOTS = [
  'nav.page', 'settings.page', 'organisation.page', 'ticket.sidebar', 'ticket.timeline', 'ticket.composer',
  'customer.sidebar', 'inbox.settings', 'widget', 'home.card', 'wallboard.card',
] as const
export type Slot = (typeof SLOTS)[number]

/** What a plugin may ask the host for; each unlocks the token of the same name. */
export const HOST_PERMISSIONS = ['tickets', 'customers', 'agents', 'files', 'db', 'jobs', 'events', 'http', 'deliveries', 'inboxes', 'notifications', 'metering', 'secrets', 'sign-in', 'organisation-services'] as const
export type HostPermission = (typeof HOST_PERMISSIONS)[number]

const localized = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) })

/** The `opencontact` key of a plugin's package.json. Unknown keys are errors; only `id` and `sdk` are mandatory. */
export const manifestSchema = z.strictObject({
  /** Folder, route prefix and table prefix. */
  id: z.string().regex(/^[a-z][a-z0-9]{1,30}$/, 'lower-case letters and digits, 2 to 31 of them, a letter first'),
  /** Semver range of the SDK it was written for. */
  sdk: z.string().min(1),
  name: localized.optional(),
  /** Other plugins it needs: id → semver range of their version. */
  requires: z.record(z.string(), z.string()).default({}),
  permissions: z.array(z.enum(HOST_PERMISSIONS)).default([]),
  /** The contract item that switches it on; absent: always on. */
  contract: z.strictObject({ item: z.enum(CONTRACT_ITEMS) }).optional(),
  /** The types of services it is for; an issue service has what says so, and nothing else (PRM-8). */
  services: z.array(z.enum(SERVICE_TYPES)).min(1).default(['consultation']),
  /** What of its work is charged by its number, with the permission `metering`: `chat.case`. A code's price is in the price table; without one it costs nothing. */
  meters: z.array(z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9]{1,30}\.(case|second)$/, 'a word, then .case or .second'), item: z.enum(CONTRACT_ITEMS), name: localized })).default([]),
  /** Hosts it may call through the HTTP port: `api.example.com`, `*.example.com`, or `*` where the organisation names the host. */
  egress: z.array(z.string()).default([]),
  /** How its channel is shown where tickets and inboxes are listed, and which inbox settings are secrets. */
  channel: z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]*$/), label: localized, secrets: z.array(z.string()).default([]) }).optional(),
  console: z
    .strictObject({
      /** Built ES module, relative to the plugin's folder. */
      entry: z.string(),
      style: z.string().optional(),
      panels: z.array(
        z.strictObject({
          id: z.string().regex(/^[a-z][a-z0-9-]*$/),
          slot: z.enum(SLOTS),
          permission: z.enum(PERMISSION_NAMES as [string, ...string[]]),
          order: z.number().int().default(100),
          title: localized,
        }),
      ),
    })
    .optional(),
})
export type Manifest = z.infer<typeof manifestSchema>
