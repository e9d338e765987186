import { PRIORITIES, z } from 'adapters-sdk'

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
  z.object({ type: z.literal('reply'), html: z.string().min(1).max(500_000), outcome: z.enum(['solve', 'hold']) }),
])
export type BulkAction = z.output<typeof bulkAction>
/** As stored: undoing one is one too. */
export type StoredAction = BulkAction | { readonly type: 'undo' }

export const MAX_TICKETS = 10_000
