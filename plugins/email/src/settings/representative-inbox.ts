import type { Inbox, Inboxes, ServiceInfo } from 'adapters-sdk'
import { emailEnvironment } from '../environment.js'
import { inboxSettingsSchema } from '../inbox-settings.js'

/** The service's own inbox (EML-1): `<service code>@<organisation's domain>.<OC_EMAIL_DOMAIN>`, made when it is first asked for. Its address never changes. */
export async function representativeInbox(inboxes: Inboxes, info: ServiceInfo): Promise<Inbox> {
  const [first] = await inboxes.list()
  if (first) return first
  const service = await info.current()
  const address = `${service.code}@${service.domain}.${emailEnvironment(info).domain}`.toLowerCase()
  try {
    return await inboxes.create({ address, name: service.name, settings: inboxSettingsSchema.parse({ senderName: service.name.slice(0, 100) }) })
  } catch (error) {
    // Somebody else made it in the meantime.
    const [made] = await inboxes.list()
    if (made) return made
    throw error
  }
}
