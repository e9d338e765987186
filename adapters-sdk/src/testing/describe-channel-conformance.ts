import { capabilityCases } from './cases/capability-cases.js'
import { parseCases } from './cases/parse-cases.js'
import { sendCases } from './cases/send-cases.js'
import { sessionCases } from './cases/session-cases.js'
import { runConformanceCase, type ConformanceCase, type ConformanceOptions } from './conformance-case.js'
import type { ConformanceProvider } from './conformance-provider.js'

export const CONFORMANCE_CASES: readonly ConformanceCase[] = [...capabilityCases, ...parseCases, ...sendCases, ...sessionCases]

/** What the kit needs of a test runner: vitest has it, and so has `node:test`. */
export interface TestRunner {
  readonly describe: (title: string, body: () => void) => unknown
  readonly it: (title: string, body: (context: { skip(reason?: string): void }) => Promise<void>) => unknown
}

/** SDK-3: the behaviour every channel has, as tests. Call it at the top level of a test file: `describeChannelConformance(options, { describe, it })`. */
export function describeChannelConformance<S, P extends ConformanceProvider>(options: ConformanceOptions<S, P>, runner: TestRunner): void {
  const { faults } = options.provider()
  runner.describe(`SDK-3: ${options.name} keeps the channel contract`, () => {
    for (const one of CONFORMANCE_CASES.filter(({ needs = [] }) => needs.every((fault) => faults.includes(fault)))) {
      runner.it(one.title, async (context) => {
        if (!(await runConformanceCase(one, options))) context.skip('not declared')
      })
    }
  })
}
