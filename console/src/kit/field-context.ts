import { inject, type ComputedRef, type InjectionKey } from 'vue'

export interface FieldContext { readonly id: string; readonly describedBy: ComputedRef<string | undefined>; readonly invalid: ComputedRef<boolean> }

export const FIELD: InjectionKey<FieldContext> = Symbol('field')

/** What a control inside a Field takes over: its id, its descriptions, whether it is wrong. */
export function useFieldControl(): FieldContext | null {
  return inject(FIELD, null)
}
