import { AppError, inject, injectable, route, TICKETS, z, type Route, type RouteSet, type Tickets } from 'adapters-sdk'
import { ANSWERS, type Answers } from './answers.js'
import { fieldsSchema } from './fields-schema.js'
import { TRANSFERABLE, TRANSFERS, type Transfers } from './transfers.js'

const params = z.object({ number: z.string().max(40) })
const targetSchema = z.object({ id: z.number(), name: z.string(), intakeTypes: z.array(z.object({ id: z.number(), path: z.string() })) })
const transferSchema = z.object({ id: z.number(), target: z.string(), intakeType: z.string().nullable(), title: z.string(), member: z.string(), state: z.enum(['sending', 'sent', 'answered', 'failed']), createdAt: z.string(), updatedAt: z.string() })
const values = z.record(z.string().max(40), z.union([z.string().max(20_000), z.number(), z.null(), z.array(z.string().max(200)).max(200)]))
const bodySchema = z.strictObject({ fields: values.default({}), serviceId: z.int().positive(), intakeTypeId: z.int().positive().nullable(), title: z.string().trim().min(1).max(255), note: z.string().max(100_000).refine((html) => html.replace(/<[^>]*>/g, '').replaceAll('&nbsp;', ' ').trim() !== '') })

/** Transferring a ticket to an issue service (TKT-11). */
@injectable()
export class IssueRoutes implements RouteSet {
  constructor(@inject(TRANSFERS) private readonly transfers: Transfers, @inject(ANSWERS) private readonly answers: Answers, @inject(TICKETS) private readonly tickets: Tickets) {}

  readonly routes: readonly Route[] = [
    route({ kind: 'console', method: 'GET', path: '/targets', permission: 'tickets', summary: 'Issue services that tickets can be transferred to, with their intake types', response: z.object({ items: z.array(targetSchema) }) }, async () => ({ items: await this.transfers.targets() })),
    route(
      { kind: 'console', method: 'GET', path: '/targets/:id/fields', permission: 'tickets', summary: 'What an issue service asks of customers, as the schema that the form is drawn from', params: z.object({ id: z.coerce.number().int() }), query: z.object({ intakeTypeId: z.coerce.number().int().optional() }), response: z.object({ schema: z.record(z.string(), z.unknown()) }) },
      async ({ params: { id }, query }) => ({ schema: fieldsSchema(await this.transfers.customerFields(id, query.intakeTypeId ?? null)) }),
    ),
    route(
      { kind: 'console', method: 'GET', path: '/tickets/:number', permission: 'tickets', summary: 'Where a ticket was transferred to, or came from', params, response: z.object({ transferable: z.boolean(), origin: z.string().nullable(), items: z.array(transferSchema) }) },
      async ({ params: { number } }) => {
        const ticket = await this.tickets.find(number)
        if (!ticket) throw new AppError('issues.ticket_not_found')
        const rows = await this.transfers.of(ticket.id)
        return {
          transferable: TRANSFERABLE.includes(ticket.state) && !rows.some(({ state }) => state === 'sending' || state === 'sent'),
          origin: (await this.answers.received(ticket.id))?.origin_name ?? null,
          items: rows.map((row) => ({ id: row.id, target: row.target_name, intakeType: row.intake_type, title: row.title, member: row.member_name, state: row.state, createdAt: new Date(row.created_at).toISOString(), updatedAt: new Date(row.updated_at).toISOString() })),
        }
      },
    ),
    route(
      // Other services are asked, which no transaction of this one may be held for; a second call finds the transfer of the first.
      { kind: 'console', method: 'POST', path: '/tickets/:number/transfer', permission: 'tickets', network: true, status: 204, summary: 'Transfer a ticket to an issue service', params, body: bodySchema },
      async ({ params: { number }, body, caller }) => {
        await this.transfers.begin(number, body, caller.name)
      },
    ),
  ]
}
