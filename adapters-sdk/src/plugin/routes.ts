import type { z } from 'zod'
import type { Readable } from 'node:stream'
import type { Permission } from './permissions.js'

/** Who is calling. */
export interface Caller {
  readonly memberId: number
  readonly name: string
  readonly language: 'ko' | 'en'
  can(permission: Permission): boolean
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Decides prefix, authentication and scope:
 * `console` `/api/s/:service/<plugin>` with a member's session · `organisation` `/api/o/<plugin>` with a member's session ·
 * `public` `/public/:inboxKey/<plugin>` and `organisation-public` `/public/o/:organisation/<plugin>` (its domain) without a session, rate limited.
 * The core's own: `open` and `member`, both below `/api`.
 */
export type RouteKind = 'console' | 'organisation' | 'public' | 'organisation-public' | 'member' | 'open'

/** A file answered by a route instead of JSON. */
export class FileAnswer {
  /** `keep`: browsers may show it again without asking; false for what is made anew for every request. */
  constructor(readonly body: Readable | Uint8Array | string, readonly mediaType: string, readonly fileName?: string, readonly inline = false, readonly keep = true) {}
}

/** An answer that needs more than a body. */
export class Reply {
  constructor(readonly body: unknown, readonly options: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {}) {}
}

export interface RouteInput<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** Nobody on public and open routes: `memberId` is 0, `can` says no, and `language` is the browser's. */
  readonly caller: Caller
  /** The unparsed request body, for routes with `rawBody`. */
  readonly stream: Readable
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly ip: string
  /** What the caller reached us at, `acme.example.com`; with the port where one was named. */
  readonly host: string
}

export interface RouteSpec<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly kind: RouteKind
  readonly method: Method
  /** Below the prefix of its kind and plugin: `/mails/:id`. */
  readonly path: string
  /** A route without one is refused at registration (PRM-5), but for those without a session and `member`. */
  readonly permission?: Permission
  /** One line for the OpenAPI document. */
  readonly summary: string
  /** 200 unless set; 204 when there is nothing to answer. */
  readonly status?: number
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response?: R
  /** The handler waits for the network: no transaction is held around it, so that an `Idempotency-Key` is not honoured. */
  readonly network?: boolean
  /** The handler reads `stream` itself, and no more of it than it wants to hold; `body` is then not parsed. */
  readonly rawBody?: boolean
}

export interface Route {
  readonly spec: RouteSpec
  readonly handle: (input: RouteInput<never, never, never>) => Promise<unknown>
}

/** Declares a route: its schemas give validation, types, the OpenAPI document and the console's client. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: RouteSpec<P, Q, B, R>,
  handle: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R> | FileAnswer | Reply>,
): Route {
  return { spec: spec as unknown as RouteSpec, handle: handle as unknown as Route['handle'] }
}
