import type { Inbox, Inboxes, ServiceInfo } from 'adapters-sdk'

/** Where the running issue service gets what is transferred to it, made when the first ticket comes. */
export async function issueInbox(inboxes: Inboxes, info: ServiceInfo): Promise<Inbox> {
  const [first] = await inboxes.list()
  if (first) return first
  const service = await info.current()
  try {
    return await inboxes.create({ address: `${service.code}@${service.domain}`, name: service.name, settings: {} })
  } catch (error) {
    // Another transfer made it in the meantime.
    const [made] = await inboxes.list()
    if (made) return made
    throw error
  }
}
