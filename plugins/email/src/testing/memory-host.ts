import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import type { FileRef, GatewayHost, PushResult, RawInbound, ResolvedInbox } from 'adapters-sdk'
import { ChannelError } from 'adapters-sdk'

/** A host for gateways that keeps everything in memory. */
export class MemoryHost implements GatewayHost {
  readonly files = new Map<string, Buffer>()
  readonly pushed: { readonly inboxId: number; readonly raw: RawInbound }[] = []
  /** What `push` answers. */
  result: PushResult = { stored: true }
  /** Throws from `store`. */
  full = false

  constructor(private readonly inboxes: Readonly<Record<string, number>>) {}

  async resolve(_channel: string, address: string): Promise<ResolvedInbox | null> {
    const inboxId = this.inboxes[address]
    if (inboxId === undefined) return null
    return {
      inboxId,
      run: (work) => work(),
      sink: {
        store: (content, maxBytes) => this.store(content, maxBytes),
        push: async (raw) => {
          if (this.result.stored) this.pushed.push(...raw.map((one) => ({ inboxId, raw: one })))
          return this.result
        },
      },
    }
  }

  /** The body of what was pushed. */
  body(index: number): Buffer {
    const { body } = this.pushed[index]!.raw
    return body instanceof Uint8Array ? Buffer.from(body) : this.files.get(body.file)!
  }

  private async store(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<FileRef> {
    if (this.full) throw new Error('no space left')
    const bytes = await buffer(Readable.from(content))
    if (bytes.length > maxBytes) throw new ChannelError('attachment.too_large', 'too large')
    const file = `${createHash('sha256').update(bytes).digest('hex')}-${this.files.size}`
    this.files.set(file, bytes)
    return { file, bytes: bytes.length }
  }
}
