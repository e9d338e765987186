import type { Clock } from 'adapters-sdk'

export const systemClock: Clock = { now: () => Date.now() }
