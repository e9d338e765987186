import { z } from 'adapters-sdk'

/** How an organisation's pages look. */
export const brandingSchema = z.object({ accent: z.string().optional() })
export type Branding = z.infer<typeof brandingSchema>
