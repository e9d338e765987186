import { nextTick, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { MessagePage, TicketDetail } from '../../api/types.js'
import { useAction } from '../../api/use-action.js'
import { useApi } from '../../api/use-api.js'
import { useResource } from '../../api/use-resource.js'
import { RESYNC, type LiveEvent } from '../../live/live-client.js'
import { debounced, useLive } from '../../live/use-live.js'
import { joined } from './timeline.js'

const NEAR_END_PX = 120
const MARKED_MS = 4000
/** How many earlier messages are loaded at a time. */
const EARLIER = 100
/** So many newest messages are on the screen at once; the others follow above them once those are painted. */
const AT_ONCE = 12

/** An open ticket, kept true while it is read; the place one reads at is kept. */
export function useTicket(number: string, thread: Ref<HTMLElement | undefined>) {
  const api = useApi()
  const detail = useResource((signal) => api.get<TicketDetail>(`/tickets/${number}`, { signal }))
  /** What is loaded of the conversation. */
  const page = shallowRef<MessagePage>()
  const fresh = ref(new Set<number>())
  /** Messages that came while one reads further up. */
  const unseen = ref(0)

  /** The newest message that was on the screen: an answer says what its writer knew. */
  const seen = ref<number>()

  const markSeen = () => {
    if (document.hidden) return
    unseen.value = 0
    seen.value = detail.data.value?.messages.at(-1)?.id
  }
  const toEnd = () => {
    markSeen()
    thread.value?.scrollTo({ top: thread.value.scrollHeight })
  }
  watch(detail.data, async (now, before) => {
    if (!now) return
    const rest = before ? [] : now.messages.slice(0, -AT_ONCE)
    page.value = rest.length > 0 ? { items: now.messages.slice(-AT_ONCE), earlier: now.earlierMessages + rest.length } : joined(page.value, { items: now.messages, earlier: now.earlierMessages })
    const box = thread.value
    const atEnd = !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX
    const known = new Set(before?.messages.map((message) => message.id))
    const added = before ? now.messages.filter((message) => !known.has(message.id)).map((message) => message.id) : []
    await nextTick()
    if (rest.length > 0) requestAnimationFrame(() => setTimeout(() => void above(now.messages[rest.length]!.id, { items: rest, earlier: now.earlierMessages })))
    if (!before || atEnd) toEnd()
    else unseen.value += added.length
    if (!added.length) return
    fresh.value = new Set(added)
    setTimeout(() => (fresh.value = new Set()), MARKED_MS)
  })
  const older = (before: number, limit: number) => api.get<MessagePage>(`/tickets/${number}/messages?before=${before}&limit=${limit}`)
  /** What stands before the message, while that is the first: above what is read, which stays where it is on the screen. */
  async function above(first: number, more: MessagePage): Promise<void> {
    const box = thread.value
    if (page.value?.items[0]?.id !== first) return
    const below = box ? box.scrollHeight - box.scrollTop : 0
    page.value = { items: [...more.items, ...page.value.items], earlier: more.earlier }
    await nextTick()
    box?.scrollTo({ top: box.scrollHeight - below })
  }
  const loadEarlier = useAction(async () => {
    const first = page.value?.items[0]?.id
    if (first === undefined) return
    const more = await older(first, EARLIER)
    await above(first, more)
    // The button may be gone, and the focus with it.
    if (more.earlier === 0) thread.value?.focus({ preventScroll: true })
  })
  /** A delivery whose message does not come with the ticket any more. */
  async function renew(deliveryId: unknown): Promise<void> {
    const known = page.value?.items.find((message) => message.delivery?.id === deliveryId)
    if (!known || detail.data.value?.messages.some((message) => message.id === known.id)) return
    const { items: [now] } = await older(known.id + 1, 1)
    if (now?.id === known.id && page.value) page.value = { ...page.value, items: page.value.items.map((message) => (message.id === now.id ? now : message)) }
  }
  const reload = debounced(() => void detail.reload())
  useLive(`ticket:${number}`, ({ name, payload }: LiveEvent) => {
    // Of what happened meanwhile to earlier messages nothing is known.
    if (name === RESYNC) page.value = undefined
    if (name === 'delivery.changed') void renew(payload['deliveryId']).catch(() => undefined)
    reload()
  })
  const shown = () => !document.hidden && unseen.value === 0 && markSeen()
  document.addEventListener('visibilitychange', shown)
  onScopeDispose(() => document.removeEventListener('visibilitychange', shown))
  return { detail, page, loadEarlier, fresh, unseen, seen, markSeen, toEnd }
}
