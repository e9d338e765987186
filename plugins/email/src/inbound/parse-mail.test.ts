import { readFileSync } from 'node:fs'
import type { InboundMessage, Part } from 'adapters-sdk'
import { describe, expect, it } from 'vitest'
import { envelopeHeaders } from './envelope.js'
import { parseMail } from './parse-mail.js'

const RECEIVED = Date.UTC(2025, 5, 4)

function stored(body: Uint8Array, from = 'someone@example.com', to = ['help@acme.test']) {
  return { externalId: 'x', receivedAt: RECEIVED, headers: envelopeHeaders({ from, to }, { remoteAddress: '127.0.0.1', helo: 'mx' }), body }
}
function fixture(name: string, from?: string, to?: string[]) {
  return stored(readFileSync(new URL(`../../fixtures/${name}.eml`, import.meta.url)), from, to)
}
async function message(name: string, from?: string, to?: string[]): Promise<InboundMessage> {
  const [first] = await parseMail(fixture(name, from, to))
  if (first?.kind !== 'message') throw new Error('no message')
  return first
}
function body(parts: readonly Part[], type: 'text' | 'html', quoted = false): string | undefined {
  const part = parts.find((p) => p.type === type && (p.quoted ?? false) === quoted)
  return part && part.type !== 'attachment' ? part.body : undefined
}

