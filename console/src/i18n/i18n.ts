import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import { en } from './en.js'
import { ko } from './ko.js'

export type Language = 'ko' | 'en'
export interface Localized { readonly ko: string; readonly en: string }

const STORED = 'oc.language'

function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED)
  if (stored === 'ko' || stored === 'en') return stored
  return navigator.language.startsWith('ko') ? 'ko' : 'en'
}

export const i18n = createI18n({ legacy: false, locale: firstLanguage(), fallbackLocale: 'en', messages: { ko, en } })

export const language = computed(() => i18n.global.locale.value as Language)

export function setLanguage(next: Language): void {
  i18n.global.locale.value = next
  localStorage.setItem(STORED, next)
  document.documentElement.lang = next
}
document.documentElement.lang = language.value

/** A text that came in both languages, in the one being read. */
export function localized(text: Localized | string | null | undefined): string {
  return typeof text === 'string' ? text : (text?.[language.value] ?? '')
}
