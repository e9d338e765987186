import { definePlugin, z } from 'adapters-sdk'
import { Answers, ANSWERS } from './answers.js'
import { DeliverTransfer } from './deliver-transfer.js'
import { ISSUE_ERRORS } from './errors.js'
import { ForgetTickets } from './forget-tickets.js'
import { IssueAdapter } from './issue-adapter.js'
import { IssueRoutes } from './issue-routes.js'
import { TellWhenSettled } from './tell-when-settled.js'
import { DELIVER, Transfers, TRANSFERS } from './transfers.js'
import { TRANSFER_EVENTS } from './trigger-events.js'

export default definePlugin({
  register(r) {
    r.provide(ANSWERS, Answers)
    r.provide(TRANSFERS, Transfers)
    r.channel(IssueAdapter, z.object({}))
    r.routes(IssueRoutes)
    r.job(DELIVER, DeliverTransfer)
    r.on('ticket.changed', TellWhenSettled)
    r.on('ticket.deleted', ForgetTickets)
    for (const event of TRANSFER_EVENTS) r.trigger.event(event)
    r.errors(ISSUE_ERRORS)
  },
})
