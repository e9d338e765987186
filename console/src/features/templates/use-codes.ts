import { shallowRef } from 'vue'
import type { Answer } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { currentService } from '../../session/session.js'

type Codes = Answer<'getApiSServiceSubstitutionCodes'>['items']
const codes = shallowRef<Codes>([])
let loadedFor = ''

/** Every substitution code of the service: read anew each time something that uses them opens. */
export function useCodes() {
  const service = currentService.value?.code ?? ''
  if (loadedFor !== service) codes.value = []
  loadedFor = service
  void useApi().get<{ items: Codes }>('/substitution-codes').then(({ items }) => { if (loadedFor === service) codes.value = items }, () => undefined)
  return codes
}

/** The codes in a text that stand for nothing; none while the list is not there yet. */
export function unknownIn(html: string, known: Codes): string[] {
  if (known.length === 0) return []
  const found = [...html.matchAll(/#\{([^{}]*)\}/g)].map((match) => match[1]!.trim())
  return [...new Set(found.filter((code) => !known.some((one) => one.code === code)))]
}
