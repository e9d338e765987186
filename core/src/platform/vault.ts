import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Encrypts secrets at rest and signs tokens, with keys derived from one master key kept in a file that the operator backs up. */
export class Vault {
  readonly #encryption: Buffer
  readonly #signing: Buffer

  constructor(master: Buffer) {
    this.#encryption = Buffer.from(hkdfSync('sha256', master, 'opencontact', 'secrets', 32))
    this.#signing = Buffer.from(hkdfSync('sha256', master, 'opencontact', 'signatures', 32))
  }

  /** Reads the master key, making it on the first start. */
  static fromFile(path: string): Vault {
    if (!existsSync(path)) {
      mkdirSync(dirname(path), { recursive: true })
      // `wx`: two first starts at once must not end with two keys.
      try {
        writeFileSync(path, randomBytes(32).toString('hex') + '\n', { mode: 0o600, flag: 'wx' })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    }
    const master = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
    if (master.length !== 32) throw new Error(`The master key in ${path} is damaged: expected 64 hexadecimal digits. Put the file back from a back-up.`)
    return new Vault(master)
  }

  seal(plain: string): string {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#encryption, iv)
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
  }

  unseal(sealed: string): string {
    const data = Buffer.from(sealed, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', this.#encryption, data.subarray(0, 12))
    decipher.setAuthTag(data.subarray(12, 28))
    return Buffer.concat([decipher.update(data.subarray(28)), decipher.final()]).toString('utf8')
  }

  /** 16 characters that only this installation can make for `text`; lower case, so that mail servers may change the case. */
  sign(text: string): string {
    return this.mac(text).slice(0, 16)
  }

  /** The whole of it, for what must hold for years; `text` says first what it is for. */
  mac(text: string): string {
    return createHmac('sha256', this.#signing).update(text).digest('hex')
  }

  verify(text: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(text))
    const given = Buffer.from(signature)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  /** For tokens that are looked up: only their hash is stored. */
  static hash(token: string): string {
    return createHash('sha256').update(token).digest('hex')
  }
}
