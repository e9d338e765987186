import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { close, listen } from './listen.js'

type Claims = Record<string, unknown>

/** What goes wrong; each part is what a right provider does unless it is replaced. */
export interface Spoiled {
  readonly metadata?: (metadata: Claims) => Claims
  readonly claims?: (claims: Claims) => Claims
  readonly header?: Claims
  readonly key?: KeyObject
  readonly signature?: string
  readonly answer?: (answer: URLSearchParams) => void
  readonly token?: (response: ServerResponse) => void
  readonly discovery?: (response: ServerResponse) => void
  readonly userinfo?: Claims
}

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A provider that logs the same person in at once and can be told to answer wrongly. */
export async function startSpoilingProvider() {
  const server = createServer()
  const issuer = `http://localhost:${await listen(server)}`
  const codes = new Map<string, { nonce: string | null; challenge: string | null; clientId: string }>()
  const provider = {
    issuer,
    person: { sub: 'sub-1', email: 'jane@acme.example', email_verified: true } as Claims,
    spoiled: {} as Spoiled,
    /** How often a code was turned into tokens. */
    tokens: 0,
    stop: () => close(server),
  }
  const json = (response: ServerResponse, body: unknown, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  server.on('request', (request, response) => void (async () => {
    const url = new URL(request.url!, issuer)
    const { spoiled, person } = provider
    if (url.pathname === '/.well-known/openid-configuration') {
      if (spoiled.discovery) return spoiled.discovery(response)
      const metadata = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, userinfo_endpoint: `${issuer}/userinfo`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'], authorization_response_iss_parameter_supported: true }
      return json(response, spoiled.metadata?.(metadata) ?? metadata)
    }
    if (url.pathname === '/jwks') return json(response, { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] })
    if (url.pathname === '/authorize') {
      const asked = url.searchParams
      const code = randomUUID()
      codes.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge'), clientId: asked.get('client_id')! })
      const answer = new URLSearchParams({ code, state: asked.get('state')!, iss: issuer })
      spoiled.answer?.(answer)
      return response.writeHead(302, { location: `${asked.get('redirect_uri')!}?${answer.toString()}` }).end()
    }
    if (url.pathname === '/userinfo') return json(response, spoiled.userinfo ?? person)
    if (url.pathname !== '/token') return json(response, {}, 404)
    let body = ''
    for await (const part of request) body += String(part)
    if (spoiled.token) return spoiled.token(response)
    const given = new URLSearchParams(body)
    const known = codes.get(given.get('code') ?? '')
    codes.delete(given.get('code') ?? '')
    if (!known || createHash('sha256').update(given.get('code_verifier') ?? '').digest('base64url') !== known.challenge) return json(response, { error: 'invalid_grant' }, 400)
    provider.tokens++
    const now = Math.floor(Date.now() / 1000)
    const right: Claims = { iss: issuer, aud: known.clientId, iat: now, exp: now + 300, nonce: known.nonce, ...person }
    const claims = spoiled.claims?.(right) ?? right
    const head = `${encode({ alg: 'RS256', kid: 'k1', ...spoiled.header })}.${encode(claims)}`
    const signature = spoiled.signature ?? sign('RSA-SHA256', Buffer.from(head), spoiled.key ?? pair.privateKey).toString('base64url')
    json(response, { access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: `${head}.${signature}` })
  })())
  return provider
}
export type SpoilingProvider = Awaited<ReturnType<typeof startSpoilingProvider>>
