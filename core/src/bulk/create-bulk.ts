import { route, z, AppError, type Caller, type Route } from 'adapters-sdk'
import type { JobQueue } from '../jobs/index.js'
import type { ListQuery, TicketLists } from '../tickets/index.js'
import { bulkInput, MAX_TICKETS } from './bulk-action.js'
import { BULK_JOB, BulkStore, rightsFor } from './bulk-store.js'
import { BulkWorker, type BulkDependencies } from './bulk-worker.js'

const byId = z.object({ service: z.string(), id: z.coerce.number().int() })
const view = z.object({
  id: z.number(), type: z.enum(['change', 'reply', 'undo']), state: z.enum(['running', 'done', 'cancelled']), total: z.number(),
  counts: z.object({ waiting: z.number(), done: z.number(), unchanged: z.number(), failed: z.number() }), createdAt: z.string(), finishedAt: z.string().nullable(), undoable: z.boolean(),
})
const SHOWN_FAILURES = 200

/** The same to many tickets at once (TKT-8). */
export function createBulk(deps: Omit<BulkDependencies, 'jobs'> & { readonly jobs: JobQueue; readonly lists: TicketLists; readonly describe: (code: string, language: Caller['language']) => string }): { readonly routes: Route[] } {
  const store = new BulkStore(deps.db, deps.jobs, deps.now)
  const worker = new BulkWorker(deps)
  deps.jobs.handle(BULK_JOB, (payload, signal) => worker.run((payload as { id: number }).id, signal))
  /** Whoever confirmed fewer than there are now is asked again. */
  async function listed({ count, ...query }: ListQuery & { readonly count: number }, caller: Caller): Promise<string[]> {
    const numbers = await deps.lists.numbers(query, MAX_TICKETS, caller.can('service'))
    if (numbers.length > MAX_TICKETS) throw new AppError('bulk.too_many', { max: MAX_TICKETS })
    if (numbers.length > count) throw new AppError('bulk.list_grew', { count: numbers.length }, { count: numbers.length })
    if (numbers.length === 0) throw new AppError('bulk.list_empty')
    return numbers
  }
  const shared = { kind: 'console', permission: 'tickets' } as const
  const routes = [
    route(
      { ...shared, method: 'POST', path: '/bulk', summary: 'Do the same to many tickets', status: 202, body: bulkInput, response: view },
      async ({ body, caller }) => {
        if (!rightsFor(body.action).every((permission) => caller.can(permission))) throw new AppError('http.forbidden')
        if (body.action.type === 'reply' && (await deps.attachments.unsent(body.action.attachments)).length !== new Set(body.action.attachments).size) throw new AppError('attachment.unknown')
        return store.begin(body.numbers ?? (await listed(body.list!, caller)), body.action)
      },
    ),
    route({ ...shared, method: 'GET', path: '/bulk', summary: 'The caller’s bulk actions that run or ended just now', response: z.object({ items: z.array(view) }) }, async () => ({ items: await store.recent() })),
    route({ ...shared, method: 'GET', path: '/bulk/:id', summary: 'How far a bulk action is', params: byId, response: view }, ({ params }) => store.view(params.id)),
    route({ ...shared, method: 'GET', path: '/bulk/:id/failures', summary: 'The tickets a bulk action could do nothing with, and why', params: byId, response: z.object({ items: z.array(z.object({ number: z.string(), code: z.string(), title: z.string() })) }) }, async ({ params, caller }) => ({
      items: (await store.failures(params.id, SHOWN_FAILURES)).map((item) => ({ ...item, title: deps.describe(item.code, caller.language) })),
    })),
    route({ ...shared, method: 'POST', path: '/bulk/:id/cancel', summary: 'Stop a bulk action; what is done stays done', params: byId, response: view }, ({ params }) => store.cancel(params.id)),
    route({ ...shared, method: 'POST', path: '/bulk/:id/undo', summary: 'Set tickets back to what they were before a bulk change', params: byId, status: 202, response: view }, ({ params }) => store.undo(params.id)),
  ]
  return { routes }
}
