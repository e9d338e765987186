import type { Answer } from '../../../api/types.js'

type Why = Answer<'getApiSServiceTicketsNumberWhy'>
/** An event with the triggers that ran or could not, as it happened. */
export type Evaluation = Why['evaluations'][number]
export type TriggerResult = Evaluation['triggers'][number]
export type Missed = Answer<'getApiSServiceTicketsNumberWhyEventsId'>
export type Answers = Answer<'getApiSServiceTicketsNumberWhyTriggersId'>
export type TriggerAnswer = Answers['answers'][number]
export type LedgerPage = Answer<'getApiSServiceTriggerLedger'>
export type LedgerItem = LedgerPage['items'][number]
export type TriggerName = Answer<'getApiSServiceTriggerNames'>['items'][number]

export const OUTCOMES = ['fired', 'failed', 'shadow', 'held', 'not_matched', 'stopped', 'broken'] as const
export const TONES = { fired: 'good', shadow: 'accent', not_matched: 'neutral', stopped: 'warn', broken: 'bad', failed: 'bad', held: 'warn', not_listening: 'neutral', other_trigger: 'neutral', off: 'neutral', not_yet: 'neutral', removed: 'neutral', unknown: 'neutral' } as const
