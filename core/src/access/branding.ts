import { z } from 'adapters-sdk'

/** How an organisation's pages look. */
export const brandingSchema = z.object({
  /** `#rrggbb` */
  accent: z.string().optional(),
  /** Its address, which changes with the picture. */
  logo: z.string().optional(),
})
export type Branding = z.infer<typeof brandingSchema>

/** From an organisation's row, joined with its logo's. */
export function brandingOf(row: { readonly domain: string; readonly logo: string | null }, own: Branding): Branding {
  return { ...own, ...(row.logo === null ? {} : { logo: `/api/organisations/${row.domain}/logo/${row.logo}` }) }
}
