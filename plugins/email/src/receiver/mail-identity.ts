import { createHash, type Hash } from 'node:crypto'
import { messageIds } from '../inbound/header-lines.js'

/** What says which mail it is; trace headers that every relay adds are left out, so that the same mail sent again is the same. */
const IDENTIFYING = /^(?:from|to|cc|date|subject|message-id|in-reply-to)$/
const LONGEST_HEADER = 256 * 1024

/**
 * Names a mail while it streams by: its Message-ID and a hash of headers and body. A mail sent again has the same name;
 * another mail under a Message-ID that was used before (broken senders do that) has another and is not taken for it.
 */
export class MailIdentity {
  private readonly hash: Hash = createHash('sha256')
  private header = Buffer.alloc(0)
  private inBody = false
  private messageId = ''

  update(chunk: Uint8Array): void {
    if (this.inBody) {
      this.hash.update(chunk)
      return
    }
    this.header = Buffer.concat([this.header, chunk])
    const end = this.header.indexOf('\r\n\r\n')
    if (end >= 0) this.endHeader(end)
    else if (this.header.length > LONGEST_HEADER) this.endHeader(LONGEST_HEADER)
  }

  externalId(): string {
    if (!this.inBody) this.endHeader(this.header.length)
    return `${this.messageId.slice(0, 400)}#${this.hash.digest('hex').slice(0, 32)}`
  }

  private endHeader(end: number): void {
    this.inBody = true
    const lines = this.header.subarray(0, end).toString('latin1').replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
    for (const line of lines) {
      const name = line.slice(0, Math.max(0, line.indexOf(':'))).trim().toLowerCase()
      if (!IDENTIFYING.test(name)) continue
      const value = line.slice(line.indexOf(':') + 1).trim()
      if (name === 'message-id') this.messageId = messageIds(value)[0] ?? ''
      this.hash.update(`${name}:${value}\n`)
    }
    this.hash.update(this.header.subarray(end))
    this.header = Buffer.alloc(0)
  }
}
