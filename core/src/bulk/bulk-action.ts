import { PRIORITIES, z } from 'adapters-sdk'
import { conditionTree, NO_CONDITIONS } from '../conditions/index.js'
import { attachmentIds, listView } from '../tickets/index.js'

/** What can be done to many tickets at once. */
export const bulkAction = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('change'),
    groupId: z.number().int().optional(),
    /** With a group; null: for whoever of it takes it. */
    assigneeId: z.number().int().nullable().optional(),
    priority: z.enum(PRIORITIES).optional(),
    state: z.enum(['in_progress', 'closed']).optional(),
  }),
  z.object({ type: z.literal('reply'), html: z.string().min(1).max(500_000), outcome: z.enum(['solve', 'hold']), attachments: attachmentIds }),
])
export type BulkAction = z.output<typeof bulkAction>
/** As stored: undoing one is one too. */
export type StoredAction = BulkAction | { readonly type: 'undo' }

export const MAX_TICKETS = 10_000

/** Tickets by their numbers, or all that a list holds; `count`: as many of them as were confirmed. */
export const bulkInput = z.object({
  action: bulkAction,
  numbers: z.array(z.string().max(40)).min(1).max(MAX_TICKETS).optional(),
  list: z.object({ view: listView, filter: conditionTree.default(NO_CONDITIONS), count: z.number().int().min(1).max(MAX_TICKETS) }).optional(),
}).refine((input) => (input.numbers === undefined) !== (input.list === undefined), { path: ['numbers'], message: 'Either numbers or a list.' })
