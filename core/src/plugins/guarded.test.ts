import { describe, expect, it } from 'vitest'
import { Guarded } from './guarded.js'

describe('what a plugin hands to the host', () => {
  it('hears an event when its listener fails to say whether it is concerned, and when it does not say', () => {
    const guarded = new Guarded('p', { allows: async () => true })
    const asked = (concerns?: () => boolean) => guarded.concerns({ handle: async () => undefined, ...(concerns ? { concerns } : {}) })({})
    const failing = (): boolean => {
      throw new Error('broken')
    }
    expect([asked(), asked(failing), asked(() => true), asked(() => false)]).toEqual([true, true, true, false])
  })
})
