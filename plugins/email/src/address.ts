/** `Help+abc@Shop.example` → local `help`, token `abc`, domain `shop.example`; null: not an address. */
export function parseAddress(address: string): { local: string; token: string | null; domain: string } | null {
  const at = address.lastIndexOf('@')
  if (at < 1 || at === address.length - 1 || /[\s<>]/.test(address)) return null
  const [local, ...token] = address.slice(0, at).split('+')
  if (!local) return null
  return { local: local.toLowerCase(), token: token.length > 0 ? token.join('+') : null, domain: address.slice(at + 1).toLowerCase() }
}

/** The address without its reply token, in lower case. */
export function baseAddress(address: string): string {
  const parsed = parseAddress(address)
  return parsed ? `${parsed.local}@${parsed.domain}` : address.toLowerCase()
}

export function withToken(address: string, token: string | undefined): string {
  const parsed = parseAddress(address)
  return parsed && token ? `${parsed.local}+${token}@${parsed.domain}` : address
}

export function domainOf(address: string): string {
  return parseAddress(address)?.domain ?? 'localhost'
}
