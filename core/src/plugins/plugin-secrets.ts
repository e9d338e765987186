import type { Secrets } from 'adapters-sdk'
import type { Vault } from '../platform/index.js'

/** The vault as one plugin sees it: what another sealed stays closed to it, whichever way it got the text. */
export class PluginSecrets implements Secrets {
  readonly #owner: string

  constructor(
    plugin: string,
    readonly vault: Pick<Vault, 'seal' | 'unseal'>,
  ) {
    this.#owner = `plugin ${plugin}\n`
  }

  seal(plain: string): string {
    return this.vault.seal(this.#owner + plain)
  }

  unseal(sealed: string): string {
    const text = this.vault.unseal(sealed)
    if (!text.startsWith(this.#owner)) throw new Error('This was not sealed by the plugin that wants to read it.')
    return text.slice(this.#owner.length)
  }
}
