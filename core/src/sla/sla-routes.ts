import { PRIORITIES, route, z, type Route } from 'adapters-sdk'
import type { ExplainDeadlines } from './explain-deadlines.js'
import { HOLIDAYS_KNOWN_UNTIL, koreanHolidaysFrom } from './korean-holidays.js'
import type { SlaEditor } from './sla-editor.js'
import { slaDocument } from './sla-policy.js'

const shared = { kind: 'console' } as const
const view = z.object({ document: slaDocument, version: z.number(), timeZone: z.string(), holidays: z.object({ knownUntil: z.string(), next: z.array(z.object({ day: z.string(), name: z.string() })) }) })
const counted = z.object({ day: z.string(), name: z.string().nullable(), stretches: z.array(z.object({ from: z.string(), to: z.string() })) })
const explained = z.object({
  target: z.object({ priority: z.enum(PRIORITIES).nullable(), intakeTypeId: z.number().nullable() }).nullable(),
  timeZone: z.string(),
  deadlines: z.array(
    z.object({ deadline: z.enum(['first', 'solve']), state: z.enum(['running', 'paused', 'kept', 'missed']), dueAt: z.string().nullable(), doneAt: z.string().nullable(), minutes: z.number(), spentMinutes: z.number(), days: z.array(counted) }),
  ),
})

export function slaRoutes({ editor, explain, today }: { editor: SlaEditor; explain: ExplainDeadlines; today: () => string }): Route[] {
  const shown = async () => ({ ...(await editor.read()), holidays: { knownUntil: HOLIDAYS_KNOWN_UNTIL, next: koreanHolidaysFrom(today(), 20) } })
  return [
    route({ ...shared, permission: 'service', method: 'GET', path: '/sla', summary: 'Business hours and what the service promises', response: view }, shown),
    route(
      { ...shared, permission: 'service', method: 'PUT', path: '/sla', summary: 'Change business hours and promises; open tickets are counted anew', body: z.object({ document: slaDocument, version: z.number().int().min(0) }), response: view },
      async ({ body }) => {
        await editor.write(body.document, body.version)
        return shown()
      },
    ),
    route({ ...shared, permission: 'tickets', method: 'GET', path: '/tickets/:number/deadlines', summary: 'Why the deadlines of a ticket are when they are', params: z.object({ service: z.string(), number: z.string().max(64) }), response: explained }, ({ params }) => explain.of(params.number)),
  ]
}
