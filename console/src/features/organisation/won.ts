import { language } from '../../i18n/i18n.js'

/** Won as both languages write it: `₩70,000`; prices of a second may have parts of one. */
export function won(amount: number): string {
  return new Intl.NumberFormat(language.value, { style: 'currency', currency: 'KRW', maximumFractionDigits: 3 }).format(amount)
}
