import { describe, expect, it } from 'vitest'
import type { ScopedDb, SystemDb } from '../tenancy/index.js'
import { createLogger } from '../platform/index.js'
import type { Nodes } from '../nodes/index.js'
import { JobQueue } from './job-queue.js'

describe('durable listeners', () => {
  it('have a job for each event that concerns them, and none for others', async () => {
    const written: string[] = []
    const db = { later: (write: Promise<unknown>) => write, notify: async () => undefined, insertIgnore: async (_table: string, rows: readonly { name: string }[]) => written.push(...rows.map(({ name }) => name)) }
    const jobs = new JobQueue(db as unknown as ScopedDb, {} as SystemDb, { claims: () => undefined } as unknown as Nodes, createLogger('silent'), () => 1)
    const nothing = async () => undefined
    jobs.listen('ticket.changed', 'p.All', nothing)
    jobs.listen('ticket.changed', 'p.Solved', nothing, (payload) => (payload as { state: string }).state === 'solved')
    await jobs.enqueueListeners('ticket.changed', { state: 'open' })
    expect(written.splice(0)).toEqual(['on:ticket.changed:p.All'])
    await jobs.enqueueListeners('ticket.changed', { state: 'solved' })
    expect(written).toEqual(['on:ticket.changed:p.All', 'on:ticket.changed:p.Solved'])
  })
})
