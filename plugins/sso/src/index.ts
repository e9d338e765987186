import { definePlugin, LOG_IN_WAYS } from 'adapters-sdk'
import { CUSTOMER_LOG_INS } from './api.js'
import { SSO_ERRORS } from './errors.js'
import { Attempts, ATTEMPTS } from './log-in/attempts.js'
import { Identities, IDENTITIES } from './log-in/identities.js'
import { LogInRoutes } from './log-in/log-in-routes.js'
import { LogIn, LOG_IN } from './log-in/log-in.js'
import { Oidc, OIDC } from './log-in/oidc.js'
import { SsoWay } from './log-in/sso-way.js'
import { ProviderRoutes } from './provider/provider-routes.js'
import { Providers, PROVIDERS } from './provider/providers.js'
import { RegistrationRoutes } from './registrations/registration-routes.js'
import { Registrations, REGISTRATIONS } from './registrations/registrations.js'

export default definePlugin({
  register(r) {
    r.provide(PROVIDERS, Providers)
    r.provide(OIDC, Oidc)
    r.provide(ATTEMPTS, Attempts)
    r.provide(IDENTITIES, Identities)
    r.provide(LOG_IN, LogIn)
    r.provide(REGISTRATIONS, Registrations)
    r.provide(CUSTOMER_LOG_INS, Registrations)
    r.provide(LOG_IN_WAYS, SsoWay)
    r.routes(LogInRoutes)
    r.routes(ProviderRoutes)
    r.routes(RegistrationRoutes)
    r.errors(SSO_ERRORS)
  },
})
