import type { Db, Row } from 'adapters-sdk'
import { FakeClock } from 'adapters-sdk/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SmtpExchange } from '../outbound/smtp-exchange.js'
import { MemoryHost } from '../testing/memory-host.js'
import { silentLog, testInfo } from '../testing/test-info.js'
import { MailCatcher } from './mail-catcher.js'

let rows: Row[]
let catcher: MailCatcher

/** Takes what the catcher writes. */
const db = {
  insert: async (_table: string, row: Row) => [rows.push(row)],
  one: async () => undefined,
} as unknown as Db

async function send(from: string): Promise<unknown> {
  const exchange = new SmtpExchange({ host: '127.0.0.1', port: catcher.port, security: 'none', user: '', password: '', timeoutMs: 5_000, name: 'test' }, new AbortController().signal)
  await exchange.open()
  try {
    return await exchange.send(from, ['jiwoo@example.com'], Buffer.from('From: help@acme.test\r\nSubject: =?UTF-8?B?7ZmY67aI?=\r\n\r\nhello\r\n'))
  } finally {
    exchange.close()
  }
}

describe('MailCatcher', () => {
  beforeEach(async () => {
    rows = []
    catcher = new MailCatcher(testInfo({ catcher_port: '0' }), db, new FakeClock(), silentLog, { line: () => undefined })
    await catcher.start(new MemoryHost({ 'help@acme.test': 4 }))
  })
  afterEach(() => catcher.stop())

  it('keeps what a service sends, found by its address without the reply token', async () => {
    await send('help+token@acme.test')
    expect(rows).toMatchObject([{ inbox_id: 4, sender: 'help+token@acme.test', recipients: '["jiwoo@example.com"]', subject: '환불' }])
  })
  it('takes nothing from others', async () => {
    await expect(send('stranger@example.com')).rejects.toMatchObject({ code: 'inbox.misconfigured' })
    expect(rows).toEqual([])
  })
})
