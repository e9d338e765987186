import { computed, shallowRef } from 'vue'
import { api, setCsrf } from '../api/api.js'
import { ApiError } from '../api/api-error.js'
import type { Permission } from '../api/permissions.js'
import type { Service, Session } from '../api/types.js'
import { setLanguage } from '../i18n/i18n.js'
import { applyBranding } from './branding.js'

export const session = shallowRef<Session | null>(null)

const serviceCode = shallowRef('')
const LAST_SERVICE = 'oc.service'

/** The service one is in: named by the URL, so that a link opens the same one for everybody. */
export const currentService = computed<Service | null>(() => session.value?.services.find((service) => service.code === serviceCode.value) ?? null)

export function enterService(code: string): void {
  serviceCode.value = code
  localStorage.setItem(LAST_SERVICE, code)
}
/** Where to begin: the service last used here, else the first; one in use before others. */
export function homeService(): Service | null {
  const all = session.value?.services ?? []
  const inUse = all.filter((service) => service.state === 'in_use')
  const services = inUse.length > 0 ? inUse : all
  return services.find((service) => service.code === localStorage.getItem(LAST_SERVICE)) ?? services[0] ?? null
}
export function can(permission: Permission): boolean {
  return currentService.value?.permissions.includes(permission) ?? false
}

export function begin(next: Session): void {
  session.value = next
  setCsrf(next.csrf)
  setLanguage(next.member.language)
  applyBranding(next.organisation.branding)
}
/** The organisation's look was changed here. */
export function setBranding(branding: Session['organisation']['branding']): void {
  if (session.value) session.value = { ...session.value, organisation: { ...session.value.organisation, branding } }
  applyBranding(branding)
}
export function end(): void {
  session.value = null
  setCsrf('')
}

/** Asks the server who we are; null: nobody. */
export async function loadSession(): Promise<Session | null> {
  try {
    begin((await api.get<{ session: Session }>('/session')).session)
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error
    end()
  }
  return session.value
}
export async function logIn(body: { organisation?: string; login: string; password: string; code?: string }): Promise<void> {
  begin((await api.post<{ session: Session }>('/session', body)).session)
}
export async function logOut(): Promise<void> {
  await api.delete('/session')
  end()
}
