import { expect, it } from 'vitest'
import { fillSentence } from './say-action.js'

it('TRG-1: a result is said with what there is to say', () => {
  const say = (template: string, values: Record<string, string>) => fillSentence(template, (name) => values[name] ?? null)
  const tags = '[태그 “{add}” 붙이기[, “{remove}” 떼기]|태그 “{remove}” 떼기|태그 변경]'
  expect([say(tags, { add: 'a', remove: 'b' }), say(tags, { add: 'a' }), say(tags, { remove: 'b' }), say(tags, {})]).toEqual(['태그 “a” 붙이기, “b” 떼기', '태그 “a” 붙이기', '태그 “b” 떼기', '태그 변경'])
  expect(say('Mail “{subject}” to {to}', { subject: '[#{ticket.number}] {to} [x|y]', to: 'kim' })).toBe('Mail “[#{ticket.number}] {to} [x|y]” to kim')
  expect(say('“{groupId}” 그룹에 할당', {})).toBe('“…” 그룹에 할당')
})
