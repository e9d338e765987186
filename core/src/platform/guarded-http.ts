import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { Http } from 'adapters-sdk'
import { Agent } from 'undici'
import { isPrivateAddress } from './private-address.js'

interface Network {
  readonly lookup: LookupFunction
  readonly isPrivate: (address: string) => boolean
}

class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'

  constructor(host: string) {
    super(`${host} is a private address; the operator can allow it with OC_ALLOW_PRIVATE_EGRESS=1`)
  }
}

/** HTTP for plugins: only the hosts their manifest names, never private addresses unless the operator allows them, never without a time-out. */
export class GuardedHttp implements Http {
  readonly #publicOnly: Agent

  constructor(
    readonly egress: readonly string[],
    readonly allowsPrivate: boolean,
    readonly network: Network = { lookup: systemLookup, isPrivate: isPrivateAddress },
  ) {
    this.#publicOnly = new Agent({ connect: { lookup: publicOnly(network) } })
  }

  async fetch(url: string, init: RequestInit & { readonly timeoutMs?: number } = {}): Promise<Response> {
    const target = new URL(url)
    if (target.protocol !== 'https:' && target.protocol !== 'http:') throw new Error(`Only http and https can be called, not ${target.protocol}`)
    if (!this.egress.some((host) => matches(host, target.hostname))) throw new Error(`${target.hostname} is not among the egress hosts of the plugin's manifest`)
    // An address written out is never looked up.
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (!this.allowsPrivate && isIP(host) && this.network.isPrivate(host)) throw new PrivateAddressError(target.hostname)
    const { timeoutMs = 15_000, ...rest } = init
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = rest.signal ? AbortSignal.any([rest.signal, timeout]) : timeout
    // A redirect could lead to a host that was not checked.
    const guarded: RequestInit = { ...rest, redirect: 'manual', signal, ...(this.allowsPrivate ? {} : { dispatcher: this.#publicOnly as unknown as NonNullable<RequestInit['dispatcher']> }) }
    try {
      return await fetch(target, guarded)
    } catch (error) {
      throw error instanceof Error && error.cause instanceof PrivateAddressError ? error.cause : error
    }
  }
}

/** Checks the very addresses that are then connected to: a name that is looked up twice may answer otherwise the second time. */
function publicOnly({ lookup, isPrivate }: Network): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      const addresses = found as LookupAddress[]
      if (!addresses.length || addresses.some(({ address }) => isPrivate(address))) return done(new PrivateAddressError(host), '', 0)
      if (options.all) return done(null, addresses)
      done(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
}

function matches(pattern: string, host: string): boolean {
  if (pattern === '*') return true
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern
}
