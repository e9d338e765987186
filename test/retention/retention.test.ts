import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../core/src/config/index.js'
import { createLogger } from '../../core/src/platform/index.js'
import { Retention } from '../../core/src/retention/index.js'
import { Database, systemScope } from '../../core/src/tenancy/index.js'
import { eachEngine, root } from '../support/index.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 6, 1)

describe('retention', () => {
  eachEngine((engine) => {
    let database: Database
    beforeAll(async () => {
      database = await Database.open(readConfig(engine.env()), () => undefined)
      await database.migrate({ owner: 'core', folder: join(root, 'core/migrations') })
    })
    afterAll(() => database?.close())

    const run = (sql: string, params: Record<string, string | number | null> = {}) => systemScope('test', () => database.system.run(sql, params))
    const left = (table: string, column: string) => systemScope('test', async () => (await database.system.all<Record<string, unknown>>(`select ${column} as value from ${table} order by 1`)).map((row) => row['value']))

    it('deletes what nobody asks for any more, and nothing else', async () => {
      await run("insert into organisation (id, name, domain, created_at) values (1, 'Acme', 'acme', 0)")
      await run("insert into member (id, organisation_id, login, name, email, created_at) values (1, 1, 'mina', 'Mina', 'mina@acme.example', 0)")
      for (const age of [1, 47, 49]) await run("insert into idempotency_key (service_id, member_id, key, request_hash, created_at) values (1, 1, :key, 'h', :at)", { key: `${age} h`, at: NOW - age * HOUR })
      for (const age of [1, 23, 25]) await run('insert into login_attempt (bucket, at) values (:bucket, :at)', { bucket: `${age} h`, at: NOW - age * HOUR })
      for (const age of [1, 89, 91]) await run("insert into outbox_event (service_id, name, payload, created_at) values (1, :name, '{}', :at)", { name: `${age} d`, at: NOW - age * DAY })
      const session = (name: string, seen: number, expires: number) => run("insert into session (token_hash, organisation_id, member_id, csrf, ip, user_agent, created_at, seen_at, expires_at) values (:name, 1, 1, 'c', '', '', 0, :seen, :expires)", { name, seen, expires })
      await session('in use', NOW - 11 * HOUR, NOW + DAY)
      await session('idle', NOW - 25 * HOUR, NOW + DAY)
      await session('over', NOW - HOUR, NOW - 1)
      for (const [name, expires] of [['valid', NOW + 1], ['expired', NOW - 1]] as const) await run("insert into member_link (token_hash, organisation_id, member_id, purpose, expires_at) values (:name, 1, 1, 'password', :expires)", { name, expires })

      const retention = new Retention(database.system, () => NOW, createLogger('silent'))
      while (await retention.sweep());
      expect(await left('idempotency_key', 'key')).toEqual(['1 h', '47 h'])
      expect(await left('login_attempt', 'bucket')).toEqual(['1 h', '23 h'])
      expect(await left('outbox_event', 'name')).toEqual(['1 d', '89 d'])
      expect(await left('session', 'token_hash')).toEqual(['in use'])
      expect(await left('member_link', 'token_hash')).toEqual(['valid'])
    })
    it('deletes many in batches', async () => {
      await run('delete from outbox_event')
      for (let i = 0; i < 25; i++) await run(`insert into outbox_event (service_id, name, payload, created_at) values ${Array.from({ length: 100 }, () => "(1, 'old', '{}', 0)").join(', ')}`)
      const retention = new Retention(database.system, () => NOW, createLogger('silent'))
      expect([await retention.sweep(), await retention.sweep(), await retention.sweep()]).toEqual([true, true, false])
      expect(await left('outbox_event', 'name')).toEqual([])
    })
  })
})
