import { route, z, type Route } from 'adapters-sdk'
import type { MyPerformance } from './my-performance.js'

const tickets = z.object({ unassigned: z.number(), inProgress: z.number(), solved: z.number(), closed: z.number() })

export function performanceRoutes(performance: MyPerformance): Route[] {
  return [
    route(
      { kind: 'console', method: 'GET', path: '/my/performance', permission: 'console', summary: 'What I did today in the service', response: z.object({ day: z.string(), tickets: tickets.nullable() }) },
      ({ caller }) => performance.today(caller.memberId, caller.can('tickets')),
    ),
  ]
}
