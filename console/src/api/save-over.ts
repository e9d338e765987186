import { i18n } from '../i18n/i18n.js'
import { confirm } from '../kit/confirm.js'
import { ApiError } from './api-error.js'

/** Saves what was made of a state that was seen. Where somebody else has saved meanwhile one is asked; whoever keeps theirs is back in the form, with all that was typed. */
export async function saveOver<S, T>(seen: S, write: (seen: S) => Promise<T>): Promise<T> {
  for (let now = seen; ; ) {
    try {
      return await write(now)
    } catch (cause) {
      if (!(cause instanceof ApiError) || cause.extra['now'] === undefined) throw cause
      const { t } = i18n.global
      if (!(await confirm({ title: t('save.overTitle'), text: t('save.overText'), action: t('save.over'), danger: true }))) throw cause
      now = cause.extra['now'] as S
    }
  }
}
