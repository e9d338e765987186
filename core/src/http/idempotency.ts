import { createHash } from 'node:crypto'
import { AppError, fromJson } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'

interface Stored { readonly status: number; readonly body: unknown }

/**
 * Runs a writing request at most once per key: the key's row, the work and its answer are one transaction,
 * so that the second of two at once waits for the first and then repeats its answer.
 */
export async function once(db: ScopedDb, memberId: number, key: string, request: string, now: number, work: () => Promise<Stored>): Promise<Stored> {
  const hash = createHash('sha256').update(request).digest('hex')
  return db.transaction(async () => {
    const first = await db.insertIgnore('idempotency_key', { member_id: memberId, key, request_hash: hash, created_at: now })
    if (first === 0) {
      const row = await db.one<{ request_hash: string; status: number; response: unknown }>('select k.request_hash, k.status, k.response from {idempotency_key} k where k.member_id = :memberId and k.key = :key', { memberId, key })
      if (!row || row.request_hash !== hash) throw new AppError('http.idempotency_reused')
      return { status: row.status, body: fromJson<{ body?: unknown }>(row.response).body }
    }
    const result = await work()
    await db.update('idempotency_key', { status: result.status, response: JSON.stringify({ body: result.body }) }, 'member_id = :memberId and key = :key', { memberId, key })
    return result
  })
}
