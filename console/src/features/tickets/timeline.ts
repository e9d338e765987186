import type { Message, TicketEvent } from '../../api/types.js'

export type Entry = { readonly kind: 'message'; readonly key: string; readonly at: string; readonly message: Message } | { readonly kind: 'event'; readonly key: string; readonly at: string; readonly event: TicketEvent }

/** Messages and events as they happened. */
export function timelineOf(messages: readonly Message[], events: readonly TicketEvent[]): Entry[] {
  const entries: Entry[] = [
    ...messages.map((message) => ({ kind: 'message' as const, key: `m${message.id}`, at: message.createdAt, message })),
    ...events.filter((event) => event.type !== 'created').map((event) => ({ kind: 'event' as const, key: `e${event.id}`, at: event.createdAt, event })),
  ]
  // Of one moment, what was said stands before what it led to.
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.kind === b.kind ? 0 : a.kind === 'message' ? -1 : 1))
}
