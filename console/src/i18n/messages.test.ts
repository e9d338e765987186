import { expect, it } from 'vitest'
import { en } from './en.js'
import { ko } from './ko.js'

const sources = import.meta.glob<string>(['../**/*.vue', '../**/*.ts', '!../**/*.test.ts'], { query: '?raw', import: 'default', eager: true })

type Tree = { readonly [key: string]: string | Tree }
const flat = (tree: Tree, path = ''): [string, string][] => Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`)))
const at = (tree: Tree, key: string) => key.split('.').reduce<string | Tree | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), tree)

it('has every word that a screen asks for, in both languages', () => {
  const asked = Object.values(sources).flatMap((source) => [...source.matchAll(/\bt\('([a-zA-Z_.]+)'/g)].map((match) => match[1]!))
  expect(asked.length).toBeGreaterThan(200)
  expect(asked.filter((key) => typeof at(ko, key) !== 'string')).toEqual([])
  expect(asked.filter((key) => typeof at(en, key) !== 'string')).toEqual([])
})

it('speaks one language at a time', () => {
  const korean = new Set(['shell.otherLanguage'])
  expect(flat(en).filter(([key, text]) => /[가-힣]/.test(text) && !korean.has(key))).toEqual([])
  expect(flat(ko).map(([key]) => key).sort()).toEqual(flat(en).map(([key]) => key).sort())
})

it('fills the same places in both languages', () => {
  const places = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].filter((name) => name !== 'n').sort().join()
  expect(flat(ko).filter(([key, text]) => places(text) !== places(at(en, key) as string)).map(([key]) => key)).toEqual([])
})
