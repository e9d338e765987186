import { useI18n } from 'vue-i18n'
import type { Answer } from '../../api/types.js'
import { useAction, type Action } from '../../api/use-action.js'
import { useApi } from '../../api/use-api.js'
import { useToast } from '../../kit/toast.js'

/** Undoes a merge and says what went back and what stayed. */
export function useUnmerge(done: () => void): Action<[number: string], void> {
  const { t } = useI18n()
  const api = useApi()
  const toast = useToast()
  return useAction(async (number: string) => {
    const { messages, later, stayed } = await api.post<Answer<'postApiSServiceTicketsNumberUnmerge'>>(`/tickets/${number}/unmerge`)
    toast.done(t('relation.unmerged'), { detail: ([['Messages', messages], ['Later', later], ['Stayed', stayed]] as const).flatMap(([what, count]) => (count > 0 ? [t(`relation.unmerged${what}`, count)] : [])).join(' '), ms: 8000 })
    done()
  })
}
