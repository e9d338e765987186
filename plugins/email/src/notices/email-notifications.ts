import { inject, injectable, JOBS, SERVICE_INFO, type Jobs, type Notifications, type ServiceInfo } from 'adapters-sdk'
import { emailEnvironment } from '../environment.js'
import type { Notice } from './send-notice.js'

/**
 * Mails to members, such as password links. They never go to the mail catcher: what it holds is shown to the managers of a service,
 * and a link that sets somebody's password is not theirs to see.
 */
@injectable()
export class EmailNotifications implements Notifications {
  constructor(@inject(JOBS) private readonly jobs: Jobs, @inject(SERVICE_INFO) private readonly info: ServiceInfo) {}

  works(): boolean {
    return emailEnvironment(this.info).relayUrl !== null
  }

  async notify(message: Parameters<Notifications['notify']>[0]): Promise<boolean> {
    if (!this.works()) return false
    const { to, language, link } = message
    const notice: Notice = { to, subject: message.subject[language], text: message.text[language], link: link ?? null }
    await this.jobs.enqueue('email.notice', notice)
    return true
  }
}
