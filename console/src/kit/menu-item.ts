import type { Component } from 'vue'

export interface MenuItem {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly icon?: Component
  readonly disabled?: boolean
  readonly danger?: boolean
  /** Set: one of a choice. */
  readonly checked?: boolean
  /** A line above it. */
  readonly separated?: boolean
}
