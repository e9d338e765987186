import { currentService } from '../session/session.js'
import { apiAt, type Api } from './api.js'

const serviceApi = apiAt(() => `/api/s/${encodeURIComponent(currentService.value?.code ?? '')}`)

/** The client of the service one is in: `/tickets` means `/api/s/<service>/tickets`. */
export function useApi(): Api {
  return serviceApi
}
