const BROWSERS = [['Edg/', 'Edge'], ['Whale/', 'Whale'], ['OPR/', 'Opera'], ['SamsungBrowser/', 'Samsung Internet'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']] as const
const SYSTEMS = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'macOS'], ['Linux', 'Linux']] as const

/** Enough to recognise one's own devices; empty for what is no browser. */
export function browserName(userAgent: string): string {
  const found = (names: readonly (readonly [string, string])[]) => names.find(([sign]) => userAgent.includes(sign))?.[1]
  return [found(BROWSERS), found(SYSTEMS)].filter(Boolean).join(' · ')
}
