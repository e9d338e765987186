import { INBOXES, inject, injectable, SERVICE_INFO, type EventPayload, type Inboxes, type Listener, type ServiceInfo } from 'adapters-sdk'
import { representativeInbox } from './representative-inbox.js'

/** A service can take mail from the moment it is there. */
@injectable()
export class OpenFirstInbox implements Listener<'contract.changed'> {
  constructor(@inject(INBOXES) private readonly inboxes: Inboxes, @inject(SERVICE_INFO) private readonly info: ServiceInfo) {}

  async handle({ item, active }: EventPayload<'contract.changed'>): Promise<void> {
    if (item === 'ticket' && active) await representativeInbox(this.inboxes, this.info)
  }
}
