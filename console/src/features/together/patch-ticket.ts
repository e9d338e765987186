import { ApiError } from '../../api/api-error.js'
import type { Api } from '../../api/api.js'
import type { Ticket } from '../../api/types.js'

type Field = 'priority' | 'intakeTypeId' | 'handlingTypeId'

/** Sets a field of a ticket unless somebody else has set the same one since it was shown: then `ask` says whose value stays. False: theirs. */
export async function patchTicket<V>(api: Api, ticket: Ticket, field: Field, value: V, saw: V, ask: (theirs: V) => Promise<boolean>): Promise<boolean> {
  for (let version = ticket.version; ; ) {
    try {
      await api.patch(`/tickets/${ticket.number}`, { [field]: value }, { ifMatch: version })
      return true
    } catch (cause) {
      if (!(cause instanceof ApiError) || cause.code !== 'ticket.edited_meanwhile') throw cause
      const current = cause.extra.current as { version: number } & Record<Field, V>
      version = current.version
      if (current[field] !== saw && current[field] !== value && !(await ask(current[field]))) return false
    }
  }
}
