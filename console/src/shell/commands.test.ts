import { Hash } from '@lucide/vue'
import { expect, it } from 'vitest'
import { initialsOf } from '../i18n/match-text.js'
import { findCommands, type Command } from './commands.js'

const command = (label: string): Command => ({ id: label, label, group: '', icon: Hash, to: '/' })
const all = [command('전체 미할당 티켓'), command('스팸함'), command('My groups')]
const found = (query: string) => findCommands(all, query).map(({ label }) => label)

it('TKT-20: finds by words, by first consonants and without regard to case', () => {
  expect(initialsOf('미할당')).toBe('ㅁㅎㄷ')
  expect(found('미할당')).toEqual(['전체 미할당 티켓'])
  expect(found('ㅅㅍㅎ')).toEqual(['스팸함'])
  expect(found('GROUPS')).toEqual(['My groups'])
  expect(found('')).toHaveLength(3)
  expect(found('없는 것')).toEqual([])
})
