import type { Identity } from 'adapters-sdk'
import { parseAddressHeader } from 'mailparser'
import { baseAddress, parseAddress } from '../address.js'
import { cleanText } from './clean-text.js'

/** The mailboxes of address headers, groups opened, what is no address left out. */
export function mailboxes(values: readonly string[]): Identity[] {
  return values.flatMap((value) =>
    parseAddressHeader(value, { flatten: true }).value.flatMap(({ address, name }): Identity[] =>
      address && parseAddress(address) ? [{ scheme: 'email', address: address.toLowerCase(), ...(name && { displayName: cleanText(name) }) }] : [],
    ),
  )
}

/** The token that an answer carries back in `local+token@domain`, where `own` are the inbox's addresses without tokens. */
export function replyToken(addresses: readonly string[], own: readonly string[]): string | undefined {
  for (const address of addresses) {
    const token = parseAddress(address)?.token
    if (token && own.includes(baseAddress(address))) return token
  }
  return undefined
}
