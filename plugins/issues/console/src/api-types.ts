/** What the plugin's routes answer. */
export interface Target { readonly id: number; readonly name: string; readonly intakeTypes: readonly { readonly id: number; readonly path: string }[] }
/** A form as JSON Schema. */
export interface Asked { readonly properties: Readonly<Record<string, unknown>>; readonly required: readonly string[] }
export interface Transfer {
  readonly id: number
  readonly target: string
  readonly intakeType: string | null
  readonly title: string
  readonly member: string
  readonly state: 'sending' | 'sent' | 'answered' | 'failed'
  readonly createdAt: string
  readonly updatedAt: string
}
export interface TicketTransfers { readonly transferable: boolean; readonly origin: string | null; readonly items: readonly Transfer[] }
