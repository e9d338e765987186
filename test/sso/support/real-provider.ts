import { createServer, type IncomingMessage } from 'node:http'
import { generateKeyPairSync } from 'node:crypto'
import Provider from 'oidc-provider'
import { close, listen } from './listen.js'

export interface Person { readonly email: string; readonly email_verified: boolean; readonly preferred_username?: string }
interface Context { readonly oidc: { readonly client: { readonly clientId: string }; readonly session: { readonly accountId: string } } }

export const CLIENT = { id: 'console', secret: 'a secret of the console' }

/** A provider of OpenID Connect as others run it, with a log-in form that takes anybody it knows. */
export async function startRealProvider(redirectUri: string, people: Readonly<Record<string, Person>>): Promise<{ readonly issuer: string; stop(): Promise<void> }> {
  const server = createServer()
  const port = await listen(server)
  const issuer = `http://localhost:${port}`
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri], token_endpoint_auth_method: 'client_secret_post' }],
    jwks: { keys: [{ ...key, alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['a key for these tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, interaction: { readonly uid: string }) => `/log-in/${interaction.uid}` },
    findAccount: (_: unknown, id: string) => (people[id] ? { accountId: id, claims: () => ({ sub: id, ...people[id] }) } : undefined),
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url!.startsWith('/log-in/')) return callback(request, response)
    if (request.method === 'GET') return response.setHeader('content-type', 'text/html').end('<form method="post"><label>Account <input name="account"></label><button>Continue</button></form>')
    void bodyOf(request).then((body) => provider.interactionFinished(request, response, { login: { accountId: new URLSearchParams(body).get('account')! } }))
  })
  return { issuer, stop: () => close(server) }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
