import { api } from '../api/api.js'
import type { Answer } from '../api/types.js'
import { useResource, type Resource } from '../api/use-resource.js'

export type Entrance = Answer<'getApiEntrance'>

/** What is known before log-in: whose pages these are, and what can be done here. */
export function useEntrance(organisation: () => string | undefined = () => undefined): Resource<Entrance> {
  return useResource((signal) => {
    const named = organisation()
    return api.get<Entrance>(`/entrance${named ? `?organisation=${encodeURIComponent(named)}` : ''}`, { signal })
  }, organisation)
}
