import { route, z, type Route } from 'adapters-sdk'
import { cursorQuery } from '../../http/index.js'
import { actionResult, conditionResult, localized, triggerInput } from '../trigger-schemas.js'
import { AGAINST_LIVE } from './outcome.js'
import { REHEARSAL_STATES, type Rehearsals } from './rehearsals.js'

const view = z.object({
  id: z.number(),
  state: z.enum(REHEARSAL_STATES),
  days: z.number(),
  title: z.string().nullable(),
  triggerId: z.number().nullable(),
  startedBy: z.string().nullable(),
  total: z.number(),
  done: z.number(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
const sum = z.object({
  triggerId: z.number(),
  title: z.string(),
  fired: z.number(),
  tickets: z.number(),
  follows: z.number(),
  messages: z.number(),
  cost: z.number(),
  same: z.number(),
  new: z.number(),
  gone: z.number(),
  other: z.number(),
})
const message = z.object({ channel: z.string(), to: z.array(z.string()), subject: z.string(), text: z.string(), cost: z.number() })
const state = z.enum(['fired', 'not_matched', 'shadow', 'broken', 'off'])
const ticket = z.object({
  number: z.string(),
  subject: z.string(),
  outcomes: z.array(
    z.object({
      triggerId: z.number(),
      title: z.string(),
      event: z.string(),
      at: z.string(),
      state,
      live: z.enum(AGAINST_LIVE),
      detail: z.object({
        reason: localized.nullable(),
        wokenBy: z.number().nullable(),
        conditions: z.array(conditionResult),
        actions: z.array(actionResult.extend({ messages: z.array(message) })),
        happened: z.object({ state, actions: z.array(actionResult) }).nullable(),
      }),
    }),
  ),
})
const byId = z.object({ id: z.coerce.number().int() })
const shared = { kind: 'console', permission: 'service' } as const

/** TRG-6: triggers tried on the events of the last days. */
export function rehearsalRoutes(rehearsals: Rehearsals): Route[] {
  return [
    route(
      { ...shared, method: 'POST', path: '/trigger-rehearsals', summary: 'Tries triggers on the events of the last days; nothing is done', status: 202, body: z.object({ days: z.number().int().min(1).max(30), triggerId: z.number().int().positive().optional(), draft: triggerInput.optional() }), response: view },
      ({ body, caller }) => rehearsals.begin(body, caller.language),
    ),
    route({ ...shared, method: 'GET', path: '/trigger-rehearsals', summary: 'The rehearsals of the service, the newest first', response: z.object({ items: z.array(view) }) }, async () => ({ items: await rehearsals.recent() })),
    route({ ...shared, method: 'GET', path: '/trigger-rehearsals/:id', summary: 'How far a rehearsal is, and what each trigger would have done', params: byId, response: view.extend({ triggers: z.array(sum) }) }, async ({ params }) => ({ ...(await rehearsals.view(params.id)), triggers: await rehearsals.byTrigger(params.id) })),
    route(
      { ...shared, method: 'GET', path: '/trigger-rehearsals/:id/tickets', summary: 'What a rehearsal would have done, ticket by ticket', params: byId, query: z.object({ ...cursorQuery, triggerId: z.coerce.number().int().optional(), differing: z.enum(['true', 'false']).default('false') }), response: z.object({ items: z.array(ticket), next: z.string().nullable() }) },
      async ({ params, query }) => {
        const { items, next } = await rehearsals.byTicket(params.id, { ...query, differing: query.differing === 'true' })
        return { items: items as unknown as z.input<typeof ticket>[], next }
      },
    ),
    route({ ...shared, method: 'POST', path: '/trigger-rehearsals/:id/cancel', summary: 'Ends a rehearsal; what it found so far stays', params: byId, response: view }, ({ params }) => rehearsals.cancel(params.id)),
  ]
}
