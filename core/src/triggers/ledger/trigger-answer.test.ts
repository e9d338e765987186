import { describe, expect, it } from 'vitest'
import type { TriggerResult } from '../ledger.js'
import { NOT_LISTENING } from '../trigger-run.js'
import type { TriggerVersion } from '../trigger-versions.js'
import { missedCount, toLedgerEvent, type LedgerRow } from './ledger-event.js'
import { answerFor } from './trigger-answer.js'

const row = (over: Partial<LedgerRow>): LedgerRow => ({ id: 1, ticket_id: 1, event_key: 'k', event_name: 'ticket.created', only_id: null, rules_revision: 5, results: '[]', missed: null, created_at: 100, ...over })
const version = (number: number, over: Partial<TriggerVersion> = {}): TriggerVersion => ({ version: number, kind: number === 1 ? 'created' : 'changed', restoredFrom: null, by: null, at: number * 10, revision: number, title: 'T', state: 'on', events: ['ticket.created'], conditions: { all: [] }, actions: [], reason: null, ...over })
const result = (over: Partial<TriggerResult>): TriggerResult => ({ triggerId: 7, title: 'T', version: 1, state: 'not_matched', conditions: [], actions: [], reason: null, ...over })
const answer = (over: Partial<LedgerRow>, ...versions: TriggerVersion[]) => answerFor(toLedgerEvent(row(over)), 7, versions)

describe('TRG-5: what is said of a trigger that the row does not name', () => {
  it('counts by revision, of two versions of one moment as well', () => {
    const versions = [version(1, { at: 100, revision: 5 }), version(2, { at: 100, revision: 6, state: 'off' })]
    expect(answer({}, ...versions)).toMatchObject({ state: 'not_listening', version: { version: 1 } })
    expect(answer({ rules_revision: 6 }, ...versions)).toMatchObject({ state: 'off', version: { version: 2 } })
    expect(answer({ rules_revision: 4 }, ...versions)).toMatchObject({ state: 'not_yet', version: { version: 1 } })
  })
  it('names who switched it off last, not who changed it while it was off', () => {
    const versions = [version(1, { state: 'off' }), version(2), version(3, { state: 'off' }), version(4, { state: 'off' })]
    expect(answer({}, ...versions)).toMatchObject({ state: 'off', version: { version: 3 } })
    expect(answer({ rules_revision: 1 }, ...versions)).toMatchObject({ state: 'off', version: { version: 1 } })
  })
  it('knows that the time was another trigger’s', () => {
    const waits = version(1, { events: ['time.passed'] })
    expect(answer({ event_name: 'time.passed', only_id: 9 }, waits)).toMatchObject({ state: 'other_trigger' })
    expect(answer({ event_name: 'time.passed', only_id: 9 }, version(1))).toMatchObject({ state: 'not_listening' })
  })
  it('does not pretend to know what was before versions were kept', () => {
    expect(answer({ rules_revision: null, created_at: 5 }, version(4))).toEqual({ state: 'unknown', result: null, version: null })
  })
})

describe('TRG-5: rows that named every trigger', () => {
  const results = JSON.stringify([result({ conditions: [{ target: 'ticket.subject', op: 'is', value: 'a', seen: 'b', held: false }] }), result({ triggerId: 8, state: 'off' }), result({ triggerId: 9, reason: NOT_LISTENING }), result({ triggerId: 10, reason: { ko: '멈춤', en: 'stopped' } })])
  it('are read as those that name only what mattered', () => {
    const event = toLedgerEvent(row({ rules_revision: null, results }))
    expect(event.ran.map(({ triggerId }) => triggerId)).toEqual([10])
    expect(missedCount(event)).toBe(1)
    expect(answerFor(event, 7, [version(1)])).toMatchObject({ state: 'not_matched', result: { conditions: [{ seen: 'b' }] } })
    expect(answerFor(event, 9, [version(1)])).toMatchObject({ state: 'not_listening' })
    expect(answerFor(event, 10, [version(1)])).toMatchObject({ state: 'stopped' })
  })
})
