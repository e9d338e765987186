import { afterEach, beforeEach } from 'vitest'

/** For a suite in which each test goes on where the one before it ended: after a failure the rest is skipped. */
export function stepByStep(): void {
  let broken = false
  beforeEach(({ skip }) => skip(broken, 'a step before it failed'))
  afterEach(({ task }) => { broken ||= task.result?.state === 'fail' })
}
