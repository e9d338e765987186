import type * as contract from 'adapters-sdk/console'
import { expect, it } from 'vitest'
import * as kit from './console-kit.js'

type Contract = typeof contract
type Kit = typeof kit
/** What the SDK promises and the kit does not have. */
type Missing = Exclude<keyof Contract, keyof Kit>
type Props<C> = C extends new (...args: never[]) => { $props: infer P } ? P : never
/** Components whose promised props the kit's own would not take. */
type Refused = { [K in keyof Contract & keyof Kit]: [Props<Contract[K]>] extends [never] ? never : [Props<Kit[K]>] extends [never] ? never : Required<Omit<Props<Contract[K]>, `on${string}` | 'modelValue'>> extends Partial<Record<keyof Props<Kit[K]>, unknown>> ? (keyof Omit<Props<Contract[K]>, `on${string}` | 'modelValue'> extends keyof Props<Kit[K]> ? never : K) : K }[keyof Contract & keyof Kit]

it('is what the SDK says panels get', () => {
  const missing: [Missing] extends [never] ? true : Missing = true
  const refused: [Refused] extends [never] ? true : Refused = true
  expect([missing, refused]).toEqual([true, true])
  expect(kit.definePanels({ a: kit.Button })).toEqual({ a: kit.Button })
})
