import { language } from '../../i18n/i18n.js'

/** Whole won, as both languages write it: `₩70,000`. */
export function won(amount: number): string {
  return new Intl.NumberFormat(language.value, { style: 'currency', currency: 'KRW' }).format(amount)
}
