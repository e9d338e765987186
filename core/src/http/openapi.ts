import { z } from 'adapters-sdk'
import type { RouteRegistry } from './route-registry.js'

/** The OpenAPI 3.1 document, made from the schemas that the routes validate with. */
export function openApiDocument(registry: RouteRegistry, version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { path, route, owner } of registry.all) {
    const { spec } = route
    const place = path.replace(/:(\w+)/g, '{$1}')
    const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
    const query = spec.query ? (schemaOf(spec.query, 'input') as { properties?: Record<string, unknown>; required?: string[] }) : {}
    const operation = {
      operationId: `${spec.method.toLowerCase()}${place.replace(/[{}]/g, '').replace(/[^a-zA-Z0-9]+(.)?/g, (_, next?: string) => next?.toUpperCase() ?? '')}`,
      summary: spec.summary,
      tags: [owner],
      ...(spec.permission ? { 'x-permission': spec.permission } : {}),
      parameters: [
        ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
        ...Object.entries(query.properties ?? {}).map(([name, schema]) => ({ name, in: 'query', required: query.required?.includes(name) ?? false, schema })),
      ],
      ...(spec.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(spec.body, 'input') } } } } : {}),
      ...(spec.rawBody ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
      responses: {
        [String(spec.status ?? (spec.response ? 200 : 204))]: { description: 'Done', ...(spec.response ? { content: { 'application/json': { schema: schemaOf(spec.response, 'output') } } } : {}) },
        default: { description: 'A problem document (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    }
    ;(paths[place] ??= {})[spec.method.toLowerCase()] = operation
  }
  return {
    openapi: '3.1.0',
    info: { title: 'OpenContact', version, license: { name: 'Apache-2.0' } },
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'remedy', 'requestId'],
          properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string' }, remedy: { type: 'string' }, requestId: { type: 'string' }, errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } } } },
        },
      },
    },
  }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return rest
}
