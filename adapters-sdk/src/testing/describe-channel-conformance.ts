import { describe, it } from 'vitest'
import { capabilityCases } from './cases/capability-cases.js'
import { parseCases } from './cases/parse-cases.js'
import { sendCases } from './cases/send-cases.js'
import { sessionCases } from './cases/session-cases.js'
import { runConformanceCase, type ConformanceCase, type ConformanceOptions } from './conformance-case.js'
import type { ConformanceProvider } from './conformance-provider.js'

export const CONFORMANCE_CASES: readonly ConformanceCase[] = [...capabilityCases, ...parseCases, ...sendCases, ...sessionCases]

/** SDK-3: the behaviour every channel has, as tests. Call it at the top level of a vitest file. */
export function describeChannelConformance<S, P extends ConformanceProvider>(options: ConformanceOptions<S, P>): void {
  describe(`SDK-3: ${options.name} keeps the channel contract`, () => {
    const { faults } = options.provider()
    for (const one of CONFORMANCE_CASES.filter(({ needs = [] }) => needs.every((fault) => faults.includes(fault)))) {
      it(one.title, async ({ skip }) => {
        if (!(await runConformanceCase(one, options))) skip('not declared')
      })
    }
  })
}
