import type { Events, Jobs, Route } from 'adapters-sdk'
import type { PublishedEvent } from '../events/index.js'
import { dayIn, type Logger } from '../platform/index.js'
import { type ScopedDb, type SystemDb } from '../tenancy/index.js'
import type { TicketEvent, TicketReactions, TicketWriter } from '../tickets/index.js'
import { holdTicket } from '../tickets/index.js'
import { DeadlineTimer } from './deadline-timer.js'
import { ExplainDeadlines } from './explain-deadlines.js'
import { RecountDeadlines } from './recount-deadlines.js'
import { SlaEditor } from './sla-editor.js'
import { slaRoutes } from './sla-routes.js'
import type { TicketPromises } from './ticket-promises.js'

export interface SlaDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly writer: TicketWriter
  readonly promises: TicketPromises
  readonly events: Events
  readonly jobs: Jobs
  /** The trigger engine. */
  readonly triggers: TicketReactions
  readonly log: Logger
  readonly now: () => number
}
export interface Sla {
  /** Triggers, and then the clocks: what follows every change of a ticket. */
  readonly reactions: TicketReactions
  readonly recount: RecountDeadlines
  readonly timer: DeadlineTimer
  readonly routes: readonly Route[]
  heard(event: PublishedEvent): void
}

export function createSla({ db, system, writer, promises, events, jobs, triggers, log, now }: SlaDependencies): Sla {
  const { policies, clocks } = promises
  const hold = (ticketId: number) => holdTicket(db, ticketId)
  const reactions: TicketReactions = {
    react: async (event: TicketEvent) => {
      await triggers.react(event)
      await clocks.follow(event.ticketId)
    },
  }
  const timer = new DeadlineTimer({
    db, system, policies, clocks, hold, log, now,
    reactions: {
      reached: async (ticketId, what, deadline, dueAt) => {
        await writer.addEvent(ticketId, what, { deadline, dueAt })
        const ticket = await writer.get(ticketId)
        await events.publish(what, { ticketId, number: ticket!.number, deadline })
        await triggers.react({ key: `${what}:${ticketId}:${deadline}:${dueAt}`, name: what, ticketId, changes: { deadline: { before: null, after: deadline } } })
      },
    },
  })
  return {
    reactions,
    recount: new RecountDeadlines(db, policies, clocks, hold, now),
    timer,
    routes: slaRoutes({ editor: new SlaEditor(db, policies, events, jobs, now), explain: new ExplainDeadlines(db, policies, clocks), today: () => dayIn('Asia/Seoul', now()) }),
    heard: ({ name, serviceId }) => {
      if (name === 'sla.changed' || name === 'service.changed') policies.forget(serviceId)
    },
  }
}
