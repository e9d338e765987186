import type { Permission, Role } from './permissions.js'
import type { Localized } from '../i18n/i18n.js'

/** The answers of the HTTP API, as the console reads them. */
export interface Service { readonly code: string; readonly name: string; readonly type: string; readonly state: string; readonly permissions: readonly Permission[] }
export interface Member { readonly id: number; readonly login: string; readonly name: string; readonly nickname: string; readonly email: string; readonly language: 'ko' | 'en'; readonly organisationAdmin: boolean; readonly operator: boolean }
export interface Session {
  readonly csrf: string
  readonly member: Member
  readonly organisation: { readonly id: number; readonly name: string; readonly domain: string; readonly branding: { readonly accent?: string } }
  readonly services: readonly Service[]
}

export interface Named { readonly id: number; readonly name: string }
export interface List<T> { readonly items: T[]; readonly next?: string | null }

export type TicketState = 'unassigned' | 'in_progress' | 'on_hold' | 'solved' | 'closed' | 'spam'
export type Priority = 'low' | 'normal' | 'high' | 'urgent'
export const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent']
export const SOLVE_REASONS = ['spam', 'abuse', 'test', 'duplicate', 'solved_by_chat', 'solved_by_phone', 'other'] as const
export type SolveReason = (typeof SOLVE_REASONS)[number]

export interface TicketRow {
  readonly number: string
  readonly subject: string
  readonly state: TicketState
  readonly priority: Priority
  readonly channel: string
  readonly group: Named | null
  readonly assignee: Named | null
  readonly customer: { readonly number: string; readonly name: string }
  readonly createdAt: string
  readonly updatedAt: string
  readonly preview?: string
}
export interface Ticket extends TicketRow {
  readonly version: number
  readonly inbox: { readonly id: number; readonly address: string; readonly name: string } | null
  readonly solveReason: string | null
  readonly reopened: number
  readonly solvedAt: string | null
  readonly closedAt: string | null
}
export interface FileInfo { readonly id: number; readonly name: string; readonly mediaType: string; readonly bytes: number; readonly inlineId?: string | null; readonly url?: string }
export interface Delivery { readonly id: number; readonly state: string; readonly errorCode: string | null; readonly errorDetail: string | null; readonly attempts: number; readonly to: readonly (string | { readonly address: string })[] }
export interface Message {
  readonly id: number
  readonly kind: 'customer' | 'reply' | 'note' | 'quiet'
  readonly author: { readonly type: string; readonly id: number | null; readonly name: string }
  readonly sender: { readonly address: string; readonly displayName?: string } | null
  readonly recipients: unknown
  readonly html: string
  readonly text: string
  readonly quotedHtml: string | null
  readonly warnings: readonly string[]
  readonly attachments: readonly FileInfo[]
  readonly createdAt: string
  readonly delivery: Delivery | null
}
export interface TicketEvent { readonly id: number; readonly type: string; readonly origin: string; readonly actor: Named | null; readonly data: Readonly<Record<string, unknown>>; readonly createdAt: string }
export interface Capabilities {
  readonly outbound: boolean
  readonly text: { readonly max?: number; readonly unit: string; readonly formats: readonly string[] }
  readonly attachments: { readonly maxBytes: number; readonly maxCount: number; readonly mediaTypes: readonly string[] }
}
export interface TicketDetail {
  readonly ticket: Ticket
  readonly customer: { readonly number: string; readonly name: string; readonly identities: readonly { readonly scheme: string; readonly address: string; readonly displayName?: string }[] }
  readonly messages: readonly Message[]
  readonly events: readonly TicketEvent[]
  readonly history: readonly TicketRow[]
  readonly capabilities: Capabilities | null
}
export interface Evaluation {
  readonly event: string
  readonly at: string
  readonly triggers: readonly {
    readonly triggerId: number
    readonly title: string
    readonly version: number
    readonly state: 'fired' | 'not_matched' | 'shadow' | 'broken' | 'off'
    readonly conditions: readonly { readonly target: string; readonly op: string; readonly value: unknown; readonly seen: unknown; readonly held: boolean }[]
    readonly actions: readonly { readonly type: string; readonly state: string; readonly outcome: Localized | null }[]
  }[]
}

export interface Agent { readonly id: number; readonly login: string; readonly name: string; readonly nickname: string; readonly email: string; readonly roles: readonly Role[]; readonly groups: readonly Named[]; readonly assignable: boolean }
export interface Group extends Named { readonly members: readonly Named[] }
export interface OrganisationMember { readonly id: number; readonly login: string; readonly name: string; readonly email: string; readonly nickname: string; readonly disabled: boolean }

export interface PluginInfo {
  readonly id: string
  readonly name: Localized
  readonly version: string
  readonly state: 'running' | 'failed'
  readonly stage?: string
  readonly message?: string
  readonly enabled: boolean
  readonly switchable: boolean
  readonly hasSettings: boolean
  readonly channel?: { readonly id: string; readonly label: Localized } | null
}

export interface Inbox { readonly id: number; readonly channel: string; readonly address: string; readonly name: string; readonly state: string; readonly stateReason: string | null }
export interface IntakeItem { readonly id: number; readonly inboxId: number; readonly externalId: string; readonly receivedAt: string; readonly state: string; readonly reason: string | null; readonly bytes: number; readonly ticketNumber: string | null }
export interface IntakeLedger { readonly received: number; readonly imported: number; readonly duplicate: number; readonly skipped: number; readonly quarantined: number; readonly stored: number }
