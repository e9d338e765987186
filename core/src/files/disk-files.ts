import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ChannelError, type FileRef, type Files } from 'adapters-sdk'
import { currentServiceId, ScopeError } from '../tenancy/index.js'

const MAX_BYTES = 64 * 1024 * 1024
const KEY = /^(\d+)\/(\d{6})\/([0-9a-f-]{36})$/

/** Attachments and raw messages on disk. A key begins with its service's id, so that one service cannot open another's file. */
export class DiskFiles implements Files {
  constructor(
    readonly folder: string,
    readonly now: () => number,
  ) {}

  async store(content: AsyncIterable<Uint8Array> | Uint8Array, maxBytes = MAX_BYTES): Promise<FileRef & { readonly sha256: string }> {
    const key = `${currentServiceId()}/${new Date(this.now()).toISOString().slice(0, 7).replace('-', '')}/${randomUUID()}`
    const path = join(this.folder, key)
    const folder = dirname(path)
    await mkdir(folder, { recursive: true })
    const partial = `${path}.part`
    const hash = createHash('sha256')
    let bytes = 0
    const handle = await open(partial, 'wx', 0o600)
    try {
      for await (const chunk of content instanceof Uint8Array ? [content] : content) {
        bytes += chunk.length
        if (bytes > maxBytes) throw new ChannelError('attachment.too_large', `More than ${maxBytes} bytes`)
        hash.update(chunk)
        // All of it: `write` may take a part only, where the disk is nearly full.
        await handle.writeFile(chunk)
      }
      await handle.sync()
    } catch (error) {
      await handle.close()
      await unlink(partial).catch(() => undefined)
      throw error
    }
    await handle.close()
    await rename(partial, path)
    await syncFolder(folder)
    return { file: key, bytes, sha256: hash.digest('hex') }
  }

  read(file: string): Promise<Uint8Array> {
    return readFile(this.#path(file))
  }

  open(file: string): ReadStream {
    return createReadStream(this.#path(file))
  }

  async remove(file: string): Promise<void> {
    await unlink(this.#path(file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  }

  #path(file: string): string {
    const match = KEY.exec(file)
    if (!match || Number(match[1]) !== currentServiceId()) throw new ScopeError('The file belongs to no one in this scope.')
    return join(this.folder, file)
  }
}

/** A renamed file survives a power cut only once its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(folder, 'r')
    await handle.sync()
  } finally {
    await handle?.close()
  }
}
