import { route, z, type Route } from 'adapters-sdk'
import type { MyPerformance } from './my-performance.js'

const localized = z.object({ ko: z.string(), en: z.string() })
const tickets = z.object({ unassigned: z.number(), inProgress: z.number(), solved: z.number(), closed: z.number() })
const section = z.object({ plugin: z.string(), title: localized, topic: z.string().nullable(), rows: z.array(z.object({ id: z.string(), label: localized, value: z.number(), unit: z.enum(['count', 'seconds']) })) })
const response = z.object({ day: z.string(), tickets: tickets.nullable(), sections: z.array(section) })

export function performanceRoutes(performance: MyPerformance): Route[] {
  return [route({ kind: 'console', method: 'GET', path: '/my/performance', permission: 'console', summary: 'What I did today in the service', response }, async ({ caller }) => {
    const { sections, ...own } = await performance.today(caller)
    return { ...own, sections: sections.map((one) => ({ ...one, rows: [...one.rows] })) }
  })]
}
