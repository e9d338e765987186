import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { operatorsOf } from '../../core/src/conditions/operators.js'
import { coreConditions } from '../../core/src/triggers/index.js'
import { root } from '../support/index.js'

const TYPES = ['text', 'choice', 'number', 'time', 'tags', 'options'] as const

it.each(['ko', 'en'] as const)('TRG-1: every comparison can be said in a sentence, and every target be named where its parts are not read (%s)', (language) => {
  const words = readFileSync(join(root, `console/src/features/conditions/words/${language}.ts`), 'utf8')
  const said = (block: string) => [...words.slice(words.indexOf(`  ${block}: {`)).split('\n  },')[0]!.matchAll(/^ {4}(\w+): '(.*)',$/gm)].map(([, key, text]) => [key!, text!] as const)
  const phrases = new Set(said('phrase').map(([key]) => key))
  const missing = TYPES.flatMap((type) => Object.keys(operatorsOf({ type, field: 'x' })).filter((op) => !phrases.has(op) && !phrases.has(`has_${op}`)).map((op) => `${type} ${op}`))
  expect(missing).toEqual([])
  const targets = new Map(said('targets'))
  expect(coreConditions.filter(({ target, label }) => targets.get(target.replaceAll('.', '_')) !== label[language]).map(({ target }) => target)).toEqual([])
})
