import { LOG_IN_WAYS, NOTIFICATIONS, type HostPermission, type Token } from 'adapters-sdk'

/** Ports that the core declares and a plugin provides, with the permission to do so. */
const DECLARED: ReadonlyMap<symbol, HostPermission> = new Map<symbol, HostPermission>([[NOTIFICATIONS, 'notifications'], [LOG_IN_WAYS, 'sign-in']])

/** Where the core finds what plugins provide to it. */
export class ProvidedPorts {
  readonly #ports = new Map<Token<unknown>, { readonly plugin: string; readonly port: unknown }>()

  static permissionFor(token: Token<unknown>): HostPermission | undefined {
    return DECLARED.get(token)
  }

  /** Undefined while no plugin provides it: ask at the moment of use. */
  get<T>(token: Token<T>): T | undefined {
    return this.#ports.get(token)?.port as T | undefined
  }

  providerOf(token: Token<unknown>): string | undefined {
    return this.#ports.get(token)?.plugin
  }

  set(token: Token<unknown>, plugin: string, port: unknown): void {
    this.#ports.set(token, { plugin, port })
  }
}
