import { CUSTOMERS, INBOXES, Reply, route, SERVICE_INFO, TICKETS, token, z } from 'adapters-sdk'

const answer = z.object({ id: z.number(), text: z.string(), writtenAt: z.string(), seenAt: z.string().nullable() })

export class Routes {
  static inject = [token('webform.answers@1'), INBOXES, SERVICE_INFO, TICKETS, CUSTOMERS]
  constructor(answers, inboxes, service, tickets, customers) {
    this.routes = [
      route({ kind: 'public', method: 'GET', path: '/answers/:visitor', summary: 'The answers a visitor finds on their page', params: z.object({ inboxKey: z.string(), visitor: z.uuid() }), response: z.array(answer) }, async ({ params }) => {
        const list = await answers.of(params.visitor)
        await answers.markSeen(params.visitor)
        return new Reply(list, { headers: { 'Access-Control-Allow-Origin': '*' } })
      }),

      route({ kind: 'console', method: 'GET', path: '/tickets/:number/answers', permission: 'tickets', summary: 'What the visitor of a ticket has on their page, and whether they saw it', params: z.object({ service: z.string(), number: z.string() }), response: z.object({ items: z.array(answer) }) }, async ({ params }) => {
        const ticket = await tickets.find(params.number)
        const customer = ticket && (await customers.get(ticket.customerId))
        const visitor = customer?.identities.find((identity) => identity.scheme === 'opaque')?.address
        return { items: visitor ? await answers.of(visitor) : [] }
      }),

      route({ kind: 'console', method: 'GET', path: '/form', permission: 'service', summary: 'The addresses that the site’s form uses; the inbox is made on the first call', response: z.object({ post: z.string(), answers: z.string() }) }, async () => {
        const { code, domain } = await service.current()
        const [inbox = await inboxes.create({ address: `${code}@${domain}`, name: 'Web form', settings: {} })] = await inboxes.list()
        return { post: `${service.publicUrl}/hooks/webform/${inbox.key}`, answers: `${service.publicUrl}/public/${inbox.key}/webform/answers/` }
      }),
    ]
  }
}
