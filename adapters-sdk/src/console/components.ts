import type { VNodeChild, Component } from 'vue'
import type { Localized } from '../plugin/localized.js'
import type { Resource } from './composables.js'

/** A component of the console kit, as templates and `h()` see it. */
export type KitComponent<Props, Slots = { default?: () => VNodeChild }> = new (...args: never[]) => { $props: Props; $slots: Slots }

interface Modelled<T> { modelValue?: T; 'onUpdate:modelValue'?: (value: never) => unknown }
export interface Option { readonly value: string | number | null; readonly label: string; readonly disabled?: boolean }
export interface Column { readonly key: string; readonly title: string; readonly align?: 'start' | 'end'; readonly width?: string; readonly hideTitle?: boolean }
export interface MenuItem { readonly value: string; readonly label: string; readonly hint?: string; readonly icon?: Component; readonly disabled?: boolean; readonly danger?: boolean; readonly checked?: boolean; readonly separated?: boolean }
export interface ShownError { readonly title: string; readonly remedy: string; readonly code: string }
type Scoped = Record<string, (scope: never) => VNodeChild>

export declare const Avatar: KitComponent<{ name: string; small?: boolean }>
export declare const Badge: KitComponent<{ tone?: 'neutral' | 'accent' | 'good' | 'warn' | 'bad' }>
export declare const Button: KitComponent<{ variant?: 'plain' | 'primary' | 'ghost' | 'danger'; size?: 'md' | 'sm'; type?: 'button' | 'submit'; busy?: boolean; disabled?: boolean; onClick?: (event: Event) => unknown }>
/** A grouped part of a page. */
export declare const Card: KitComponent<{ title?: string; description?: string }, Partial<Record<'default' | 'actions', () => VNodeChild>>>
export declare const Checkbox: KitComponent<{ label: string; hint?: string; disabled?: boolean } & Modelled<boolean>>
/** Cells are drawn by slots named `cell-<key>` with `{ row }`. */
export declare const DataTable: KitComponent<{ columns: readonly Column[]; rows: readonly object[]; rowKey: (row: never) => string | number; caption: string }, Scoped>
export declare const Dialog: KitComponent<{ open: boolean; title: string; size?: 'sm' | 'md' | 'lg'; 'onUpdate:open'?: (open: boolean) => unknown }, Partial<Record<'default' | 'actions', () => VNodeChild>>>
export declare const EmptyState: KitComponent<{ title: string; text?: string; icon?: Component }>
export declare const ErrorBoundary: KitComponent<{ name: string }>
export declare const ErrorNotice: KitComponent<{ error: ShownError; retry?: boolean; onRetry?: () => unknown }>
/** A label with its control; the control inside takes over id, hint and error. */
export declare const Field: KitComponent<{ label: string; hint?: string; error?: string | null; required?: boolean; hideLabel?: boolean }>
export declare const Input: KitComponent<{ type?: 'text' | 'email' | 'password' | 'number' | 'search' | 'url' | 'datetime-local' | 'date'; placeholder?: string; disabled?: boolean; required?: boolean; autocomplete?: string } & Modelled<string | number | null>>
/** Skeleton, error or content of a resource; the default slot gets `{ data }`. */
export declare const Loaded: KitComponent<{ resource: Resource<unknown>; lines?: number; height?: number }, Scoped>
/** The slot `trigger` gets `{ toggle, attributes }`. */
export declare const Menu: KitComponent<{ items: readonly MenuItem[]; label: string; align?: 'start' | 'end'; side?: 'below' | 'above'; onChoose?: (value: string) => unknown }, Scoped>
/** A settings page: title, one column of cards. */
export declare const Page: KitComponent<{ title: string; description?: string; wide?: boolean }, Partial<Record<'default' | 'actions', () => VNodeChild>>>
export declare const RichEditor: KitComponent<{ label: string; placeholder?: string; disabled?: boolean; minHeight?: number; onFiles?: (files: File[]) => unknown; onSubmit?: () => unknown } & Modelled<string>>
/** Shows HTML that somebody else wrote, cleaned. */
export declare const RichText: KitComponent<{ html: string }>
/** Appears while `dirty` and asks before leaving. */
export declare const SaveBar: KitComponent<{ dirty: boolean; busy?: boolean; onSave?: () => unknown; onDiscard?: () => unknown }>
/**
 * A form drawn from a JSON Schema made with `z.toJSONSchema`. Understood beside the standard words, set with zod's `.meta({ … })`:
 * `title`, `description`, `placeholder` ({ko,en}), `labels` (enum value → {ko,en}), `multiline`, `secret`, `format: 'html'`,
 * `choicesFrom` (a ChoiceList), `showWhen` ({ otherField: value | values }).
 */
export declare const SchemaForm: KitComponent<{ schema: object; errors?: Readonly<Record<string, string>>; disabled?: boolean } & Modelled<Record<string, unknown>>>
export declare const Select: KitComponent<{ options: readonly Option[]; placeholder?: string; disabled?: boolean; required?: boolean; label?: string } & Modelled<string | number | null>>
export declare const Skeleton: KitComponent<{ lines?: number; height?: number }>
/** A ticket's state: colour, shape and word. */
export declare const StateTag: KitComponent<{ state: string; iconOnly?: boolean }>
export declare const Switch: KitComponent<{ label: string; disabled?: boolean; busy?: boolean; hideLabel?: boolean } & Modelled<boolean>>
export declare const Tabs: KitComponent<{ tabs: readonly { readonly value: string; readonly label: string; readonly count?: number }[]; label: string; idPrefix: string; modelValue: string; 'onUpdate:modelValue'?: (value: never) => unknown }>
export declare const Textarea: KitComponent<{ rows?: number; placeholder?: string; disabled?: boolean; required?: boolean } & Modelled<string>>
export declare const TimeText: KitComponent<{ time: string; short?: boolean }>

/** Asks before something that cannot be undone: say what will happen, and to how many. */
export declare function confirm(question: { readonly title: string; readonly text: string; readonly action: string; readonly danger?: boolean }): Promise<boolean>
export declare function useToast(): {
  done(title: string, options?: { detail?: string; undo?: () => void }): number
  error(title: string, options?: { detail?: string; code?: string }): number
  dismiss(id: number): void
}
/** `text({ ko: '저장', en: 'Save' })`: the one being read, changing with it. */
export declare function useText(): { readonly language: { readonly value: 'ko' | 'en' }; text(text: Localized): string }
