import { afterEach, expect, it, vi } from 'vitest'
import type { Descriptor } from './descriptor.js'
import { PanelSet, type Loader } from './load-panels.js'
import { panelFailures, panelsIn } from './panel-registry.js'

const name = (text: string) => ({ ko: text, en: text })
const panel = (plugin: string, id: string, order: number) => ({ plugin, id, slot: 'ticket.sidebar' as const, order, title: name(id) })
const plugin = (id: string) => ({ id, name: name(id), entry: `/plugins/${id}.js`, style: null })
const component = { render: () => null }

function descriptor(plugins: string[], panels: Descriptor['panels']): Descriptor {
  return { menus: [], plugins: plugins.map(plugin), panels, problems: [], channels: [] }
}
const loader = (modules: Record<string, () => Promise<{ default?: unknown }>>): Loader => ({ module: (url) => modules[url]!(), style: () => Promise.resolve() })
const set = new PanelSet()
const shown = () => panelsIn('ticket.sidebar').map((one) => one.id)

afterEach(() => {
  set.unload()
  vi.restoreAllMocks()
})

it('commits panels in their order, whichever came first', async () => {
  const slow = new Promise<{ default: unknown }>((resolve) => setTimeout(() => resolve({ default: { early: component } }), 20))
  await set.load(descriptor(['a', 'b'], [panel('b', 'late', 2), panel('a', 'early', 1)]), loader({ '/plugins/a.js': () => slow, '/plugins/b.js': async () => ({ default: { late: component } }) }))
  expect(shown()).toEqual(['early', 'late'])
})

it('leaves a broken plugin out whole, names it, and shows the others', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await set.load(descriptor(['gone', 'half', 'nothing', 'good'], [panel('gone', 'x', 1), panel('half', 'one', 2), panel('half', 'two', 3), panel('nothing', 'y', 4), panel('good', 'fine', 5)]), loader({
    '/plugins/gone.js': () => Promise.reject(new Error('404')),
    '/plugins/half.js': async () => ({ default: { one: component } }),
    '/plugins/nothing.js': async () => ({}),
    '/plugins/good.js': async () => ({ default: { fine: component } }),
  }))
  expect(shown()).toEqual(['fine'])
  expect(panelFailures.value.map(({ plugin, stage }) => [plugin, stage])).toEqual([['gone', 'entry'], ['half', 'panel'], ['nothing', 'export']])
})

it('forgets the panels of a service that was left while they loaded', async () => {
  let answer: (module: { default: unknown }) => void = () => {}
  const first = set.load(descriptor(['a'], [panel('a', 'old', 1)]), loader({ '/plugins/a.js': () => new Promise((resolve) => (answer = resolve)) }))
  await set.load(descriptor(['b'], [panel('b', 'new', 1)]), loader({ '/plugins/b.js': async () => ({ default: { new: component } }) }))
  answer({ default: { old: component } })
  await first
  expect(shown()).toEqual(['new'])
})

it('keeps the panels and failures of two places apart', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const other = new PanelSet()
  await other.load(descriptor(['gone', 'o'], [panel('gone', 'x', 1), panel('o', 'whole', 3)]), loader({ '/plugins/gone.js': () => Promise.reject(new Error('404')), '/plugins/o.js': async () => ({ default: { whole: component } }) }))
  await set.load(descriptor(['a'], [panel('a', 'here', 2)]), loader({ '/plugins/a.js': async () => ({ default: { here: component } }) }))
  expect(shown()).toEqual(['here', 'whole'])
  set.unload()
  expect([shown(), panelFailures.value.length]).toEqual([['whole'], 1])
  other.unload()
  expect([shown(), panelFailures.value.length]).toEqual([[], 0])
})
