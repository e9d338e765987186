import { route, z, type Route } from 'adapters-sdk'
import { loginSchema, nameSchema } from '../access/index.js'
import { organisationDomainSchema, organisationNameSchema } from './organisation-schemas.js'
import { serviceCodeSchema } from './service-routes.js'
import type { SignUp } from './sign-up.js'

const member = z.object({ login: loginSchema, name: nameSchema, email: z.email().max(254), owner: z.boolean() })
export const signUpSchema = z.object({
  organisation: organisationNameSchema,
  domain: organisationDomainSchema,
  service: z.object({ name: nameSchema, code: serviceCodeSchema }),
  members: z.array(member).min(1).max(20),
  language: z.enum(['ko', 'en']),
})

export function signUpRoutes(signUp: SignUp): Route[] {
  return [
    route(
      { kind: 'open', method: 'POST', path: '/sign-up', summary: 'Sign an organisation up; its owners get a link to set a password by mail', body: signUpSchema, response: z.object({ url: z.string(), owners: z.array(z.object({ login: z.string(), email: z.string() })) }), status: 201 },
      async (input) => {
        const { url, owners } = await signUp.byAnybody(input.body, input.ip)
        return { url, owners: owners.map(({ login, email }) => ({ login, email })) }
      },
    ),
  ]
}
