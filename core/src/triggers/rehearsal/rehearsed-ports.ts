import type { Changes, Deliveries, Jobs, Ticket, Tickets } from 'adapters-sdk'
import { readTags, writeTags } from '../../platform/index.js'
import type { TriggerForm, TriggerTickets } from '../ports.js'
import { ticketChanges } from '../ticket-changes.js'
import { applied } from './applied.js'
import { rehearsing, type Rehearsing } from './rehearsing.js'

type TicketSet = Parameters<TriggerTickets['change']>[1]

/** The same ports, which only gather what would be done while a result is rehearsed. What has no such port is stopped by the frozen scope. */
export function rehearsableTickets(real: TriggerTickets): TriggerTickets {
  return {
    get: async (id) => current(id) ?? real.get(id),
    change: async (id, set, type, data) => {
      const rehearsal = rehearsing()
      return rehearsal ? change(rehearsal, id, set) : real.change(id, set, type, data)
    },
    addNote: async (id, html) => {
      const rehearsal = rehearsing()
      if (!rehearsal) return real.addNote(id, html)
      touch(rehearsal, id)
      return 0
    },
    fieldsChanged: async (id, number, changes) => {
      if (!rehearsing()) await real.fieldsChanged(id, number, changes)
    },
    addEvent: async (id, type, data) => {
      if (!rehearsing()) await real.addEvent(id, type, data)
    },
    facts: (id) => real.facts(id),
  }
}

export function rehearsableForm(real: TriggerForm): Pick<TriggerForm, 'enter'> {
  return {
    enter: async (ticket, entered, filling) => {
      const rehearsal = rehearsing()
      if (!rehearsal) return real.enter(ticket, entered, filling)
      const changes = await real.wouldEnter(rehearsal.ticket, entered, filling)
      if (Object.keys(changes).length > 0) rehearsal.ticket = applied(rehearsal.ticket, changes, rehearsal.now)
      return changes
    },
  }
}

export function rehearsableDeliveries(real: Deliveries): Deliveries {
  return {
    enqueue: async (message) => {
      const rehearsal = rehearsing()
      if (!rehearsal) return real.enqueue(message)
      rehearsal.messages.push(message)
      return null
    },
  }
}

export function rehearsableJobs(real: Jobs): Jobs {
  return {
    enqueue: async (name, payload, options) => {
      if (!rehearsing()) await real.enqueue(name, payload, options)
    },
  }
}

/** What plugins do to tickets. */
export function rehearsablePluginTickets(real: Tickets): Tickets {
  return {
    find: (number) => real.find(number),
    thread: (id, most) => real.thread(id, most),
    get: async (id) => current(id) ?? real.get(id),
    hold: async (id) => (rehearsing() ? (current(id) ?? real.get(id)) : real.hold(id)),
    create: (ticket) => real.create(ticket),
    addNote: async (id, html, files) => {
      const rehearsal = rehearsing()
      if (rehearsal) touch(rehearsal, id)
      else await real.addNote(id, html, files)
    },
    change: async (id, changes) => {
      const rehearsal = rehearsing()
      if (rehearsal) change(rehearsal, id, changes)
      else await real.change(id, changes)
    },
    happened: async (id, event, more) => {
      const rehearsal = rehearsing()
      if (rehearsal) change(rehearsal, id, more?.changes ?? {})
      else await real.happened(id, event, more)
    },
  }
}

function current(id: number): Ticket | null {
  const rehearsal = rehearsing()
  return rehearsal?.ticket.id === id ? rehearsal.ticket : null
}

function touch(rehearsal: Rehearsing, id: number): void {
  if (rehearsal.ticket.id === id) rehearsal.ticket = { ...rehearsal.ticket, updatedAt: rehearsal.now }
}

/** Other tickets stay as they are: what would follow there is not rehearsed. */
function change(rehearsal: Rehearsing, id: number, { tags, ...set }: TicketSet): Changes {
  const before = rehearsal.ticket
  if (before.id !== id) return {}
  const given = Object.fromEntries(Object.entries(set).filter(([field, value]) => value !== undefined && field in before)) as Partial<Ticket>
  const after = { ...before, ...given, ...(tags ? { tags: readTags(writeTags(tags)) } : {}) }
  const changes = ticketChanges(before, after)
  if (Object.keys(changes).length > 0) rehearsal.ticket = { ...after, updatedAt: rehearsal.now }
  return changes
}
