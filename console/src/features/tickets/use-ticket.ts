import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { TicketDetail } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { useResource } from '../../api/use-resource.js'
import { debounced, useLive } from '../../live/use-live.js'

const NEAR_END_PX = 120
const MARKED_MS = 4000

/** An open ticket, kept true while it is read; the place one reads at is kept. */
export function useTicket(number: string, thread: Ref<HTMLElement | undefined>) {
  const api = useApi()
  const detail = useResource((signal) => api.get<TicketDetail>(`/tickets/${number}`, { signal }))
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
    const box = thread.value
    const atEnd = !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX
    const known = new Set(before?.messages.map((message) => message.id))
    const added = before ? now.messages.filter((message) => !known.has(message.id)).map((message) => message.id) : []
    await nextTick()
    if (!before || atEnd) toEnd()
    else unseen.value += added.length
    if (!added.length) return
    fresh.value = new Set(added)
    setTimeout(() => (fresh.value = new Set()), MARKED_MS)
  })
  useLive(`ticket:${number}`, debounced(() => void detail.reload()))
  const shown = () => !document.hidden && unseen.value === 0 && markSeen()
  document.addEventListener('visibilitychange', shown)
  onScopeDispose(() => document.removeEventListener('visibilitychange', shown))
  return { detail, fresh, unseen, seen, markSeen, toEnd }
}
