import type { Message, MessagePage, TicketEvent } from '../../api/types.js'

export type Entry = { readonly kind: 'message'; readonly key: string; readonly at: string; readonly message: Message } | { readonly kind: 'event'; readonly key: string; readonly at: string; readonly event: TicketEvent }

/** Messages and events as they happened. Events from before the first message stand with those that are not loaded yet. */
export function timelineOf({ items: messages, earlier }: MessagePage, events: readonly TicketEvent[]): Entry[] {
  const begin = earlier > 0 ? Date.parse(messages[0]?.createdAt ?? '') : Number.NEGATIVE_INFINITY
  const entries: Entry[] = [
    ...messages.map((message) => ({ kind: 'message' as const, key: `m${message.id}`, at: message.createdAt, message })),
    ...events.filter((event) => event.type !== 'created' && Date.parse(event.createdAt) >= begin).map((event) => ({ kind: 'event' as const, key: `e${event.id}`, at: event.createdAt, event })),
  ]
  // Of one moment, what was said stands before what it led to.
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.kind === b.kind ? 0 : a.kind === 'message' ? -1 : 1))
}

/** What was loaded already with what is newest now. Where messages may be missing between the two, the newest alone. */
export function joined(loaded: MessagePage | undefined, newest: MessagePage): MessagePage {
  const first = newest.items[0]
  if (!loaded || !first || newest.earlier === 0 || (loaded.items.at(-1)?.id ?? 0) < first.id) return newest
  const kept = loaded.items.filter((message) => message.id < first.id)
  return kept.length === 0 ? newest : { items: [...kept, ...newest.items], earlier: loaded.earlier }
}
