/** What the plugin's routes answer. */
export interface Relay { host: string; port: number; security: 'none' | 'starttls' | 'tls'; user: string }
export interface EditableSettings { senderName: string; senderAddress: string; layout: string; relay: Relay | null }
export interface MailSettings extends EditableSettings {
  readonly address: string
  readonly relayPasswordSet: boolean
  readonly receiver: { readonly host: string; readonly port: number }
}
export interface RelayTest { readonly works: boolean; readonly code: string | null; readonly detail: string | null }
export interface CaughtMail { readonly id: number; readonly from: string; readonly to: readonly string[]; readonly subject: string; readonly bytes: number; readonly receivedAt: string }
export interface CaughtMailContent extends CaughtMail {
  readonly html: string
  readonly text: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly bytes: number }[]
}
