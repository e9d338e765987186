import { PRIORITIES, TICKET_STATES, z } from 'adapters-sdk'
import { askedField, FIELD_KINDS, FIELD_SIDES } from '../fields/index.js'
import { MAX_ATTACHMENTS } from './attachment-store.js'

const named = z.object({ id: z.number(), name: z.string() })
/** Also after it was deleted. */
const category = named.extend({ path: z.string(), deleted: z.boolean() })
const identity = z.object({ scheme: z.enum(['email', 'phone', 'handle', 'opaque']), address: z.string(), displayName: z.string().optional() })

const related = z.object({ number: z.string(), subject: z.string(), state: z.enum(TICKET_STATES) })

export const listItem = z.object({
  number: z.string(),
  subject: z.string(),
  state: z.enum(TICKET_STATES),
  priority: z.enum(PRIORITIES),
  channel: z.string(),
  group: named.nullable(),
  assignee: named.nullable(),
  intakeType: named.nullable(),
  handlingType: named.nullable(),
  customer: z.object({ number: z.string(), name: z.string() }),
  createdAt: z.string(),
  updatedAt: z.string(),
  dueAt: z.string().nullable(),
  tags: z.array(z.string()),
  /** Merged into another ticket. */
  isPart: z.boolean(),
})

const message = z.object({
  id: z.number(),
  kind: z.enum(['customer', 'reply', 'note', 'quiet']),
  author: z.object({ type: z.enum(['customer', 'member', 'trigger', 'system']), id: z.number().nullable(), name: z.string() }),
  sender: identity.nullable(),
  recipients: z.object({ to: z.array(identity), cc: z.array(identity) }).nullable(),
  html: z.string(),
  text: z.string(),
  quotedHtml: z.string().nullable(),
  /** The ticket it came to, when that was merged into this one. */
  origin: z.string().nullable(),
  warnings: z.array(z.string()),
  attachments: z.array(z.object({ id: z.number(), name: z.string(), mediaType: z.string(), bytes: z.number(), inlineId: z.string().nullable(), url: z.string() })),
  createdAt: z.string(),
  delivery: z.object({ id: z.number(), state: z.enum(['queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed', 'unknown', 'cancelled']), errorCode: z.string().nullable(), errorDetail: z.string().nullable(), attempts: z.number(), to: z.array(z.string()), undoUntil: z.string().nullable() }).nullable(),
})

const filledField = z.object({
  id: z.number(), code: z.string(), name: z.string(), side: z.enum(FIELD_SIDES), kind: z.enum(FIELD_KINDS), value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(z.number())]), deleted: z.boolean(),
  files: z.array(z.object({ id: z.number(), name: z.string(), mediaType: z.string(), bytes: z.number(), url: z.string() })),
})

/** Messages older than one, and how many are older still. */
export const messagePage = z.object({ items: z.array(message), earlier: z.number() })

/** What is entered into fields, by their codes. */
export const entered = z.record(z.string().max(40), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null(), z.array(z.union([z.string().max(200), z.number().int()])).max(200)]))

export const ticketDetail = z.object({
  ticket: listItem.extend({
    version: z.number(),
    intakeType: category.nullable(),
    handlingType: category.nullable(),
    inbox: z.object({ id: z.number(), name: z.string(), address: z.string() }).nullable(),
    solveReason: z.string().nullable(),
    reopened: z.number(),
    followers: z.array(named),
    links: z.array(related),
    merged: z.array(related),
    mergedInto: related.nullable(),
    solvedAt: z.string().nullable(),
    closedAt: z.string().nullable(),
  }),
  customer: z.object({ number: z.string(), name: z.string(), identities: z.array(identity) }),
  fields: z.object({ asked: z.array(askedField), filled: z.array(filledField), known: z.record(z.string(), z.string()) }),
  /** The newest ones, in the order they were written. */
  messages: z.array(message),
  /** How many there are before them. */
  earlierMessages: z.number(),
  /** Where the customer last wrote from. */
  answerTo: identity.nullable(),
  events: z.array(
    z.object({ id: z.number(), type: z.string(), origin: z.enum(['agent', 'customer', 'trigger', 'channel', 'system']), actor: named.nullable(), data: z.record(z.string(), z.unknown()), createdAt: z.string() }),
  ),
  history: z.array(listItem),
  capabilities: z.record(z.string(), z.unknown()).nullable(),
})

export const attachmentIds = z.array(z.number().int()).max(MAX_ATTACHMENTS).default([])

export const copies = z.array(z.email().max(320)).max(20).default([])
