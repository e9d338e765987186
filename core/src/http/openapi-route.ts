import { Reply, route, type Route } from 'adapters-sdk'
import { openApiDocument } from './openapi.js'
import type { RouteRegistry } from './route-registry.js'

/** Serves the OpenAPI document; made on first use, when every plugin has registered its routes. */
export function openApiRoute(registry: RouteRegistry, version: string): Route {
  let made: Record<string, unknown> | undefined
  return route({ kind: 'open', method: 'GET', path: '/openapi.json', summary: 'This document' }, async () => new Reply((made ??= openApiDocument(registry, version))))
}
