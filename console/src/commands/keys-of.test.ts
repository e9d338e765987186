import { expect, it } from 'vitest'
import { keysOf } from './keys-of.js'
import { SHORTCUTS } from './shortcuts.js'

const pressed = (given: Partial<KeyboardEvent>) => keysOf({ key: '', code: '', keyCode: 0, isComposing: false, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...given } as KeyboardEvent)

it('TKT-20: a key is the same with Korean switched on and with Caps Lock', () => {
  expect(pressed({ key: 't', code: 'KeyT' })).toBe('t')
  expect(pressed({ key: 'ㅅ', code: 'KeyT' })).toBe('t')
  expect(pressed({ key: 'T', code: 'KeyT' })).toBe('t')
  expect(pressed({ key: 'ㅏ', code: 'KeyK', ctrlKey: true })).toBe('Mod+k')
  expect(pressed({ key: 'k', code: 'KeyK', metaKey: true })).toBe('Mod+k')
  expect(pressed({ key: 'Enter', ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+Enter')
  expect(pressed({ key: '?', shiftKey: true })).toBe('?')
})
it('TKT-20: nothing is a command while a syllable is being composed, with Alt, or as a capital', () => {
  expect(pressed({ key: 't', code: 'KeyT', isComposing: true })).toBeNull()
  expect(pressed({ key: 'Enter', keyCode: 229 })).toBeNull()
  expect(pressed({ key: 't', code: 'KeyT', altKey: true })).toBeNull()
  expect(pressed({ key: 'T', code: 'KeyT', shiftKey: true })).toBeNull()
})
it('TKT-20: no key means two things', () => {
  const keys = Object.values(SHORTCUTS).map((shortcut) => shortcut.keys)
  expect(new Set(keys).size).toBe(keys.length)
})
