import type { ComputedRef } from 'vue'
import { language, localized, type Language, type Localized } from './i18n.js'

/** A panel brings its words in both languages: `text({ ko: '저장', en: 'Save' })` answers the one being read, and changes with it. */
export function useText(): { readonly language: ComputedRef<Language>; readonly text: (text: Localized) => string } {
  return { language, text: localized }
}
