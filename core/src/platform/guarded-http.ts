import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Http } from 'adapters-sdk'
import { isPrivateAddress } from './private-address.js'

/** HTTP for plugins: only the hosts their manifest names, never private addresses unless the operator allows them, never without a time-out. */
export class GuardedHttp implements Http {
  constructor(
    readonly egress: readonly string[],
    readonly allowsPrivate: boolean,
  ) {}

  async fetch(url: string, init: RequestInit & { readonly timeoutMs?: number } = {}): Promise<Response> {
    const target = new URL(url)
    if (target.protocol !== 'https:' && target.protocol !== 'http:') throw new Error(`Only http and https can be called, not ${target.protocol}`)
    if (!this.egress.some((host) => matches(host, target.hostname))) throw new Error(`${target.hostname} is not among the egress hosts of the plugin's manifest`)
    if (!this.allowsPrivate) {
      const host = target.hostname.replace(/^\[|\]$/g, '')
      const addresses = isIP(host) ? [host] : (await lookup(host, { all: true })).map((entry) => entry.address)
      if (addresses.some(isPrivateAddress)) throw new Error(`${target.hostname} is a private address; the operator can allow it with OC_ALLOW_PRIVATE_EGRESS=1`)
    }
    const { timeoutMs = 15_000, ...rest } = init
    const timeout = AbortSignal.timeout(timeoutMs)
    // A redirect could lead to an address that was not checked.
    return fetch(target, { ...rest, redirect: 'manual', signal: rest.signal ? AbortSignal.any([rest.signal, timeout]) : timeout })
  }
}

function matches(pattern: string, host: string): boolean {
  if (pattern === '*') return true
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern
}
