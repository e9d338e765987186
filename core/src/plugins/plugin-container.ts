import { container, Lifecycle, type DependencyContainer, type InjectionToken } from 'tsyringe'
import type { Constructor, Token } from 'adapters-sdk'
import { ProvidedPorts } from './provided-ports.js'

interface Disposable { dispose(): unknown }

/** What one plugin can ask for: the ports its permissions unlock, what it provides itself, and what the plugins it requires provide. */
export class PluginContainer {
  readonly #container: DependencyContainer
  /** In the order they were made; tsyringe's own list misses some. */
  readonly #made: unknown[] = []

  constructor(
    readonly plugin: string,
    readonly ports: ReadonlyMap<Token<unknown>, unknown>,
  ) {
    this.#container = closed(container.createChildContainer(), plugin)
    for (const [token, port] of ports) this.#container.register(token, { useValue: port })
  }

  /** Names a class by a token, for the plugin's other classes. */
  provide(token: Token<unknown>, implementation: Constructor<unknown>): void {
    if (this.ports.has(token) && !ProvidedPorts.permissionFor(token)) throw new Error(`${String(token)} is the host's and cannot be provided by a plugin.`)
    this.#know(implementation)
    this.#container.register(token, { useToken: implementation as InjectionToken })
  }

  /** What another plugin provides. */
  borrow(token: Token<unknown>, instance: unknown): void {
    this.#container.register(token, { useValue: instance })
  }

  /** The plugin's one instance of the class. */
  instance<T>(implementation: Constructor<T>): T {
    this.#know(implementation)
    return this.#container.resolve(implementation as InjectionToken<T>)
  }

  /** Ends what was made, newest first. */
  async dispose(onError: (error: unknown) => void): Promise<void> {
    for (let made = this.#made.pop(); made !== undefined; made = this.#made.pop()) {
      try {
        if (isDisposable(made)) await made.dispose()
      } catch (error) {
        onError(error)
      }
    }
  }

  #know(implementation: Constructor<unknown>): void {
    const token = implementation as InjectionToken
    if (this.#container.isRegistered(token)) return
    const { inject } = implementation
    if (inject) {
      let made: unknown
      const make = implementation as new (...ports: unknown[]) => unknown
      this.#container.register(token, { useFactory: (own) => (made ??= new make(...inject.map((port) => own.resolve(port)))) })
    } else {
      this.#container.register(token, { useClass: implementation as new () => unknown }, { lifecycle: Lifecycle.ContainerScoped })
    }
    this.#container.afterResolution(token, (_token, instance) => void this.#made.push(instance), { frequency: 'Once' })
  }
}

type Resolve = (token: InjectionToken, context?: unknown, optional?: boolean) => unknown

/** tsyringe would build any class it has never heard of and look for tokens in the root, which all plugins share: here neither happens. */
function closed(child: DependencyContainer, plugin: string): DependencyContainer {
  const guard = (resolve: Resolve): Resolve => (token, context, optional) => {
    if (child.isRegistered(token)) return resolve.call(child, token, context, optional)
    if (optional) return undefined
    if (typeof token === 'function') throw new Error(`nothing is registered for the class ${token.name}: give it a token with registrar.provide and inject that`)
    throw new Error(`nothing is registered for ${String(token)}: the plugin ${plugin} lacks the permission for it, or does not require the plugin that provides it`)
  }
  const open = child as unknown as { resolve: Resolve; resolveAll: Resolve }
  open.resolve = guard(open.resolve)
  open.resolveAll = guard(open.resolveAll)
  return child
}

function isDisposable(value: unknown): value is Disposable {
  return typeof value === 'object' && value !== null && 'dispose' in value && typeof value.dispose === 'function'
}
