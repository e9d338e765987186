import type { z } from 'zod'
import type { Localized } from './localized.js'

/** Lists of a service that the console knows by name. */
export const CHOICE_LISTS = ['groups', 'agents', 'channels', 'intakeTypes', 'handlingTypes', 'fields'] as const
export type ChoiceList = (typeof CHOICE_LISTS)[number]

/** What a field of a form that the console draws from a schema can say about itself. */
export interface FormMeta {
  readonly title?: Localized
  readonly description?: Localized
  readonly placeholder?: Localized
  /** Words for the values of an enum. */
  readonly labels?: Readonly<Record<string, Localized>>
  /** The value is an id from a list of the service: the host refuses ids that are not in it. */
  readonly choicesFrom?: ChoiceList
  /** Shown only while another field of the same object has this value, or one of these. */
  readonly showWhen?: Readonly<Record<string, unknown>>
  readonly format?: 'html' | 'multiline' | 'password'
}

/** For `.meta(formMeta({ … }))`: zod itself knows titles in one language only. */
export function formMeta(meta: FormMeta): z.GlobalMeta {
  return meta as z.GlobalMeta
}
