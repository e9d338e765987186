import { AppError, FileAnswer, route, z, type Route } from 'adapters-sdk'
import { brandingSchema } from '../access/index.js'
import { readBytes } from '../http/index.js'
import { logoImage } from './logo-image.js'
import type { OrganisationBranding } from './organisation-branding.js'

/** Shown at some 40 pixels' height: more is a photograph. */
const MAX_LOGO_BYTES = 256 * 1024
const common = { kind: 'organisation', permission: 'organisation', response: brandingSchema } as const

export function brandingRoutes(branding: OrganisationBranding): Route[] {
  return [
    route({ ...common, method: 'GET', path: '/branding', summary: 'Accent colour and logo of the organisation' }, () => branding.get()),
    route({ ...common, method: 'PUT', path: '/branding/accent', summary: 'Set the accent colour; null takes the installation’s', body: z.object({ accent: z.string().regex(/^#[0-9a-fA-F]{6}$/, '#rrggbb').nullable() }) }, async ({ body }) => {
      await branding.setAccent(body.accent)
      return branding.get()
    }),
    route({ ...common, method: 'PUT', path: '/branding/logo', summary: 'Set the logo: a PNG, JPEG, WebP or SVG picture', rawBody: true }, async ({ stream }) => {
      await branding.setLogo(await logoImage(await readBytes(stream, MAX_LOGO_BYTES)))
      return branding.get()
    }),
    route({ ...common, method: 'DELETE', path: '/branding/logo', summary: 'Remove the logo' }, async () => {
      await branding.removeLogo()
      return branding.get()
    }),
    route({ kind: 'open', method: 'GET', path: '/organisations/:organisation/logo/:version', summary: 'The logo on an organisation’s log-in page', params: z.object({ organisation: z.string().max(100), version: z.string().max(64) }) }, async ({ params }) => {
      const logo = await branding.logoOf(params.organisation, params.version)
      if (!logo) throw new AppError('http.not_found')
      return new FileAnswer(logo.content, logo.mediaType, 'logo', true)
    }),
  ]
}
