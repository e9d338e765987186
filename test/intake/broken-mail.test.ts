import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, sendMail } from '../support/index.js'
import { Desk, startCore, until, type RunningCore, type TicketView } from '../faults/support/index.js'

interface IntakeItem { readonly id: number; readonly state: string; readonly reason: string | null; readonly ticketNumber: string | null }
const CRLF = '\r\n'
const lines = (...parts: string[]) => parts.join(CRLF)
const head = (subject: string, ...more: string[]) => lines('From: Kim <kim@customer.example>', 'To: help@acme.localhost', `Subject: ${subject}`, `Message-ID: <${subject.replace(/\W/g, '')}@customer.example>`, ...more, '', '')
const latin1 = (text: string) => Buffer.from(text, 'latin1')

/** 200 multiparts, each inside the one before, with one text at the bottom. */
function nested(depth: number): string {
  let mail = head('Nested', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b0')
  for (let i = 1; i < depth; i++) mail += lines(`--b${i - 1}`, `Content-Type: multipart/mixed; boundary=b${i}`, '', '')
  mail += lines(`--b${depth - 1}`, 'Content-Type: text/plain', '', 'At the bottom', '')
  for (let i = depth - 1; i >= 0; i--) mail += `--b${i}--${CRLF}`
  return mail
}

describe('broken mails', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let desk: Desk
    beforeAll(async () => {
      running = await startCore(engine)
      desk = new Desk(running.admin, running.smtpPort)
    })
    afterAll(() => running?.stop())

    /** Sends raw bytes by SMTP and waits until they are accounted for. */
    async function receive(raw: Buffer, from = 'kim@customer.example'): Promise<IntakeItem> {
      const newest = async () => (await running.admin.get<{ items: IntakeItem[] }>(`${desk.base}/intake?limit=1`)).items[0]
      const before = (await newest())?.id ?? 0
      await sendMail(running.smtpPort, { envelope: { from, to: [await desk.address()] }, raw })
      return until('the mail to be handled', async () => {
        const item = await newest()
        return item && item.id > before && item.state !== 'stored' ? item : null
      })
    }
    async function ticketOf(raw: Buffer, from?: string): Promise<TicketView> {
      const item = await receive(raw, from)
      expect(item, item.reason ?? '').toMatchObject({ state: 'imported' })
      return desk.ticket(item.ticketNumber!)
    }
    const rawOf = async (id: number) => Buffer.from(await (await fetch(`${running.url}${desk.base}/intake/${id}/raw`, { headers: { cookie: running.admin.cookie } })).arrayBuffer())

    it('EML-9: a multipart that ends in the middle of an attachment is a ticket with what is there', async () => {
      const { ticket, messages } = await ticketOf(Buffer.from(head('Truncated', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=x') + lines('--x', 'Content-Type: text/plain; charset=utf-8', '', '잘린 메일입니다', '--x', 'Content-Type: application/pdf; name=a.pdf', 'Content-Transfer-Encoding: base64', 'Content-Disposition: attachment; filename=a.pdf', '', 'JVBERi0xLjQKJc')))
      expect(ticket.subject).toBe('Truncated')
      expect(messages[0]!.text).toContain('잘린 메일입니다')
      expect(messages[0]!.attachments).toMatchObject([{ name: 'a.pdf', mediaType: 'application/pdf' }])
    })

    it('EML-9: a mail without headers is a ticket of whoever its envelope names', async () => {
      const { customer, messages } = await ticketOf(Buffer.from(`${CRLF}Only words, no header at all${CRLF}`), 'envelope@customer.example')
      expect(messages[0]!.text).toBe('Only words, no header at all')
      expect(JSON.stringify(customer)).toContain('envelope@customer.example')
      expect(messages[0]!.warnings.join()).toContain('names no sender')
    })

    it('EML-9: a mail that nobody seems to have sent is kept in quarantine with its bytes, and can be tried again', async () => {
      const raw = Buffer.from(lines('Subject: Nobody', '', '\u00ff\u0000 bytes as they came', ''), 'latin1')
      const item = await receive(raw, '')
      expect(item).toMatchObject({ state: 'quarantined', ticketNumber: null })
      expect(item.reason).toContain('payload.invalid')
      expect(await rawOf(item.id)).toEqual(raw)
      expect((await running.admin.get<{ items: IntakeItem[] }>(`${desk.base}/intake?state=quarantined`)).items.map(({ id }) => id)).toContain(item.id)
      await running.admin.post(`${desk.base}/intake/${item.id}/replay`)
      expect((await desk.accounted()).quarantined).toBe(1)
      expect((await desk.tickets()).filter((ticket) => ticket.subject === 'Nobody')).toEqual([])
    })

    it('EML-5: character sets that do not exist are read as well as possible', async () => {
      const { ticket, messages } = await ticketOf(latin1(head('=?klingon-8?Q?Wrong_names?=', 'Content-Type: text/plain; charset=klingon-8', 'Content-Transfer-Encoding: 8bit') + 'Plain words are still plain'))
      expect(ticket.subject).toContain('Wrong')
      expect(messages[0]!.text).toContain('Plain words are still plain')
    })

    it('EML-5: a mail in ks_c_5601-1987 is readable Korean, with the syllables that only Windows has', async () => {
      const body = Buffer.from('bec8b3e7c7cfbcbcbfe42e20c8afbad220b9aec0c7b5e5b8b3b4cfb4d90d0a8c63b9e6b0a2c7cf20bc84bdc3c4ddb6f3', 'hex')
      expect(body.length).toBeGreaterThan(40)
      const { ticket, messages, customer } = await ticketOf(Buffer.concat([
        Buffer.from(lines('From: =?ks_c_5601-1987?B?sejHz7TD?= <kim@korean.example>', 'To: help@acme.localhost', 'Subject: =?ks_c_5601-1987?B?uavF68DlwNSx3SDIrsDOILrOxbm15biztM+02Q==?=', 'Message-ID: <korean@customer.example>', 'Content-Type: text/plain; charset="ks_c_5601-1987"', 'Content-Transfer-Encoding: 8bit', '', '')),
        body,
      ]))
      expect(ticket.subject).toBe('무통장입금 확인 부탁드립니다')
      expect(customer.name).toBe('김하늘')
      expect(messages[0]!.text).toContain('안녕하세요. 환불 문의드립니다')
      expect(messages[0]!.text).toContain('똠방각하')
      expect(messages[0]!.warnings).toEqual([])
    })

    it('EML-5: a line of 2 MB is one ticket, and the server goes on answering meanwhile', async () => {
      const { ticket, messages } = await ticketOf(Buffer.from(head('Long line', 'Content-Type: text/plain') + 'x'.repeat(2_000_000)))
      expect(ticket.subject).toBe('Long line')
      expect(messages[0]!.text.length).toBe(2_000_000)
    }, 30_000)

    it('EML-5: parts nested 200 deep, with the text at the bottom', async () => {
      const { messages } = await ticketOf(Buffer.from(nested(200)))
      expect(messages[0]!.text).toContain('At the bottom')
    })

    it('EML-5: HTML nested 50,000 deep does not stop the server', async () => {
      const { messages } = await ticketOf(Buffer.from(head('Deep HTML', 'Content-Type: text/html; charset=utf-8') + '<div>'.repeat(50_000) + 'In the deep' + '</div>'.repeat(50_000)))
      expect(messages[0]!.text).toContain('In the deep')
    }, 30_000)

    it('EML-5: NUL bytes in subject, address, body and file name are no reason to lose a mail', async () => {
      const { ticket, messages } = await ticketOf(latin1(lines('From: "K\0im" <nul@customer.example>', 'To: help@acme.localhost', 'Subject: Nul\0byte', 'Message-ID: <n\0ul@customer.example>', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-Type: text/plain; charset=utf-8', '', 'be\0fore', '--x', 'Content-Type: application/octet-stream; name="fi\0le.bin"', 'Content-Transfer-Encoding: base64', '', 'AAAA', '--x--', '')))
      expect(ticket.subject).toBe('Nulbyte')
      expect(messages[0]!.text).toContain('before')
      expect(JSON.stringify(messages)).not.toContain('\\u0000')
    })

    it('EML-5: headers in raw Korean bytes, in UTF-8 and in EUC-KR', async () => {
      const utf8 = await ticketOf(Buffer.from(head('Eight').replace('Subject: Eight', 'Subject: 여덟 비트 제목') + '본문'))
      expect(utf8.ticket.subject).toBe('여덟 비트 제목')
      const eucKr = await ticketOf(Buffer.concat([latin1(lines('From: kim@customer.example', 'Message-ID: <euc@customer.example>', 'Subject: ')), Buffer.from('c8afbad220b9aec0c7', 'hex'), latin1(lines('', 'Content-Type: text/plain', '', '')), Buffer.from('bec8b3e7c7cfbcbcbfe4', 'hex')]))
      expect(eucKr.ticket.subject).toBe('환불 문의')
      expect(eucKr.messages[0]!.text).toContain('안녕하세요')
    })

    it('EML-5: 500 attachments, 5,000 recipients and 5,000 references are handled in seconds; 5,000 parts are kept in quarantine', async () => {
      const many = (count: number, each: (i: number) => string) => Array.from({ length: count }, (_, i) => each(i))
      const recipients = await ticketOf(Buffer.from(head('Many names', `Cc: ${many(5000, (i) => `p${i}@customer.example`).join(`,${CRLF} `)}`, `References: ${many(5000, (i) => `<r${i}@customer.example>`).join(`${CRLF} `)}`) + 'Hello'))
      expect(recipients.messages[0]!.text).toContain('Hello')
      const parts = (count: number) => Buffer.from(head(`Parts ${count}`, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=x') + many(count, (i) => lines('--x', 'Content-Type: text/plain', `Content-Disposition: attachment; filename=${i}.txt`, '', 'x', '')).join('') + '--x--')
      expect((await ticketOf(parts(500))).messages[0]!.attachments).toHaveLength(500)
      expect(await receive(parts(5000))).toMatchObject({ state: 'quarantined' })
    }, 60_000)

    it('EML-5: what is dangerous in HTML is gone before anybody sees it', async () => {
      const { messages } = await ticketOf(Buffer.from(head('Dangerous', 'Content-Type: text/html; charset=utf-8') + '<p onclick="x()">Hi</p><script>alert(1)</script><img src="http://spy.example/p.png"><img src=x onerror=alert(1)><a href="javascript:alert(1)">a</a><iframe src="https://x.example"></iframe><form action="/api"><input></form><style>body{display:none}</style><svg/onload=alert(1)>'))
      expect(messages[0]!.html).not.toMatch(/script|onclick|onerror|onload|spy\.example|iframe|<form|<input|<style|<svg/i)
      expect(messages[0]!.text).toContain('Hi')
    })

    it('EML-9: after all this, received = imported + duplicate + skipped + quarantined, and the server is well', async () => {
      const { received, imported, duplicate, skipped, quarantined, stored } = await desk.accounted()
      expect(received).toBeGreaterThan(12)
      expect({ stored, sum: imported + duplicate + skipped + quarantined }).toEqual({ stored: 0, sum: received })
      expect((await fetch(`${running.url}/ready`)).status).toBe(200)
    })

    it('EML-5: a picture named by something that is no encoded text leaves the ticket readable', async () => {
      const { messages } = await ticketOf(Buffer.from(head('Percent', 'MIME-Version: 1.0', 'Content-Type: multipart/related; boundary=x') + lines('--x', 'Content-Type: text/html', '', '<p>Look</p><img src="cid:100%"><img src="cid:a%40b">', '--x', 'Content-Type: image/png', 'Content-ID: <100%>', '', 'png', '--x', 'Content-Type: image/png', 'Content-ID: <a@b>', '', 'png', '--x--', '')))
      const [message] = messages
      expect(message!.text).toBe('Look')
      for (const { url } of message!.attachments) expect(message!.html).toContain(`src="${url}"`)
    })
  })
})
