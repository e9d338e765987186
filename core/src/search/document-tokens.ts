import { FIELDS, type Field } from './fields.js'
import { addAddresses, addParts, addPhone, addPublicNumber, addTokens } from './tokens.js'

export interface TicketText {
  readonly number: string
  readonly subject: string
  readonly customer: { readonly number: string; readonly name: string; readonly identities: readonly { readonly scheme: string; readonly address: string; readonly displayName: string }[] }
  /** Newest first, as the newest count where not all can. */
  readonly messages: readonly { readonly subject: string; readonly text: string; readonly sender: string }[]
  /** What was filled in. */
  readonly fields: readonly string[]
  readonly fileNames: readonly string[]
}

/** What one ticket may put into the index: far above what tickets have, below what a row can hold. */
const MAX_TOKENS = 30_000
/** Letters after which other work gets its turn. */
const BREATH = 50_000

/** Everything by which a ticket is found, as the index keeps it: each token with its field's letter in front. */
export async function documentTokens(ticket: TicketText): Promise<Set<string>> {
  const tokens = new Set<string>()
  const to = (field: Field) => {
    const letter = FIELDS[field]
    return (token: string): void => {
      if (tokens.size < MAX_TOKENS) tokens.add(letter + token)
    }
  }
  const [text, address] = [to('text'), to('address')]
  const number = (value: string, field: Field): void => {
    addPublicNumber(value, text)
    addPublicNumber(value, to(field))
  }
  const words = (value: string, field: Field): void => {
    addTokens(value, text)
    addAddresses(value, address)
    addTokens(value, to(field))
  }
  number(ticket.number, 'number')
  words(ticket.subject, 'subject')
  number(ticket.customer.number, 'customerNumber')
  words(ticket.customer.name, 'customerName')
  for (const identity of ticket.customer.identities) {
    words(identity.displayName, 'customerName')
    if (identity.scheme === 'phone') {
      addPhone(identity.address, text)
      addPhone(identity.address, to('customerPhone'))
      continue
    }
    addTokens(identity.address, text)
    addParts(identity.address, address)
    addParts(identity.address, to(identity.scheme === 'email' ? 'customerEmail' : 'customerId'))
  }
  for (const value of ticket.fields) {
    addTokens(value, text)
    addAddresses(value, address)
  }
  for (const name of ticket.fileNames) addTokens(name, text)
  let letters = 0
  for (const message of ticket.messages) {
    for (const part of [message.subject, message.sender, message.text]) {
      addTokens(part, text)
      addAddresses(part, address)
      letters += part.length
    }
    if (tokens.size >= MAX_TOKENS) break
    if (letters > BREATH) {
      letters = 0
      await new Promise(setImmediate)
    }
  }
  return tokens
}
