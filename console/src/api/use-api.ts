import { currentService } from '../session/session.js'
import { apiAt, type Api } from './api.js'

const serviceApi = apiAt(() => `/api/s/${encodeURIComponent(currentService.value?.code ?? '')}`)

const organisationApi = apiAt(() => '/api/o')

/** The client of the service one is in: `/tickets` means `/api/s/<service>/tickets`. */
export function useApi(): Api {
  return serviceApi
}

/** The client of the organisation: `/members` means `/api/o/members`. */
export function useOrganisationApi(): Api {
  return organisationApi
}
