/** What came before on a ticket `t` and of its customer, as lists and triggers ask it. */
export const HISTORY = {
  replies: "(select count(*) from {message} r where r.ticket_id = t.id and r.kind = 'reply' and r.author_type = 'member')",
  customerMessages: "(select count(*) from {message} w where w.ticket_id = t.id and w.kind = 'customer')",
  firstOfCustomer: '(case when exists (select 1 from {ticket} p where p.customer_id = t.customer_id and p.id < t.id) then 0 else 1 end)',
} as const
