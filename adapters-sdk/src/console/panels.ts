import type { Component } from 'vue'
import type { Slot } from '../plugin/manifest.js'

/** What a panel is given, by the slot it fills. Whatever else it needs it asks the composables for. */
export interface SlotProps {
  'nav.page': Record<string, never>
  'settings.page': Record<string, never>
  'organisation.page': Record<string, never>
  'ticket.sidebar': TicketSlotProps
  'ticket.timeline': TicketSlotProps
  'ticket.composer': TicketSlotProps
  'customer.sidebar': { readonly customerNumber: string }
  'inbox.settings': { readonly inboxId: number }
  'widget': Record<string, never>
  'home.card': Record<string, never>
  'wallboard.card': Record<string, never>
}
export interface TicketSlotProps {
  /** `T1616746802108sWrg`. */
  readonly ticketNumber: string
  readonly ticket: {
    readonly number: string
    readonly subject: string
    readonly state: string
    readonly channel: string
    readonly customer: { readonly number: string; readonly name: string }
  }
}
export type PropsOfSlot<S extends Slot> = SlotProps[S]

/** Panel id of the manifest → Vue component. */
export type Panels = Readonly<Record<string, Component>>

/** The default export of a plugin's console entry. */
export function definePanels<P extends Panels>(panels: P): P {
  return panels
}
