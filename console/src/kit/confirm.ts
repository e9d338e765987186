import { shallowRef } from 'vue'

export interface Question { readonly title: string; readonly text: string; readonly action: string; readonly danger?: boolean }

export const question = shallowRef<(Question & { readonly answer: (yes: boolean) => void }) | null>(null)

/** Asks before something that cannot be undone; say what will happen and to how many. */
export function confirm(ask: Question): Promise<boolean> {
  question.value?.answer(false)
  return new Promise((resolve) => {
    question.value = {
      ...ask,
      answer: (yes) => {
        question.value = null
        resolve(yes)
      },
    }
  })
}
