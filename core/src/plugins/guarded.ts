import { AppError, type EventName, type JobHandler, type Listener, type Route, type TriggerAction } from 'adapters-sdk'
import type { PluginGate } from '../http/index.js'
import { messageOf } from './plugin-failure.js'

/** A plugin's code failed: the log says whose. */
export class PluginError extends Error {
  override readonly name = 'PluginError'
  constructor(
    readonly plugin: string,
    cause: unknown,
  ) {
    super(`The plugin ${plugin} failed: ${messageOf(cause)}`, { cause })
  }
}

/** What tells a plugin to forget rows must reach it even while it is switched off, or they would come back with it. */
const ALWAYS_HEARD: ReadonlySet<EventName> = new Set(['ticket.deleted', 'customer.merged', 'service.purged'])

/** Puts the gate and the plugin's name around the code a plugin hands to the host. */
export class Guarded {
  constructor(
    readonly plugin: string,
    readonly gate: PluginGate,
  ) {}

  /** The HTTP side asks the gate itself. */
  route({ spec, handle }: Route): Route {
    return { spec, handle: (input) => this.#named(() => handle(input)) }
  }

  listener(event: EventName, listener: Listener<never>): (payload: unknown) => Promise<void> {
    return async (payload) => {
      if (ALWAYS_HEARD.has(event) || (await this.gate.allows(this.plugin))) await this.#named(() => listener.handle(payload as never))
    }
  }

  /** One that cannot say is heard. */
  concerns(listener: Listener<never>): (payload: unknown) => boolean {
    return (payload) => {
      try {
        return listener.concerns?.(payload as never) ?? true
      } catch {
        return true
      }
    }
  }

  /** A job of a plugin that was switched off meanwhile is tried again later and then shown as failed, never dropped. */
  job(handler: JobHandler<never>): (payload: unknown, signal: AbortSignal) => Promise<void> {
    return async (payload, signal) => {
      await this.#mustBeAllowed()
      await this.#named(() => handler.run(payload as never, signal))
    }
  }

  action(action: TriggerAction<never>): TriggerAction<never> {
    const { type, label, params } = action
    return {
      type,
      label,
      params,
      ...(action.sentence ? { sentence: action.sentence } : {}),
      unsteady: (values) => action.unsteady?.(values) ?? false,
      ...(action.sets ? { sets: (values: never) => action.sets!(values) } : {}),
      run: async (context, values) => {
        await this.#mustBeAllowed()
        return this.#named(() => action.run(context, values))
      },
    }
  }

  async #mustBeAllowed(): Promise<void> {
    if (!(await this.gate.allows(this.plugin))) throw new AppError('contract.not_enabled')
  }

  async #named<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw error instanceof AppError ? error : new PluginError(this.plugin, error)
    }
  }
}
