import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { api } from '../api/api.js'
import { currentService } from '../session/session.js'
import { LiveClient, type LiveEvent } from './live-client.js'

/** Whether what is shown is being kept fresh. */
export const liveConnected = ref(true)

const rightsListeners = new Set<() => void>()

// Whoever was signed out elsewhere leaves at once: asking who we are says so.
const client = new LiveClient(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`, (connected) => (liveConnected.value = connected), () => void api.get('/session').catch(() => undefined), () => { for (const listener of rightsListeners) listener() })

window.addEventListener('offline', () => (liveConnected.value = false))
window.addEventListener('online', () => client.wake())

/** Tells the server something of no lasting worth. */
export function sayLive(message: unknown): void {
  client.say(message)
}

export function closeLive(): void {
  client.close()
}

/** Hears a topic of the current service for as long as the component lives; null: nothing to hear. */
export function useLive(topic: MaybeRefOrGetter<string | null>, handler: (event: LiveEvent) => void): void {
  let leave = () => {}
  watch(
    () => [currentService.value?.code, toValue(topic)] as const,
    ([service, name]) => {
      leave()
      leave = service && name ? client.subscribe(service, name, handler) : () => {}
    },
    { immediate: true },
  )
  onScopeDispose(() => leave())
}

/** Hears that the member's rights, or what the services offer, may have changed. */
export function onRightsChanged(listener: () => void): void {
  rightsListeners.add(listener)
  onScopeDispose(() => rightsListeners.delete(listener))
}

/** Runs `work` once after a burst of calls. */
export function debounced(work: () => void, waitMs = 150): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(work, waitMs)
  }
}
