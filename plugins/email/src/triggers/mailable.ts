import { z, type Identity, type Inbox, type Localized } from 'adapters-sdk'
import { baseAddress } from '../address.js'

export const NO_INBOX: Localized = { ko: '이메일 수신함이 없어 보내지 않았습니다.', en: 'Not sent: the service has no mail inbox.' }

/** Each address once, without those that cannot be mailed and without our own inboxes, which would answer themselves. */
export function mailable(wanted: readonly Identity[], inboxes: readonly Inbox[]): { readonly to: Identity[]; readonly skipped: string[] } {
  const own = new Set(inboxes.map(({ address }) => baseAddress(address)))
  const to = new Map<string, Identity>()
  const skipped: string[] = []
  for (const identity of wanted) {
    if (identity.address === '') continue
    if (!z.email().safeParse(identity.address).success || own.has(baseAddress(identity.address))) skipped.push(identity.address)
    else if (!to.has(identity.address.toLowerCase())) to.set(identity.address.toLowerCase(), identity)
  }
  return { to: [...to.values()], skipped }
}

export function mailed(to: readonly Identity[], skipped: readonly string[]): Localized {
  const addresses = to.map(({ address }) => address).join(', ')
  const without = skipped.length === 0 ? { ko: '', en: '' } : { ko: ` 보내지 않은 주소: ${skipped.join(', ')}`, en: ` Left out: ${skipped.join(', ')}.` }
  return { ko: `${addresses}(으)로 메일을 보냅니다.${without.ko}`, en: `A mail goes to ${addresses}.${without.en}` }
}

export function nobody(skipped: readonly string[]): Localized {
  if (skipped.length === 0) return { ko: '받는 사람의 메일 주소가 없어 보내지 않았습니다.', en: 'Not sent: there is nobody with a mail address.' }
  return { ko: `메일을 보낼 수 없는 주소라서 보내지 않았습니다: ${skipped.join(', ')}`, en: `Not sent: no mail can go to ${skipped.join(', ')}.` }
}
