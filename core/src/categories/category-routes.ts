import { route, z, type Route } from 'adapters-sdk'
import { CATEGORY_KINDS, type Category } from './category.js'
import type { Categories } from './categories.js'

const params = z.object({ id: z.coerce.number().int().positive() })
/** Letters, digits, blanks, _ and -, in any script. */
const name = z.string().transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' ')).pipe(z.string().min(1).max(50).regex(/^[\p{L}\p{M}\p{N} _-]+$/u))
const parentId = z.number().int().nullable()
const kind = z.enum(CATEGORY_KINDS)
const view = z.object({ id: z.number(), kind, parentId, name: z.string(), depth: z.number(), inHelpCentre: z.boolean(), createdAt: z.string(), updatedAt: z.string() })
const answer = z.object({ category: view })

const show = (category: Category): z.input<typeof view> => ({ ...category, createdAt: new Date(category.createdAt).toISOString(), updatedAt: new Date(category.updatedAt).toISOString() })

export function categoryRoutes(categories: Categories): Route[] {
  const managed = { kind: 'console', permission: 'service' } as const
  return [
    route({ kind: 'console', method: 'GET', path: '/categories', permission: 'groups', summary: 'Intake and handling types, in the order of their trees', response: z.object({ items: z.array(view) }) }, async () => ({
      items: (await categories.list()).map(show),
    })),
    route({ ...managed, method: 'GET', path: '/categories/export', summary: 'Every category, for Excel' }, ({ caller }) => categories.spreadsheet(caller.language)),
    route({ ...managed, method: 'POST', path: '/categories', summary: 'Add a category as the last of its level', body: z.object({ kind, parentId: parentId.default(null), name }), response: answer, status: 201 }, async ({ body }) => ({
      category: show(await categories.create(body.kind, body.parentId, body.name)),
    })),
    route({ ...managed, method: 'PATCH', path: '/categories/:id', summary: 'Rename a category, or show it to customers or not', params, body: z.object({ name: name.optional(), inHelpCentre: z.boolean().optional() }), response: answer }, async ({ params: { id }, body }) => ({
      category: show(await categories.change(id, body)),
    })),
    route({ ...managed, method: 'PUT', path: '/categories/:id/place', summary: 'Move a category with what is below it', params, body: z.object({ parentId, beforeId: z.number().int().nullable() }), response: answer }, async ({ params: { id }, body }) => ({
      category: show(await categories.move(id, body.parentId, body.beforeId)),
    })),
    route({ ...managed, method: 'GET', path: '/categories/:id/use', summary: 'What deleting a category would touch', params, response: z.object({ categories: z.number(), tickets: z.number() }) }, ({ params: { id } }) => categories.use(id)),
    route({ ...managed, method: 'DELETE', path: '/categories/:id', summary: 'Delete a category with what is below it; tickets keep it', params, status: 204 }, ({ params: { id } }) => categories.remove(id)),
  ]
}
