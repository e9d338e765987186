declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  /** What these tests use of it. */
  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: { readonly login: { readonly accountId: string } }): Promise<void>
    readonly Grant: new (given: { readonly clientId: string; readonly accountId: string }) => { addOIDCScope(scope: string): void; save(): Promise<string> }
  }
}
