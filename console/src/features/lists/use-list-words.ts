import { computed, shallowRef, type ComputedRef } from 'vue'
import { useApi } from '../../api/use-api.js'
import { i18n } from '../../i18n/i18n.js'
import { useChoices } from '../conditions/condition-words.js'
import type { ConditionPart, ConditionWords } from '../conditions/types.js'

/** The same in every service. */
const parts = shallowRef<readonly ConditionPart[]>([])

/** What lists can ask about: in place of a name also who is looking, and their groups. */
export function useListWords(): ComputedRef<ConditionWords> {
  const choices = useChoices()
  if (parts.value.length === 0) useApi().get<{ conditions: readonly ConditionPart[] }>('/ticket-views/parts').then(({ conditions }) => (parts.value = conditions), () => undefined)
  const { t } = i18n.global
  return computed(() => ({
    conditions: parts.value,
    choices: { ...choices.value, agents: [{ value: 'me', label: t('condition.me') }, ...choices.value.agents], groups: [{ value: 'mine', label: t('condition.myGroups') }, ...choices.value.groups] },
  }))
}
