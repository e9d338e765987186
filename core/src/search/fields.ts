import { partTerm, phoneTerm, publicNumberTerm, termsOf, type Term } from './tokens.js'

/** Where a token was found: the letter in front of it in the index. */
export const FIELDS = { text: 'w', address: 'a', subject: 's', number: 't', customerNumber: 'c', customerName: 'n', customerEmail: 'm', customerPhone: 'p', customerId: 'u' } as const
export type Field = keyof typeof FIELDS

const one = (term: Term | null): Term[] => (term === null ? [] : [term])

/** What may be asked for one by one, beside the full text. */
export const FIELD_TERMS = {
  subject: termsOf,
  number: (query: string) => one(publicNumberTerm(query)),
  customerNumber: (query: string) => one(publicNumberTerm(query)),
  customerName: termsOf,
  customerEmail: (query: string) => one(partTerm(query)),
  customerPhone: (query: string) => one(phoneTerm(query)),
  customerId: (query: string) => one(partTerm(query)),
} as const satisfies Partial<Record<Field, (query: string) => Term[]>>
export type AskedField = keyof typeof FIELD_TERMS

export const ASKED_FIELDS = Object.keys(FIELD_TERMS) as AskedField[]
