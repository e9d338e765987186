import { ref } from 'vue'
import type { Answer } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { i18n } from '../../i18n/i18n.js'
import { debounced, useLive } from '../../live/use-live.js'
import { can, currentService } from '../../session/session.js'

export type Notice = Answer<'getApiSServiceNotices'>['items'][number]

/** How many of the signed-in member's notices in the current service are unread. */
export const unread = ref(0)

const BROWSER = 'oc.notices.browser'
/** Whether this browser shows them on the screen too. */
export const onScreen = ref(localStorage.getItem(BROWSER) === 'yes')
export function setOnScreen(on: boolean): void {
  onScreen.value = on
  localStorage.setItem(BROWSER, on ? 'yes' : 'no')
}

export function noticeWords(notice: Notice): string {
  const { t } = i18n.global
  if (notice.kind === 'deadline') return t(`notice.kind.${(notice.detail ?? 'sla.warning.first').replaceAll('.', '_')}`)
  if (notice.kind === 'answered') return t(`notice.kind.answered_${notice.detail ?? 'customer'}`, { who: notice.actor ?? '' })
  return t(`notice.kind.${notice.kind === 'assigned' && notice.actor ? 'assignedBy' : notice.kind}`, { who: notice.actor ?? '' })
}

/** What is on the screen right now needs no bell: its notices are read as they come. */
export async function readTicket(number: string): Promise<void> {
  if (unread.value > 0) unread.value = (await useApi().post<{ unread: number }>('/notices/read', { number })).unread
}

async function load(): Promise<void> {
  const service = currentService.value?.code
  if (!service || !can('tickets')) return void (unread.value = 0)
  const before = unread.value
  const count = (await useApi().get<{ unread: number }>('/notices/unread')).unread
  if (currentService.value?.code !== service) return
  unread.value = count
  const open = /\/tickets\/[^/]+\/(T\w+)/.exec(location.pathname)?.[1]
  if (open && document.visibilityState === 'visible') await readTicket(open)
  else if (count > before && document.hidden) await showOnScreen()
}

async function showOnScreen(): Promise<void> {
  if (!onScreen.value || !('Notification' in window) || Notification.permission !== 'granted') return
  const [newest] = (await useApi().get<{ items: Notice[] }>('/notices?limit=1')).items
  if (!newest || newest.read) return
  const shown = new Notification(noticeWords(newest), { body: newest.ticket.subject, tag: `oc-notice-${newest.id}` })
  shown.onclick = () => {
    window.focus()
    location.assign(`/s/${currentService.value!.code}/tickets/all/${newest.ticket.number}`)
  }
}

/** Keeps the bell true for as long as the console is open. */
export function keepNotices(): void {
  // A count that could not be loaded is loaded with the next event.
  const again = debounced(() => void load().catch(() => undefined), 100)
  useLive('notices', again)
  again()
}
