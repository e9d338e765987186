import { expect, it } from 'vitest'
import { isShown, kindOf, optionsOf, pruned, unwrap, withDefaults } from './json-schema.js'

it('reads through the null that stands for an empty field', () => {
  const schema = unwrap({ title: { ko: '포트', en: 'Port' }, anyOf: [{ type: 'integer' }, { type: 'null' }] })
  expect(kindOf(schema)).toBe('number')
  expect(schema.title).toEqual({ ko: '포트', en: 'Port' })
})

it('knows the control of every kind of value', () => {
  expect(kindOf({ type: 'string' })).toBe('text')
  expect(kindOf({ type: 'string', format: 'html' })).toBe('html')
  expect(kindOf({ type: 'string', secret: true })).toBe('secret')
  expect(kindOf({ type: 'string', enum: ['a', 'b'] })).toBe('choice')
  expect(kindOf({ type: 'integer', choicesFrom: 'groups' })).toBe('choice')
  expect(kindOf({ type: 'array', items: { type: 'string' } })).toBe('list')
  expect(optionsOf({ anyOf: [{ const: 'a', title: 'A' }, { const: 'b' }] })).toEqual([{ value: 'a', title: 'A' }, { value: 'b', title: undefined }])
})

it('sends neither what is hidden nor what was left empty', () => {
  const schema = { properties: { to: { type: 'string' }, address: { type: 'string', showWhen: { to: 'address' } }, note: { type: 'string' }, relay: { type: 'object', properties: { host: { type: 'string' } } } } }
  expect(pruned(schema, { to: 'customer', address: 'left over', note: '', relay: { host: 'mail', other: 1 } })).toEqual({ to: 'customer', relay: { host: 'mail' } })
  const preset = { properties: { how: { type: 'string', default: 'post' }, body: { type: 'string', showWhen: { how: 'post' } } } }
  expect(pruned(preset, { body: 'kept' })).toEqual({ body: 'kept' })
  expect(isShown({ showWhen: { to: ['address', 'group'] } }, { to: 'group' })).toBe(true)
})

it('begins with the defaults, in groups too, without sharing them', () => {
  const schema = { properties: { port: { type: 'integer', default: 587 }, tags: { type: 'array', default: [] }, relay: { type: 'object', properties: { on: { type: 'boolean', default: true } } } } }
  const first = withDefaults(schema)
  expect(first).toEqual({ port: 587, tags: [], relay: { on: true } })
  expect(withDefaults(schema).tags).not.toBe(first.tags)
})
