import { AppError, route, substituteHtml, unknownCodes, z, type Route } from 'adapters-sdk'
import type { TicketWriter } from '../tickets/index.js'
import type { ReplyTemplate, ReplyTemplates } from './reply-templates.js'
import type { Substitutions } from './substitutions.js'

const params = z.object({ id: z.coerce.number().int().positive() })
const handlingTypeIds = z.array(z.number().int()).max(200)
const input = z.object({
  title: z.string().trim().min(1).max(100),
  html: z.string().trim().min(1).max(100_000),
  /** Typed behind a slash: in small letters. */
  searchCode: z.string().trim().regex(/^[A-Za-z0-9]{1,20}$/).transform((code) => code.toLowerCase()),
  handlingTypeIds: handlingTypeIds.default([]),
})
const view = z.object({ id: z.number(), title: z.string(), html: z.string(), searchCode: z.string(), handlingTypeIds: z.array(z.number()).readonly(), uses: z.number(), version: z.number(), updatedAt: z.string() })
const answer = z.object({ template: view })
const localized = z.object({ ko: z.string(), en: z.string() })

const show = (template: ReplyTemplate): z.input<typeof view> => ({ ...template, updatedAt: new Date(template.updatedAt).toISOString() })

export function templateRoutes({ templates, substitutions, tickets }: { templates: ReplyTemplates; substitutions: Substitutions; tickets: TicketWriter }): Route[] {
  const managed = { kind: 'console', permission: 'service' } as const
  return [
    route({ kind: 'console', method: 'GET', path: '/substitution-codes', permission: 'groups', summary: 'Every code that texts can hold', response: z.object({ items: z.array(z.object({ code: z.string(), label: localized })) }) }, async () => ({ items: await substitutions.codes() })),
    route({ kind: 'console', method: 'GET', path: '/reply-templates', permission: 'groups', summary: 'The reply templates of the service', response: z.object({ items: z.array(view) }) }, async () => ({ items: (await templates.list()).map(show) })),
    route({ ...managed, method: 'POST', path: '/reply-templates', summary: 'Add a reply template', body: input, response: answer, status: 201 }, async ({ body }) => ({ template: show(await templates.create(body)) })),
    route({ ...managed, method: 'PUT', path: '/reply-templates/:id', summary: 'Change a reply template', params, body: input.extend({ version: z.number().int() }), response: answer }, async ({ params: { id }, body: { version, ...rest } }) => ({ template: show(await templates.change(id, rest, version)) })),
    route({ ...managed, method: 'PUT', path: '/reply-templates/:id/links', summary: 'Link a reply template to a handling type, or not any more', params, body: z.object({ handlingTypeId: z.number().int(), linked: z.boolean() }), response: answer }, async ({ params: { id }, body }) => ({
      template: show(await templates.link(id, body.handlingTypeId, body.linked)),
    })),
    route({ ...managed, method: 'DELETE', path: '/reply-templates/:id', summary: 'Delete a reply template', params, status: 204 }, ({ params: { id } }) => templates.remove(id)),
    route(
      {
        kind: 'console', method: 'GET', path: '/tickets/:number/reply-templates/:id', permission: 'tickets', summary: 'A reply template with what the ticket holds, and the codes that stand for nothing',
        params: params.extend({ number: z.string() }), response: z.object({ html: z.string(), unknown: z.array(z.string()), empty: z.array(z.string()) }),
      },
      async ({ params: { number, id } }) => {
        const ticket = await tickets.find(number)
        if (!ticket) throw new AppError('ticket.not_found')
        const { html } = await templates.get(id)
        const [values, codes] = [await substitutions.of(ticket.id), await substitutions.codes()]
        const known = codes.map(({ code }) => code)
        return { html: substituteHtml(html, withEmpty(values, known)), unknown: unknownCodes(html, known), empty: known.filter((code) => html.includes(`#{${code}}`) && !values[code]) }
      },
    ),
  ]
}

/** A field that was not filled in stands for nothing, not for its code. */
function withEmpty(values: Readonly<Record<string, string>>, known: readonly string[]): Record<string, string> {
  return { ...Object.fromEntries(known.map((code) => [code, ''])), ...values }
}
