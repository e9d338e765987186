import { createServer } from 'node:net'
import { ChannelError, type OutboundMessage } from 'adapters-sdk'
import { simpleParser, type ParsedMail } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EmailAdapter } from '../email-adapter.js'
import { inboxSettingsSchema, type InboxSettings } from '../inbox-settings.js'
import { SmtpReply } from '../receiver/smtp-listener.js'
import { FakeRelay } from '../testing/fake-relay.js'
import { testInfo } from '../testing/test-info.js'

const MESSAGE: OutboundMessage = {
  deliveryId: '42',
  to: [{ scheme: 'email', address: 'jiwoo@example.com', displayName: '김지우' }],
  subject: 'Re: 환불 문의',
  replyToken: 't1-abc',
  references: ['<first@example.com>#0123', '<d41.aaaaaaaaaaaaaaaaaaaa@acme.test>'],
  parts: [
    { type: 'html', body: '<p>환불해 <b>드렸습니다</b>.</p><img src="cid:pic">' },
    { type: 'attachment', name: '영수증.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF') },
    { type: 'attachment', name: 'pic.png', mediaType: 'image/png', content: Buffer.from('png'), inlineId: 'pic' },
  ],
  automatic: false,
}
let relay: FakeRelay

async function open(settings: Partial<InboxSettings> = {}, environment: Record<string, string> = {}) {
  const adapter = new EmailAdapter(testInfo({ relay_timeout_ms: '1000', ...environment }))
  const own = { host: '127.0.0.1', port: relay.port, security: 'none', user: '' } as const
  const all = inboxSettingsSchema.parse({ senderName: '고객센터', relay: own, ...settings })
  return adapter.open({ inboxId: 1, address: 'help@acme.test', settings: all, secret: async () => 'wrong' }, new AbortController().signal)
}
async function sent(message: OutboundMessage, settings?: Partial<InboxSettings>): Promise<{ externalId: string; mail: ParsedMail; from: string }> {
  const { externalId } = await (await open(settings)).send(message, new AbortController().signal)
  const taken = relay.mails.at(-1)!
  return { externalId, mail: await simpleParser(taken.raw, { keepCidLinks: true }), from: taken.from }
}
async function failure(work: Promise<unknown>): Promise<ChannelError> {
  const error: unknown = await work.catch((reason: unknown) => reason)
  if (!(error instanceof ChannelError)) throw new Error(`no ChannelError: ${String(error)}`)
  return error
}
const send = async () => (await open()).send(MESSAGE, new AbortController().signal)

