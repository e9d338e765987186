import { z, type Localized } from 'adapters-sdk'

type LocaleError = ReturnType<typeof z.locales.ko>['localeError']
type Issue = Parameters<LocaleError>[0]

const REQUIRED: Localized = { ko: '필수 항목입니다.', en: 'This is required.' }
const NOT_A_CHOICE: Localized = { ko: '고를 수 없는 값입니다.', en: 'This cannot be chosen.' }
const NOT_A_NUMBER: Localized = { ko: '숫자를 입력하세요.', en: 'Enter a number.' }
/** Such as are written by hand, in files. */
const TYPES: Readonly<Record<string, Localized>> = {
  number: NOT_A_NUMBER,
  int: { ko: '정수를 입력하세요.', en: 'Enter a whole number.' },
  string: { ko: '글이어야 합니다.', en: 'This must be a text.' },
  boolean: { ko: 'true 또는 false여야 합니다.', en: 'This must be true or false.' },
  array: { ko: '목록이어야 합니다.', en: 'This must be a list.' },
  object: { ko: '이름과 값으로 써야 합니다.', en: 'This must be written as names and values.' },
  record: { ko: '이름과 값으로 써야 합니다.', en: 'This must be written as names and values.' },
}
const FORMATS: Readonly<Record<string, Localized>> = {
  email: { ko: '이메일 주소 형식이 아닙니다.', en: 'This is no email address.' },
  url: { ko: '웹 주소 형식이 아닙니다.', en: 'This is no web address.' },
  other: { ko: '형식이 올바르지 않습니다.', en: 'This has not the form that it needs.' },
}

/** What is wrong with a field, in words for whoever fills in a form: zod's own name types and patterns. A schema's own rules bring their words as `params`. */
export const FIELD_MESSAGES = { ko: saying('ko', z.locales.ko().localeError), en: saying('en', z.locales.en().localeError) }

function saying(language: 'ko' | 'en', standard: LocaleError): LocaleError {
  return (issue) => words(issue)?.[language] ?? standard(issue)
}

function words(issue: Issue): Partial<Localized> | undefined {
  const empty = issue.input === undefined || issue.input === null || issue.input === ''
  switch (issue.code) {
    case 'custom':
      return issue['params'] as Partial<Localized> | undefined
    case 'invalid_type':
      return empty ? REQUIRED : TYPES[String(issue['expected'])]
    case 'invalid_value':
      return empty ? REQUIRED : NOT_A_CHOICE
    case 'invalid_format':
      return empty ? REQUIRED : (FORMATS[String(issue['format'])] ?? FORMATS['other'])
    case 'too_small':
      return limit(issue['origin'], Number(issue['minimum']), 'least')
    case 'too_big':
      return limit(issue['origin'], Number(issue['maximum']), 'most')
    case 'unrecognized_keys':
      return { ko: `알 수 없는 항목입니다: ${(issue['keys'] as string[]).join(', ')}`, en: `Nothing is known by this name: ${(issue['keys'] as string[]).join(', ')}` }
    default:
      return undefined
  }
}

function limit(of: unknown, bound: number, side: 'least' | 'most'): Localized | undefined {
  const [ko, en] = side === 'least' ? ['이상', 'at least'] : ['이하', 'at most']
  const by = side === 'least' ? '으로' : '로'
  if (of === 'string') return side === 'least' && bound <= 1 ? REQUIRED : { ko: `${bound}자 ${ko}${by} 입력하세요.`, en: `Enter ${en} ${bound} characters.` }
  if (of === 'array') return side === 'least' && bound <= 1 ? { ko: '하나 이상 있어야 합니다.', en: 'At least one is needed.' } : { ko: `${bound}개 ${side === 'least' ? '이상이어야' : '이하여야'} 합니다.`, en: `There must be ${en} ${bound}.` }
  if (of === 'number' || of === 'int') return { ko: `${bound} ${ko}의 숫자를 입력하세요.`, en: `Enter a number of ${en} ${bound}.` }
  return undefined
}
