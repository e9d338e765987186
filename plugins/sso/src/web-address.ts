import { AppError, type Http } from 'adapters-sdk'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** https; http only to this machine, and only where the operator lets calls reach private addresses. */
export function isWebAddress(address: string, { allowsPrivate }: Pick<Http, 'allowsPrivate'>): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password, hash } = new URL(address)
  const secure = protocol === 'https:' || (protocol === 'http:' && allowsPrivate && LOOPBACK.test(hostname))
  return secure && username === '' && password === '' && hash === ''
}

/** Refuses with the field's name what `isWebAddress` does not hold for. */
export function assertWebAddress(field: string, address: string, http: Pick<Http, 'allowsPrivate'>, language: 'ko' | 'en'): void {
  if (isWebAddress(address, http)) return
  const message = { ko: 'https://로 시작하는 올바른 주소가 아닙니다.', en: 'This is no address that begins with https://.' }[language]
  throw new AppError('sso.url_refused', {}, { errors: [{ path: `body.${field}`, message }] })
}
