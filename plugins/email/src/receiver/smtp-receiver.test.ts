import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from 'adapters-sdk/testing'
import { SmtpExchange } from '../outbound/smtp-exchange.js'
import { parseMail } from '../inbound/parse-mail.js'
import { MemoryHost } from '../testing/memory-host.js'
import { silentLog, testInfo } from '../testing/test-info.js'
import { SmtpReceiver } from './smtp-receiver.js'

const MAIL = 'From: jiwoo@example.com\r\nTo: help@acme.test\r\nSubject: hello\r\nMessage-ID: <one@example.com>\r\n\r\nFirst.\r\n'
let host: MemoryHost
let receiver: SmtpReceiver

async function listen(environment: Record<string, string> = {}): Promise<void> {
  receiver = new SmtpReceiver(testInfo({ smtp_port: '0', ...environment }), new FakeClock(), silentLog, { line: () => undefined })
  await receiver.start(host, new AbortController().signal)
}
async function send(mail: string | Buffer, to: string[], from = 'jiwoo@example.com') {
  const exchange = new SmtpExchange({ host: '127.0.0.1', port: receiver.port, security: 'none', user: '', password: '', timeoutMs: 10_000, name: 'client.test' }, new AbortController().signal)
  await exchange.open()
  try {
    return await exchange.send(from, to, Buffer.from(mail))
  } finally {
    exchange.close()
  }
}

describe('SmtpReceiver', () => {
  beforeEach(async () => {
    host = new MemoryHost({ 'help@acme.test': 1, 'sales@acme.test': 2 })
    await listen()
  })
  afterEach(() => receiver.stop())

  it('EML-1: takes a mail for a known address, whatever its case and reply token, and keeps the envelope', async () => {
    await send(MAIL, ['Help+Tok-1@acme.test'])
    const { inboxId, raw } = host.pushed[0]!
    expect(inboxId).toBe(1)
    expect(raw.headers).toMatchObject({ 'envelope-from': 'jiwoo@example.com', 'envelope-to': 'Help+Tok-1@acme.test', 'helo': 'client.test', 'remote-address': '127.0.0.1' })
    const body = host.body(0)
    expect(body.toString()).toBe(MAIL)
    expect(await parseMail({ ...raw, body })).toMatchObject([{ replyToken: 'Tok-1', from: { address: 'jiwoo@example.com' } }])
  })
  it('EML-1: refuses addresses nobody has', async () => {
    await expect(send(MAIL, ['nobody@acme.test'])).rejects.toMatchObject({ code: 'recipient.invalid', details: { certainty: 'not-sent' } })
    expect(host.pushed).toEqual([])
  })
  it('EML-9: acknowledges only what is stored', async () => {
    host.result = { stored: false, retryAfterMs: 1000 }
    await expect(send(MAIL, ['help@acme.test'])).rejects.toMatchObject({ code: 'transient.provider' })
    host.full = true
    await expect(send(MAIL, ['help@acme.test', 'sales@acme.test'])).rejects.toMatchObject({ code: 'transient.provider' })
    host.full = false
    host.result = { stored: true }
    await send(MAIL, ['help@acme.test'])
    expect(host.pushed).toHaveLength(1)
  })
  it('EML-9: a mail sent again has the same name, another mail under the same Message-ID has not', async () => {
    await send(MAIL, ['help@acme.test'])
    await send(`Received: from relay by mx; Tue, 3 Jun 2025 10:15:30 +0900\r\n${MAIL}`, ['help@acme.test'])
    await send(MAIL.replace('First.', 'Second.'), ['help@acme.test'])
    const [first, again, other] = host.pushed.map(({ raw }) => raw.externalId)
    expect(first).toMatch(/^<one@example\.com>#[0-9a-f]{32}$/)
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })
  it('hands one mail to every inbox it is for, once', async () => {
    await send(MAIL, ['help@acme.test', 'help+tok@acme.test', 'sales@acme.test'])
    expect(host.pushed.map(({ inboxId, raw }) => [inboxId, raw.headers['envelope-to']])).toEqual([
      [1, 'help@acme.test, help+tok@acme.test'],
      [2, 'sales@acme.test'],
    ])
  })
  it('EML-7: knows a bounce by its empty sender', async () => {
    await send(MAIL, ['help@acme.test'], '')
    expect(host.pushed[0]!.raw.headers['envelope-from']).toBe('')
  })
  it('EML-5: takes 25 MB of attachments', async () => {
    const base64 = Buffer.alloc(25 * 1024 * 1024, 7).toString('base64').replace(/.{76}/g, '$&\r\n')
    const mail = `From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nbig\r\n--b\r\nContent-Type: application/pdf; name=big.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n--b--\r\n`
    await send(mail, ['help@acme.test'])
    const [event] = await parseMail({ ...host.pushed[0]!.raw, body: host.body(0) })
    expect(event?.kind === 'message' && event.parts.find((part) => part.type === 'attachment')?.content.length).toBe(25 * 1024 * 1024)
  })
  it('refuses what is too large, and goes on', async () => {
    await receiver.stop()
    await listen({ max_bytes: '2000' })
    await expect(send(MAIL + 'x\r\n'.repeat(1000), ['help@acme.test'])).rejects.toMatchObject({ code: 'attachment.too_large' })
    await send(MAIL, ['help@acme.test'])
    expect(host.pushed).toHaveLength(1)
  })
})
