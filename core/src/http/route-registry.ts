import type { Route, RouteKind } from 'adapters-sdk'

export interface RegisteredRoute {
  readonly owner: string
  readonly path: string
  readonly route: Route
}

const PREFIX: Record<RouteKind, string> = { open: '/api', member: '/api', organisation: '/api/o', console: '/api/s/:service', public: '/public/:inboxKey', 'organisation-public': '/public/o/:organisation' }
const WITHOUT_PERMISSION: readonly RouteKind[] = ['open', 'member', 'public', 'organisation-public']

/** Every route of the core and of plugins: what serves requests, makes the OpenAPI document and feeds the attack matrix. */
export class RouteRegistry {
  readonly #routes: RegisteredRoute[] = []

  /** `owner` is `core` or a plugin's id, which then stands in the path. All of them or none. */
  add(owner: string, routes: readonly Route[]): void {
    const added = routes.map((route) => {
      const { spec } = route
      if (owner !== 'core' && (spec.kind === 'open' || spec.kind === 'member')) throw new Error(`${spec.method} ${spec.path}: the kind ${spec.kind} is the core's.`)
      if (!spec.permission && !WITHOUT_PERMISSION.includes(spec.kind)) throw new Error(`${spec.method} ${spec.path} declares no permission.`)
      return { owner, route, path: PREFIX[spec.kind] + (owner === 'core' ? '' : `/${owner}`) + spec.path }
    })
    const taken = new Set(this.#routes.map((entry) => `${entry.route.spec.method} ${entry.path}`))
    for (const { path, route } of added) {
      const name = `${route.spec.method} ${path}`
      if (taken.has(name)) throw new Error(`The route ${name} is registered twice.`)
      taken.add(name)
    }
    this.#routes.push(...added)
  }

  get all(): readonly RegisteredRoute[] {
    return this.#routes
  }
}
