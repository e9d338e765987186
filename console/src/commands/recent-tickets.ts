import { shallowRef, watch } from 'vue'
import { currentService, session } from '../session/session.js'

interface Recent { readonly service: string; readonly number: string; readonly subject: string }
const STORED = 'oc.recent'
const MOST = 8

/** Tickets opened last in this tab, the newest first; gone with the log-out. */
export const recentTickets = shallowRef<readonly Recent[]>(read())

function read(): readonly Recent[] {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '[]') as Recent[]
  } catch {
    return []
  }
}
export function rememberTicket(number: string, subject: string): void {
  const service = currentService.value?.code
  if (!service) return
  recentTickets.value = [{ service, number, subject }, ...recentTickets.value.filter((one) => one.number !== number)].slice(0, MOST)
  sessionStorage.setItem(STORED, JSON.stringify(recentTickets.value))
}
watch(() => session.value?.member.id, (now, before) => {
  if (before === undefined || now === before) return
  recentTickets.value = []
  sessionStorage.removeItem(STORED)
})
