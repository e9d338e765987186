import { AppError, DB, FileAnswer, inject, injectable, route, z, type Db, type Route, type RouteSet } from 'adapters-sdk'
import { simpleParser } from 'mailparser'
import { CaughtMails, type CaughtMail } from './caught-mails.js'

const mailSchema = z.object({ id: z.number(), from: z.string(), to: z.array(z.string()), subject: z.string(), bytes: z.number(), receivedAt: z.iso.datetime() })
const contentSchema = mailSchema.extend({
  html: z.string(),
  text: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), bytes: z.number() })),
})
const byId = z.object({ id: z.coerce.number().int().positive() })
const SHOWN_HEADERS = /^(?:from|to|cc|reply-to|subject|date|message-id|in-reply-to|references|auto-submitted)$/

/** The mail catcher's pages in the console. */
@injectable()
export class CaughtMailRoutes implements RouteSet {
  constructor(@inject(DB) private readonly db: Db) {}

  readonly routes: readonly Route[] = [
    route(
      {
        kind: 'console', method: 'GET', path: '/mails', permission: 'service', summary: 'Mails that were caught instead of sent',
        query: z.object({ cursor: z.coerce.number().int().positive().optional(), limit: z.coerce.number().int().min(1).max(100).default(25) }),
        response: z.object({ items: z.array(mailSchema), next: z.string().nullable() }),
      },
      async ({ query: { cursor, limit } }) => {
        const mails = await new CaughtMails(this.db).list(cursor ?? Number.MAX_SAFE_INTEGER, limit + 1)
        const items = mails.slice(0, limit)
        return { items: items.map(toJson), next: mails.length > limit ? String(items.at(-1)!.id) : null }
      },
    ),
    route({ kind: 'console', method: 'GET', path: '/mails/:id', permission: 'service', summary: 'A caught mail as its reader would see it', params: byId, response: contentSchema }, async ({ params: { id } }) => {
      const mail = await this.find(id)
      const parsed = await simpleParser(Buffer.from(mail.raw), { skipTextToHtml: true })
      return {
        ...toJson(mail),
        html: parsed.html || '',
        text: parsed.text ?? '',
        headers: parsed.headerLines.flatMap(({ key, line }) => (SHOWN_HEADERS.test(key) ? [{ name: line.slice(0, line.indexOf(':')), value: line.slice(line.indexOf(':') + 1).trim() }] : [])),
        attachments: parsed.attachments.map((part) => ({ name: part.filename ?? '', mediaType: part.contentType, bytes: part.size })),
      }
    }),
    route({ kind: 'console', method: 'GET', path: '/mails/:id/raw', permission: 'service', summary: 'A caught mail as it was sent', params: byId }, async ({ params: { id } }) => {
      const mail = await this.find(id)
      return new FileAnswer(mail.raw, 'message/rfc822', `mail-${id}.eml`)
    }),
    route({ kind: 'console', method: 'DELETE', path: '/mails/:id', permission: 'service', summary: 'Delete a caught mail', params: byId }, async ({ params: { id } }) => {
      if ((await new CaughtMails(this.db).remove(id)) === 0) throw new AppError('email.mail_not_found')
    }),
    route({ kind: 'console', method: 'DELETE', path: '/mails', permission: 'service', summary: 'Delete all caught mails' }, async () => {
      await new CaughtMails(this.db).removeAll()
    }),
  ]

  private async find(id: number): Promise<CaughtMail & { readonly raw: Uint8Array }> {
    const mail = await new CaughtMails(this.db).find(id)
    if (!mail) throw new AppError('email.mail_not_found')
    return mail
  }
}

function toJson(mail: CaughtMail): z.input<typeof mailSchema> {
  return { id: mail.id, from: mail.sender, to: [...mail.recipients], subject: mail.subject, bytes: mail.bytes, receivedAt: new Date(mail.receivedAt).toISOString() }
}
