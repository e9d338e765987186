import type { SubstitutionValues, TriggerFacts } from 'adapters-sdk'

/** What is sent where a manager wrote no body: the ticket as it is when the trigger runs. */
export function standardBody({ event, now, ticket, customer, message }: TriggerFacts, values: SubstitutionValues): string {
  return JSON.stringify({
    event,
    at: new Date(now).toISOString(),
    service: values['service.name'],
    ticket: {
      number: ticket.number,
      subject: ticket.subject,
      state: ticket.state,
      priority: ticket.priority,
      channel: ticket.channel,
      intakeType: values['ticket.intakeType'] || null,
      group: values['group.name'] || null,
      assignee: values['agent.nickname'] || null,
      tags: ticket.tags,
      createdAt: new Date(ticket.createdAt).toISOString(),
    },
    customer: { number: customer.number, name: customer.name, email: values['customer.email'] || null, phone: values['customer.phone'] || null },
    message: message && { text: message.text.slice(0, 20_000), automatic: message.automatic },
  })
}
