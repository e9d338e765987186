import { Archive, CircleCheck, CircleDashed, CirclePause, Inbox, Loader, ShieldAlert, Users } from '@lucide/vue'
import type { Component } from 'vue'

export const VIEWS = ['all', 'unassigned', 'group', 'in_progress', 'on_hold', 'solved', 'closed', 'spam'] as const
export type View = (typeof VIEWS)[number]

export const VIEW_ICONS: Readonly<Record<View, Component>> = { all: Inbox, unassigned: CircleDashed, group: Users, in_progress: Loader, on_hold: CirclePause, solved: CircleCheck, closed: Archive, spam: ShieldAlert }

export function isView(value: unknown): value is View {
  return VIEWS.includes(value as View)
}
