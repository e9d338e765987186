import { AppError, type Ticket } from 'adapters-sdk'
import { currentScope } from '../tenancy/index.js'
import type { AttachmentStore } from './attachment-store.js'
import { htmlToText, sanitiseHtml } from './html.js'
import type { TicketWriter } from './ticket-writer.js'

export interface Written { readonly messageId: number; readonly html: string }

/** What the acting member writes on a ticket: sanitised, never empty, with their own uploads. */
export async function writeMessage(deps: { readonly writer: TicketWriter; readonly attachments: AttachmentStore }, ticket: Ticket, kind: 'reply' | 'note', content: string, attachments: readonly number[], recipients?: Parameters<TicketWriter['addMessage']>[0]['recipients']): Promise<Written> {
  const html = sanitiseHtml(content)
  const text = htmlToText(html)
  if (text === '' && attachments.length === 0 && !html.includes('<img')) throw new AppError('ticket.empty_message')
  const messageId = await deps.writer.addMessage({ ticketId: ticket.id, kind, authorType: 'member', authorId: actingMember(), html, text, ...(recipients ? { recipients } : {}) })
  await deps.attachments.attach(messageId, attachments)
  await deps.writer.touch(ticket.id, messageId)
  return { messageId, html }
}

export function actingMember(): number {
  return currentScope().cause.actorId ?? 0
}
