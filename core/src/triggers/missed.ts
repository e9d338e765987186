import type { ShownValue } from './evaluate.js'

/** Triggers whose conditions came out the same way; `asked` as a verdict says it. */
export interface MissedGroup {
  /** How many changes triggers had made when they were judged. */
  readonly at: number
  readonly asked: string
  /** The trigger whose change let them be looked at; absent: the event itself. */
  readonly wokenBy?: number
  readonly ids: readonly number[]
}

/** Triggers whose conditions did not hold, as the ledger keeps them: a thousand in a few kilobytes. */
export interface Missed {
  /** By how many changes triggers had made: what each target's value was. */
  readonly seen: Readonly<Record<number, Readonly<Record<string, ShownValue>>>>
  readonly groups: readonly MissedGroup[]
}
