import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Scope, ScopedDb } from '../tenancy/index.js'
import { Presence } from './presence.js'

const SCOPE: Scope = { kind: 'service', organisationId: 1, serviceId: 7, cause: { origin: 'agent', chain: 'x', depth: 0 } }
const KIM = { id: 1, name: 'Kim' }
const LEE = { id: 2, name: 'Lee' }

/** Nodes that hear each other. */
function nodes(count: number) {
  const bus = new EventEmitter()
  const told: string[] = []
  const db = { notify: async (channel: string, message: string) => void bus.emit(channel, message) } as unknown as ScopedDb
  const listen = async (channel: string, handler: (message: string) => void) => {
    bus.on(channel, handler)
    return async () => void bus.off(channel, handler)
  }
  return { told, start: () => Promise.all(Array.from({ length: count }, async () => {
    const presence = new Presence(db, Date.now, (error) => { throw error })
    return { presence, stop: await presence.start(listen, (serviceId, number) => told.push(`${serviceId}/${number}`)) }
  })) }
}

describe('Presence', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('TKT-16: is heard on every node, once for each person, whoever writes as writing', async () => {
    const { start, told } = nodes(2)
    const [here, there] = await start()
    await here!.presence.say('a', SCOPE, KIM, { number: 'T1', doing: 'viewing' })
    await here!.presence.say('b', SCOPE, KIM, { number: 'T1', doing: 'writing' })
    await there!.presence.say('c', SCOPE, LEE, { number: 'T1', doing: 'viewing' })
    for (const { presence } of [here!, there!]) expect(presence.on(7, 'T1')).toEqual([{ ...KIM, doing: 'writing' }, { ...LEE, doing: 'viewing' }])
    expect(here!.presence.on(8, 'T1')).toEqual([])
    told.length = 0
    await here!.presence.say('b', SCOPE, KIM, { number: 'T2', doing: 'viewing' })
    expect([...new Set(told)].sort()).toEqual(['7/T1', '7/T2'])
    here!.presence.leave('a')
    here!.presence.leave('b')
    await vi.advanceTimersByTimeAsync(0)
    expect([...there!.presence.all(7)]).toEqual([['T1', [{ ...LEE, doing: 'viewing' }]]])
  })

  it('TKT-16: whoever was on a node that was killed disappears, whoever lives on stays', async () => {
    const { start, told } = nodes(2)
    const [living, killed] = await start()
    await living!.presence.say('a', SCOPE, KIM, { number: 'T1', doing: 'viewing' })
    await killed!.presence.say('b', SCOPE, LEE, { number: 'T1', doing: 'writing' })
    await killed!.stop()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(living!.presence.on(7, 'T1')).toEqual([{ ...KIM, doing: 'viewing' }])
    expect(told.at(-1)).toBe('7/T1')
  })
})
