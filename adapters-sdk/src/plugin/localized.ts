/** A text in every language the product speaks. */
export interface Localized { readonly ko: string; readonly en: string }
export type Language = keyof Localized
