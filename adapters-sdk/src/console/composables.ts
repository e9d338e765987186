import type { Component, ComputedRef, Ref, ShallowRef, WatchSource } from 'vue'
import type { Permission } from '../plugin/permissions.js'

export interface CallOptions { readonly signal?: AbortSignal }
/**
 * The HTTP API of the service one is in: `/email/settings` means `/api/s/<service>/email/settings`. Failures are `ApiError`s.
 * A write whose answer was lost keeps its idempotency key: trying the same again does it once.
 */
export interface Api {
  get<T>(path: string, options?: CallOptions): Promise<T>
  post<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>
  put<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>
  patch<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>
  delete<T = void>(path: string, options?: CallOptions): Promise<T>
  url(path: string): string
}
/** A refused or failed call: what happened, what to do, and a code. */
export declare class ApiError extends Error {
  readonly name: 'ApiError'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly remedy: string
  /** Path of a form's field → what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>
  readonly extra: Readonly<Record<string, unknown>>
}
export interface Resource<T> {
  readonly data: ShallowRef<T | undefined>
  readonly error: ShallowRef<ApiError | null>
  readonly loading: Ref<boolean>
  reload(): Promise<void>
}
export interface Action<A extends unknown[], T> {
  readonly busy: Ref<boolean>
  readonly error: ShallowRef<ApiError | null>
  run(...args: A): Promise<T | undefined>
}
export interface LiveEvent { readonly service: string; readonly topic: string; readonly name: string; readonly payload: Readonly<Record<string, unknown>> }

export declare function useApi(): Api
/** The same for a panel of 전체 관리: `/sso/provider` means `/api/o/sso/provider`. */
export declare function useOrganisationApi(): Api
/** Loads something, and again when a source changes. Draw it with `Loaded`. */
export declare function useResource<T>(load: (signal: AbortSignal) => Promise<T>, sources?: WatchSource | WatchSource[]): Resource<T>
/** Something the person does that writes: one at a time, failures as a toast unless `quiet`. */
export declare function useAction<A extends unknown[], T>(work: (...args: A) => Promise<T>, options?: { readonly quiet?: boolean; readonly handle?: (error: ApiError) => boolean }): Action<A, T>
/** Hears a topic of the service (`tickets`, `ticket:T…`, `service`, those of plugins) while the component lives. `name` is `resync` after a lost connection: load again. */
export declare function useLive(topic: string | null | (() => string | null), handler: (event: LiveEvent) => void): void
/** Something a panel can do, by the command bar (Ctrl/⌘-K) as well. */
export interface Command {
  readonly id: string
  /** In the language that is being read: `text({ ko, en })`. */
  readonly label: string
  readonly group?: string
  readonly icon?: Component
  run(): unknown
}
/** Offers commands for as long as the component lives; asked again when what the function reads changes. */
export declare function offerCommands(source: () => readonly Command[]): void
/** Where one is and who one is. */
export declare function useService(): {
  readonly code: ComputedRef<string>
  readonly name: ComputedRef<string>
  readonly member: ComputedRef<{ readonly id: number; readonly name: string; readonly nickname: string } | null>
  can(permission: Permission): boolean
}