describe('EmailSession', () => {
  beforeEach(async () => {
    relay = new FakeRelay()
    await relay.start()
  })
  afterEach(() => relay.stop())

  it('EML-3, EML-4: sends text and HTML in the layout, from the sender of the service, answers to the ticket', async () => {
    const { mail, from } = await sent(MESSAGE, { senderAddress: 'support@acme.example', layout: '<h1>Acme</h1>#[content]<footer>02-123</footer>' })
    expect(mail.from?.value[0]).toMatchObject({ name: '고객센터', address: 'support@acme.example' })
    expect(mail.replyTo?.value[0]?.address).toBe('help+t1-abc@acme.test')
    expect(from).toBe('support@acme.example')
    expect(mail.html).toContain('<h1>Acme</h1><p>환불해 <b>드렸습니다</b>.</p>')
    expect(mail.text).toBe('Acme\n환불해 드렸습니다.\n\n02-123')
    expect(mail.attachments.map(({ filename, cid }) => [filename, cid])).toEqual(expect.arrayContaining([['영수증.pdf', undefined], ['pic.png', 'pic']]))
    expect(mail.headers.has('auto-submitted')).toBe(false)
  })
  it('EML-6: threads, and names all attempts of a delivery alike', async () => {
    const first = await sent(MESSAGE)
    expect(first.mail.inReplyTo).toBe('<d41.aaaaaaaaaaaaaaaaaaaa@acme.test>')
    expect(first.mail.references).toEqual(['<first@example.com>', '<d41.aaaaaaaaaaaaaaaaaaaa@acme.test>'])
    expect(first.mail.messageId).toBe(first.externalId)
    expect(first.from).toBe('help+t1-abc@acme.test')
    expect((await sent(MESSAGE)).externalId).toBe(first.externalId)
    expect((await sent({ ...MESSAGE, subject: 'other' })).externalId).not.toBe(first.externalId)
  })
  it('EML-7: marks what a machine sends', async () => {
    const { mail } = await sent({ ...MESSAGE, automatic: true })
    expect(Object.fromEntries(['auto-submitted', 'x-auto-response-suppress', 'precedence', 'x-opencontact-delivery'].map((name) => [name, mail.headers.get(name)]))).toEqual({
      'auto-submitted': 'auto-replied', 'x-auto-response-suppress': 'All', precedence: 'bulk', 'x-opencontact-delivery': '42 help@acme.test',
    })
  })
  it('TRG-2: a notice does not say that it answers', async () => {
    const { mail } = await sent({ ...MESSAGE, automatic: true, notice: true })
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  })
  it('cannot be made to add headers', async () => {
    const { mail } = await sent({ ...MESSAGE, subject: 'hi\r\nBcc: all@example.com', to: [{ scheme: 'email', address: 'jiwoo@example.com', displayName: 'x\r\nX-Evil: 1' }] })
    expect(mail.bcc).toBeUndefined()
    expect(mail.headers.has('x-evil')).toBe(false)
  })
  it('EML-8: an answer after DATA decides, no answer leaves it open', async () => {
    relay.answer = new SmtpReply(451, '4.3.0 try later')
    expect(await failure(send())).toMatchObject({ code: 'transient.provider', details: { certainty: 'not-sent', providerCode: '451 4.3.0 try later' } })
    relay.answer = new SmtpReply(554, '5.6.0 spam')
    expect(await failure(send())).toMatchObject({ code: 'content.rejected', details: { certainty: 'not-sent' } })
    relay.answer = null
    relay.fail('timeout-after-write')
    expect(await failure(send())).toMatchObject({ code: 'outcome.unknown', details: { certainty: 'maybe-sent' } })
    relay.fail('closed-after-write')
    expect(await failure(send())).toMatchObject({ code: 'outcome.unknown', details: { certainty: 'maybe-sent' } })
  })
  it('EML-8: says when only some recipients were refused', async () => {
    relay.refusedRecipients.add('gone@example.com')
    const session = await open()
    const error = await failure(session.send({ ...MESSAGE, cc: [{ scheme: 'email', address: 'gone@example.com' }] }, new AbortController().signal))
    expect(error).toMatchObject({ code: 'recipient.invalid', details: { certainty: 'maybe-sent' } })
    expect(error.message).toContain('gone@example.com')
    expect(relay.taken()).toEqual(['42'])
  })
  it('tells a wrong password, a closed port and an unknown host apart', async () => {
    const at = (relay: Partial<NonNullable<InboxSettings['relay']>>) => failure(open({ relay: { host: '127.0.0.1', port: 1, security: 'none', user: '', ...relay } }))
    expect((await at({ port: relay.port, user: 'relay' })).code).toBe('auth.revoked')
    expect((await at({})).code).toBe('transient.network')
    expect((await at({ host: 'no-such-host.invalid' })).code).toBe('transient.network')
    expect((await at({ port: relay.port, security: 'starttls' })).code).toBe('inbox.misconfigured')
  })
  it('gives up on a server that never greets', async () => {
    const mute = createServer(() => undefined)
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const { port } = mute.address() as { port: number }
    expect(await failure(open({ relay: { host: '127.0.0.1', port, security: 'none', user: '' } }))).toMatchObject({ code: 'transient.network', details: { certainty: 'not-sent' } })
    mute.close()
  })
  it('without a relay mails go to the catcher, under the address by which it knows the service', async () => {
    const session = await open({ relay: null, senderAddress: 'support@acme.example' }, { catcher_port: String(relay.port) })
    await session.send(MESSAGE, new AbortController().signal)
    expect(relay.mails[0]).toMatchObject({ from: 'help+t1-abc@acme.test', to: ['jiwoo@example.com'] })
  })
})
