import { expect, it } from 'vitest'
import { initialsOf } from '../i18n/match-text.js'
import { findCommands } from './find-commands.js'
import type { Command } from './offer-commands.js'

const command = (label: string, group = ''): Command => ({ id: label, label, group })
const all = [command('전체 미할당 티켓', '티켓'), command('스팸함', '티켓'), command('My groups', 'Tickets'), command('상담원', '서비스 관리'), command('Merge into another ticket')]
const found = (query: string) => findCommands(all, query).map(({ label }) => label)

it('TKT-20: finds by words in any order, by first consonants, by half a syllable and without regard to case', () => {
  expect(initialsOf('미할당')).toBe('ㅁㅎㄷ')
  expect(found('미할당')).toEqual(['전체 미할당 티켓'])
  expect(found('티켓 전체')).toEqual(['전체 미할당 티켓'])
  expect(found('ㅅㅍㅎ')).toEqual(['스팸함'])
  expect(found('미하')).toEqual(['전체 미할당 티켓'])
  expect(found('GROUPS')).toEqual(['My groups'])
  expect(found('')).toHaveLength(all.length)
  expect(found('없는 것')).toEqual([])
})
it('TKT-20: finds by letters here and there, only from the beginning of a word on', () => {
  expect(found('mat')).toEqual(['Merge into another ticket'])
  expect(found('ㅈㅁㅌ')).toEqual(['전체 미할당 티켓'])
  expect(found('ergt')).toEqual([])
})
it('TKT-20: what is called so comes before what only belongs to it', () => {
  expect(findCommands([command('닫기', '티켓'), command('새 티켓'), command('티켓 검색')], '티켓').map(({ label }) => label)).toEqual(['티켓 검색', '새 티켓', '닫기'])
})
