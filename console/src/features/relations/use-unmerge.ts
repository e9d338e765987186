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
    toast.done(t('relation.unmerged'), { detail: t('relation.unmergedDetail', { messages, later, stayed }), ms: 8000 })
    done()
  })
}
