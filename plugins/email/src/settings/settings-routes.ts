import { AppError, ChannelError, INBOXES, inject, injectable, route, SERVICE_INFO, z, type Inbox, type Inboxes, type Route, type RouteSet, type ServiceInfo } from 'adapters-sdk'
import { emailEnvironment } from '../environment.js'
import { CONTENT_CODE, inboxSettingsSchema, relaySchema, type InboxSettings, type Relay } from '../inbox-settings.js'
import { representativeInbox } from './representative-inbox.js'

const SECRET = 'relayPassword'
/** Absent: the password that is stored stays. */
const password = z.string().max(500).optional()

const answerSchema = inboxSettingsSchema.extend({
  address: z.string(),
  relayPasswordSet: z.boolean(),
  /** Where a mail client can reach the receiver. */
  receiver: z.object({ host: z.string(), port: z.number() }),
})

/** Representative address, sender, layout and relay of a service (EML-1, EML-3, EML-4). */
@injectable()
export class SettingsRoutes implements RouteSet {
  constructor(@inject(INBOXES) private readonly inboxes: Inboxes, @inject(SERVICE_INFO) private readonly info: ServiceInfo) {}

  readonly routes: readonly Route[] = [
    route({ kind: 'console', method: 'GET', path: '/settings', permission: 'service', summary: 'Mail settings of the service', response: answerSchema }, async () =>
      this.answer(await representativeInbox(this.inboxes, this.info)),
    ),
    route(
      { kind: 'console', method: 'PUT', path: '/settings', permission: 'service', summary: 'Change the mail settings', body: inboxSettingsSchema.extend({ relayPassword: password }), response: answerSchema },
      async ({ body: { relayPassword, ...settings } }) => {
        const inbox = await representativeInbox(this.inboxes, this.info)
        if (!CONTENT_CODE.test(settings.layout)) throw new AppError('email.layout_without_content', { code: '#{content}' })
        const secrets = await this.secrets(inbox, settings.relay, relayPassword)
        return this.answer(await this.inboxes.change(inbox.id, { settings, secrets }))
      },
    ),
    route(
      {
        kind: 'console', method: 'POST', path: '/relay/test', permission: 'service', network: true, summary: 'Connect to a relay and log in, without sending anything',
        body: z.object({ relay: relaySchema, relayPassword: password }),
        response: z.object({ works: z.boolean(), code: z.string().nullable(), detail: z.string().nullable() }),
      },
      async ({ body: { relay, relayPassword } }) => {
        const inbox = await representativeInbox(this.inboxes, this.info)
        const secrets = await this.secrets(inbox, relay, relayPassword)
        try {
          await this.inboxes.check(inbox.id, { settings: { ...inbox.settings, relay }, secrets }, AbortSignal.timeout(30_000))
          return { works: true, code: null, detail: null }
        } catch (error) {
          if (!(error instanceof ChannelError)) throw error
          return { works: false, code: error.code, detail: error.details.providerCode ?? error.message }
        }
      },
    ),
  ]

  /** A stored password goes only to the server it was given for. */
  private async secrets(inbox: Inbox, relay: Relay | null, relayPassword: string | undefined): Promise<Record<string, string> | undefined> {
    if (!relay || relay.user === '') return { [SECRET]: '' }
    if (relayPassword !== undefined) return { [SECRET]: relayPassword }
    const before = this.settings(inbox).relay
    if (before?.host !== relay.host || before.port !== relay.port || before.security !== relay.security) throw new AppError('email.password_needed')
    return undefined
  }

  private settings(inbox: Inbox): InboxSettings {
    return inboxSettingsSchema.parse(inbox.settings)
  }

  private async answer(inbox: Inbox): Promise<z.input<typeof answerSchema>> {
    const { smtpHost, smtpPort } = emailEnvironment(this.info)
    const relayPasswordSet = (await this.inboxes.secretsSet(inbox.id)).includes(SECRET)
    return { ...this.settings(inbox), address: inbox.address, relayPasswordSet, receiver: { host: smtpHost, port: smtpPort } }
  }
}
