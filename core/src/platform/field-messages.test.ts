import { z } from 'adapters-sdk'
import { expect, it } from 'vitest'
import { FIELD_MESSAGES } from './field-messages.js'

const said = (schema: z.ZodType, value: unknown, language: 'ko' | 'en') => schema.safeParse(value, { error: FIELD_MESSAGES[language] }).error?.issues[0]?.message

it.each<[name: string, schema: z.ZodType, value: unknown, ko: string, en: string]>([
  ['nothing where a text must be', z.string().min(1), '', '필수 항목입니다.', 'This is required.'],
  ['only blanks', z.string().trim().min(1), '  ', '필수 항목입니다.', 'This is required.'],
  ['nothing at all', z.object({ a: z.number() }), {}, '필수 항목입니다.', 'This is required.'],
  ['nothing chosen', z.enum(['a', 'b']), null, '필수 항목입니다.', 'This is required.'],
  ['something that is not offered', z.enum(['a', 'b']), 'c', '고를 수 없는 값입니다.', 'This cannot be chosen.'],
  ['a text that is too long', z.string().max(3), 'abcd', '3자 이하로 입력하세요.', 'Enter at most 3 characters.'],
  ['a text that is too short', z.string().min(8), 'abcd', '8자 이상으로 입력하세요.', 'Enter at least 8 characters.'],
  ['a number that is too small', z.number().int().min(1), 0, '1 이상의 숫자를 입력하세요.', 'Enter a number of at least 1.'],
  ['no number', z.number(), 'x', '숫자를 입력하세요.', 'Enter a number.'],
  ['an empty list', z.array(z.string()).min(1), [], '하나 이상 있어야 합니다.', 'At least one is needed.'],
  ['no address', z.email(), 'x', '이메일 주소 형식이 아닙니다.', 'This is no email address.'],
  ['half a thing', z.number().int(), 1.5, '정수를 입력하세요.', 'Enter a whole number.'],
  ['a name that nobody knows', z.strictObject({}), { colour: 1 }, '알 수 없는 항목입니다: colour', 'Nothing is known by this name: colour'],
  ['a rule with words of its own', z.string().refine(() => false, { params: { ko: '안 됩니다.', en: 'No.' } }), 'x', '안 됩니다.', 'No.'],
])('%s', (_, schema, value, ko, en) => {
  expect([said(schema, value, 'ko'), said(schema, value, 'en')]).toEqual([ko, en])
})
