import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PERMISSION_NAMES, type Permission } from 'adapters-sdk'

/** What a plugin calls its panel, and its path, for a permission: names have no dots. */
export const idOf = (permission: Permission) => permission.replaceAll('.', '-')
export const WORDS: readonly Permission[] = PERMISSION_NAMES.filter((name) => name !== 'console' && name !== 'groups' && name !== 'operator')

const SERVER = `
import { definePlugin, route, EVENTS } from 'adapters-sdk'
const words = ${JSON.stringify(WORDS.map((permission) => [permission, idOf(permission)]))}
class Routes {
  static inject = [EVENTS]
  constructor(events) {
    const at = (method, [permission, id], handle) => route({ kind: permission === 'organisation' ? 'organisation' : 'console', method, path: '/' + id, permission, summary: id }, handle)
    this.routes = words.flatMap((word) => [
      at('GET', word, async () => ({ read: word[0] })),
      at('POST', word, async () => { if (word[0] !== 'organisation') await events.announce('probe.' + word[1], { written: 1 }); return { written: word[0] } }),
    ])
  }
}
class Talk {
  title = { ko: '통화', en: 'Calls' }
  permission = 'widget.phone'
  topic = 'probe.widget-phone'
  today = async (memberId, since) => [{ id: 'calls', label: { ko: '받은 전화', en: 'Calls taken' }, value: memberId > 0 && since > 0 ? 3 : 0, unit: 'count' }, { id: 'talk', label: { ko: '통화 시간', en: 'Talk time' }, value: 3725, unit: 'seconds' }]
}
class Broken {
  title = { ko: '고장', en: 'Broken' }
  permission = 'widget.phone'
  today = async () => { throw new Error('no luck') }
}
export default definePlugin({
  register(r) {
    r.routes(Routes)
    for (const [permission, id] of words) r.topic('probe.' + id, permission)
    r.performance(Talk)
    r.performance(Broken)
  },
})`

const PANELS = `
import { defineComponent, h } from 'vue'
import { definePanels, useLive } from 'adapters-sdk/console'
import { ref } from 'vue'
const words = ${JSON.stringify(WORDS.map(idOf))}
export default definePanels(Object.fromEntries(words.map((id) => [id, defineComponent({
  setup() {
    const heard = ref(0)
    useLive('probe.' + id, () => heard.value++)
    return () => h('section', [h('h1', 'Probe of ' + id), h('p', 'Heard ' + heard.value)])
  },
})])))`

/** A plugin that has a route to read, one to write, a page and a topic for each word of the vocabulary (PRM-5), and one that is not for issue services. */
export function writeProbePlugins(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'opencontact-probe-'))
  const write = (id: string, files: Readonly<Record<string, string>>, manifest: object) => {
    mkdirSync(join(folder, id, 'console'), { recursive: true })
    writeFileSync(join(folder, id, 'package.json'), JSON.stringify({ name: id, version: '1.0.0', type: 'module', opencontact: { id, sdk: '^0.1.0', ...manifest } }))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, id, name), text)
  }
  const panel = (permission: Permission) => ({ id: idOf(permission), slot: permission === 'organisation' ? 'organisation.page' : 'nav.page', permission, title: { ko: `시험 ${permission}`, en: `Probe ${permission}` } })
  write('probe', { 'index.js': SERVER, 'console/index.js': PANELS }, { services: ['consultation', 'issue'], permissions: ['events'], console: { entry: 'console/index.js', panels: WORDS.map(panel) } })
  write('elsewhere', {
    'index.js': `import { definePlugin, route } from 'adapters-sdk'
export default definePlugin({ register(r) { r.topic('elsewhere.tickets', 'tickets'); r.routes(class { routes = [route({ kind: 'console', method: 'GET', path: '/tickets', permission: 'tickets', summary: 'x' }, async () => ({}))] }) } })`,
    'console/index.js': 'export default {}',
  }, { console: { entry: 'console/index.js', panels: [panel('tickets')] } })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
