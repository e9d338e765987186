import { afterEach, expect, it, vi } from 'vitest'
import type { Descriptor } from './descriptor.js'
import { loadPanels, unloadPanels, type Loader } from './load-panels.js'
import { panelFailures, panelsIn } from './panel-registry.js'

const name = (text: string) => ({ ko: text, en: text })
const panel = (plugin: string, id: string, order: number) => ({ plugin, id, slot: 'ticket.sidebar' as const, order, title: name(id) })
const plugin = (id: string) => ({ id, name: name(id), entry: `/plugins/${id}.js`, style: null })
const component = { render: () => null }

function descriptor(plugins: string[], panels: Descriptor['panels']): Descriptor {
  return { menus: [], plugins: plugins.map(plugin), panels, problems: [], channels: [] }
}
const loader = (modules: Record<string, () => Promise<{ default?: unknown }>>): Loader => ({ module: (url) => modules[url]!(), style: () => Promise.resolve() })
const shown = () => panelsIn('ticket.sidebar').map((one) => one.id)

afterEach(() => {
  unloadPanels()
  vi.restoreAllMocks()
})

it('commits panels in their order, whichever came first', async () => {
  const slow = new Promise<{ default: unknown }>((resolve) => setTimeout(() => resolve({ default: { early: component } }), 20))
  await loadPanels(descriptor(['a', 'b'], [panel('b', 'late', 2), panel('a', 'early', 1)]), loader({ '/plugins/a.js': () => slow, '/plugins/b.js': async () => ({ default: { late: component } }) }))
  expect(shown()).toEqual(['early', 'late'])
})

it('leaves a broken plugin out whole, names it, and shows the others', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await loadPanels(descriptor(['gone', 'half', 'nothing', 'good'], [panel('gone', 'x', 1), panel('half', 'one', 2), panel('half', 'two', 3), panel('nothing', 'y', 4), panel('good', 'fine', 5)]), loader({
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
  const first = loadPanels(descriptor(['a'], [panel('a', 'old', 1)]), loader({ '/plugins/a.js': () => new Promise((resolve) => (answer = resolve)) }))
  await loadPanels(descriptor(['b'], [panel('b', 'new', 1)]), loader({ '/plugins/b.js': async () => ({ default: { new: component } }) }))
  answer({ default: { old: component } })
  await first
  expect(shown()).toEqual(['new'])
})
