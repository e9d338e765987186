import { definePlugin, NOTIFICATIONS } from 'adapters-sdk'
import { CaughtMailRoutes } from './catcher/caught-mail-routes.js'
import { MailCatcher } from './catcher/mail-catcher.js'
import { PurgeCaughtMails } from './catcher/purge-caught-mails.js'
import { EmailAdapter } from './email-adapter.js'
import { EMAIL_ERRORS } from './errors.js'
import { inboxSettingsSchema } from './inbox-settings.js'
import { EmailNotifications } from './notices/email-notifications.js'
import { SendNotice } from './notices/send-notice.js'
import { SmtpReceiver } from './receiver/smtp-receiver.js'
import { OpenFirstInbox } from './settings/open-first-inbox.js'
import { SettingsRoutes } from './settings/settings-routes.js'
import { ForwardByMail } from './triggers/forward-by-mail.js'
import { NotifyByMail } from './triggers/notify-by-mail.js'

export default definePlugin({
  register(r) {
    r.channel(EmailAdapter, inboxSettingsSchema)
    r.gateway(SmtpReceiver)
    r.gateway(MailCatcher)
    r.provide(NOTIFICATIONS, EmailNotifications)
    r.routes(SettingsRoutes)
    r.routes(CaughtMailRoutes)
    r.on('contract.changed', OpenFirstInbox)
    r.on('service.purged', PurgeCaughtMails)
    r.job('email.notice', SendNotice)
    r.trigger.action(NotifyByMail)
    r.trigger.action(ForwardByMail)
    r.errors(EMAIL_ERRORS)
  },
})