describe('parseMail', () => {
  it('EML-5: reads a plain Korean mail', async () => {
    const mail = await message('plain')
    expect(mail.subject).toBe('무통장입금 확인 부탁드립니다')
    expect(mail.from).toEqual({ scheme: 'email', address: 'jiwoo.kim@example.com', displayName: '김지우' })
    expect(body(mail.parts, 'text')).toBe('안녕하세요.\n주문번호 2025-0603 입금했습니다.')
    expect(mail.aliases).toEqual(['<plain-1@example.com>'])
    expect(mail.occurredAt).toBe(Date.parse('2025-06-03T10:15:30+09:00'))
    expect(mail.automatic).toBeUndefined()
    expect(mail.warnings).toEqual([])
  })
  it('EML-5: reads headers in bare UTF-8', async () => {
    const raw = 'From: 박서준 <seojun@example.com>\r\nTo: help@acme.test\r\nSubject: 입금 확인\r\nMessage-ID: <bare@example.com>\r\n\r\nhello'
    const [mail] = await parseMail(stored(Buffer.from(raw)))
    expect(mail).toMatchObject({ subject: '입금 확인', from: { address: 'seojun@example.com', displayName: '박서준' } })
  })
  it('EML-5: reads ks_c_5601-1987 with syllables that only cp949 has', async () => {
    const mail = await message('ks-c-5601')
    expect(mail.from.displayName).toBe('똠방각하')
    expect(mail.subject).toBe('펲시콜라 환불 요청')
    expect(body(mail.parts, 'text')).toBe('환불해 주세요. 똠방각하 드림')
    expect(mail.parts.at(-1)).toMatchObject({ type: 'attachment', name: '영수증.txt', content: Buffer.from('receipt') })
  })
  it('EML-5: reads iso-2022-kr', async () => {
    const mail = await message('iso-2022-kr')
    expect(mail.subject).toBe('배송 문의')
    expect(body(mail.parts, 'text')).toBe('배송이 늦습니다. OK?\n빨리 보내 주세요.')
  })
  it('EML-5: guesses Korean where a sender names no charset, and says so', async () => {
    const mail = await message('unlabelled-euc-kr')
    expect(body(mail.parts, 'text')).toBe('교환해 주세요.')
    expect(mail.subject).toBe('교환 문의')
    expect(mail.warnings).toEqual(['email.charset_guessed'])
  })
  it('EML-5: keeps inline images and names of attachments', async () => {
    const mail = await message('inline-image')
    expect(body(mail.parts, 'html')).toContain('cid:pic1@example.com')
    const attachments = mail.parts.filter((part) => part.type === 'attachment')
    expect(attachments.map(({ name, mediaType, inlineId }) => ({ name, mediaType, inlineId }))).toEqual([
      { name: 'screen.png', mediaType: 'image/png', inlineId: 'pic1@example.com' },
      { name: '계약서.pdf', mediaType: 'application/pdf', inlineId: undefined },
    ])
  })
  it('EML-5: folds what Gmail quotes, with the line before it', async () => {
    const mail = await message('gmail-reply')
    expect(body(mail.parts, 'text')).toBe('감사합니다. 언제 도착하나요?')
    expect(body(mail.parts, 'html')).not.toContain('작성')
    expect(body(mail.parts, 'html', true)).toContain('발송했습니다')
  })
  it('EML-5: folds what Outlook quotes', async () => {
    const mail = await message('outlook-reply')
    expect(body(mail.parts, 'text')).toBe('환불 부탁드립니다.')
    expect(body(mail.parts, 'html', true)).toContain('접수했습니다')
  })
  it('EML-5: folds a quoted original in plain text, and keeps an answer written below a quotation', async () => {
    const original = await message('text-original-message')
    expect(body(original.parts, 'text')).toBe('새 주소입니다.')
    expect(body(original.parts, 'text', true)).toContain('주소를 알려 주세요')
    const bottom = await message('bottom-post')
    expect(body(bottom.parts, 'text')).toContain('Order 17.')
  })
  it('EML-6: lists earlier mails oldest first and finds the token of the reply address', async () => {
    const mail = await message('gmail-reply', 'jiwoo@example.com', ['Help+TOK-1@acme.test'])
    expect(mail.references).toEqual(['<first@example.com>', '<d42.0123456789abcdef0123@acme.test>'])
    expect(mail.replyToken).toBe('TOK-1')
    expect((await message('gmail-reply')).replyToken).toBeUndefined()
  })
  it('EML-7: knows auto-replies, lists and mails without a sender', async () => {
    expect((await message('out-of-office')).automatic).toBe('auto-reply')
    expect((await message('list')).automatic).toBe('list')
    expect((await message('plain', '')).automatic).toBe('bounce')
    expect((await message('out-of-office', '')).automatic).toBe('auto-reply')
  })
  it('EML-7: a bounce fails the delivery it is about', async () => {
    const events = await parseMail(fixture('bounce', '', ['help+tok1@acme.test']))
    expect(events).toMatchObject([
      { kind: 'message', automatic: 'bounce', replyToken: 'tok1', references: ['<d77.0123456789abcdef0123@acme.test>'] },
      { kind: 'receipt', deliveryRef: '<d77.0123456789abcdef0123@acme.test>', status: 'failed', code: 'recipient.invalid' },
    ])
  })
  it('EML-7: a mail of our own that comes back is ours, one of another installation is not', async () => {
    const own = (sender: string) => stored(Buffer.from(`From: a@acme.test\r\nX-OpenContact-Delivery: 7 ${sender}\r\n\r\nhello\r\n`))
    expect(await parseMail(own('help@acme.test'))).toMatchObject([{ automatic: 'own' }])
    expect(await parseMail(own('help@other.test'))).toMatchObject([{ automatic: undefined }])
  })
  it('answers go where a web form asks for them', async () => {
    expect((await message('web-form')).from).toEqual({ scheme: 'email', address: 'jiwoo@example.com', displayName: '김지우' })
  })
  it('EML-5: makes a message of broken MIME', async () => {
    const mail = await message('broken-mime')
    expect(mail.from.address).toBe('broken@example.com')
    expect(mail.occurredAt).toBe(RECEIVED)
  })
  it('refuses what is no mail', async () => {
    for (const body of ['', '\r\n\r\n', 'Subject: nobody\r\n\r\nx'])
      await expect(parseMail(stored(Buffer.from(body), ''))).rejects.toMatchObject({ name: 'ChannelError', code: 'payload.invalid' })
  })
  it('survives HTML nested beyond reason', async () => {
    const html = '<div>'.repeat(50_000) + 'deep' + '</div>'.repeat(50_000)
    const [mail] = await parseMail(stored(Buffer.from(`From: a@b.test\r\nContent-Type: text/html\r\n\r\n${html}\r\n`)))
    expect(mail).toMatchObject({ kind: 'message' })
  })
  it('reads a megabyte of stray brackets and tags that never end without standing still', async () => {
    for (const piece of ['<', '< ', '<br', '</p', '<a href="']) {
      const html = piece.repeat(Math.floor(1_000_000 / piece.length))
      expect(await parseMail(stored(Buffer.from(`From: a@b.test\r\nContent-Type: text/html\r\n\r\n${html}\r\n`)))).toMatchObject([{ kind: 'message' }])
    }
  }, 20_000)
})
