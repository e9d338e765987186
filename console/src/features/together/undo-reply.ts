import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useAction } from '../../api/use-action.js'
import { useApi } from '../../api/use-api.js'
import { useToast } from '../../kit/toast.js'
import { currentService } from '../../session/session.js'
import { touched } from '../tickets/touched.js'

/** Moves when drafts on the server changed by something else than writing them. */
export const draftsMoved = ref(0)

/** Takes an answer back, and leads to it where it is a draft again. */
export function useUndoReply() {
  const { t } = useI18n()
  const api = useApi()
  const router = useRouter()
  const toast = useToast()
  return useAction(async (number: string, messageId: number) => {
    await api.post(`/tickets/${number}/replies/${messageId}/undo`)
    toast.done(t('together.undone'))
    draftsMoved.value++
    touched.value++
    const { params } = router.currentRoute.value
    if (params.number !== number) await router.push({ name: 'tickets', params: { service: currentService.value?.code ?? '', view: 'all', number } })
  })
}
