import { AppError, HTTP, inject, injectable, token, type Http } from 'adapters-sdk'
import * as client from 'openid-client'
import { isWebAddress } from '../web-address.js'
import { boundedFetch, ProviderFailure } from './bounded-fetch.js'

export interface Server { readonly discoveryUrl: string; readonly clientId: string; readonly secret: string }
/** What ties an answer to its question. */
export interface Checks { readonly state: string; readonly nonce: string; readonly verifier: string }
/** What the provider vouches for. */
export interface Proof {
  readonly issuer: string
  readonly subject: string
  /** Of the claim that was asked for. */
  readonly value: unknown
  readonly emailVerified: boolean
}

/** Every failure below: its code for the person, what the software said for the admin. */
export class OidcError extends AppError {
  constructor(code: string, readonly detail: string) {
    super(code)
  }
}

const WELL_KNOWN = '/.well-known/openid-configuration'
export const OIDC = token<Oidc>('sso.oidc@1')

/** OpenID Connect with one provider: authorisation code with PKCE, state and nonce; the ID token's signature is checked always. */
@injectable()
export class Oidc {
  constructor(@inject(HTTP) private readonly http: Http) {}

  /** Reads the provider's document anew each time, so that its keys and addresses are never old. */
  async discover({ discoveryUrl, clientId, secret }: Server): Promise<client.Configuration> {
    return told(async () => {
      const base = discoveryUrl.replace(/\/?(\.well-known\/openid-configuration)?$/, '')
      const config = await client.discovery(new URL(base + WELL_KNOWN), clientId, undefined, authenticationWith(secret), {
        [client.customFetch]: boundedFetch(this.http),
        execute: [client.enableNonRepudiationChecks, ...(this.http.allowsPrivate ? [client.allowInsecureRequests] : [])],
      })
      const { issuer, authorization_endpoint: authorization } = config.serverMetadata()
      if (issuer.replace(/\/$/, '') !== base) throw new OidcError('sso.answer_invalid', `The document at ${base} belongs to the issuer ${issuer}`)
      if (authorization === undefined || !isWebAddress(authorization, this.http)) throw new OidcError('sso.answer_invalid', 'authorization_endpoint is missing or is not an https address')
      return config
    })
  }

  async questionFor(config: client.Configuration, redirectUri: string, { state, nonce, verifier }: Checks): Promise<string> {
    return client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri, response_type: 'code', scope: 'openid email profile', state, nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
    }).href
  }

  /** `answer` is the address that the provider sent the browser back to. */
  async prove(config: client.Configuration, answer: URL, { state, nonce, verifier }: Checks, claim: string): Promise<Proof> {
    return told(async () => {
      const tokens = await client.authorizationCodeGrant(config, answer, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })
      const claims = tokens.claims()!
      const complete = claims[claim] !== undefined && claims['email_verified'] !== undefined
      const info = complete || config.serverMetadata().userinfo_endpoint === undefined ? {} : await client.fetchUserInfo(config, tokens.access_token, claims.sub)
      // A value and whether it was verified come from one place, never mixed.
      const source: Readonly<Record<string, unknown>> = Object.hasOwn(info, claim) ? info : claims
      return { issuer: claims.iss, subject: claims.sub, value: Object.hasOwn(source, claim) ? source[claim] : undefined, emailVerified: source['email_verified'] === true }
    })
  }
}

/** Post is what most take; some take nothing but basic, which is also what silence means. */
function authenticationWith(secret: string): client.ClientAuth {
  if (secret === '') return client.None()
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const authenticate = methods.includes('client_secret_post') ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret)
    authenticate(server, ...rest)
  }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof OidcError) throw error
    const chain = causesOf(error)
    const failure = chain.find((one) => one instanceof ProviderFailure || one.name === 'TimeoutError')
    if (failure) throw new OidcError('sso.provider_unreachable', failure.message)
    const detail = chain.map((one) => one.message).join(': ')
    throw new OidcError(error instanceof client.AuthorizationResponseError ? 'sso.refused' : 'sso.answer_invalid', detail)
  }
}

function causesOf(error: unknown): Error[] {
  const chain: Error[] = []
  for (let one = error; one instanceof Error && chain.length < 5; one = one.cause) chain.push(one)
  return chain
}
