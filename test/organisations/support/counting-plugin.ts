import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A chat channel that counts whatever it is told to. */
const CODE = `
import { definePlugin, DB, METERING, route, z } from 'adapters-sdk'
class Adapter {
  channel = 'talk'
  capabilities() {
    return {
      inbound: ['webhook'], outbound: true, ordering: 'none', receipts: 'none', idempotentSend: 'none', edit: 'none', delete: 'none', typing: false, templates: 'none',
      text: { formats: ['plain'], unit: 'characters' }, attachments: { maxBytes: 0, maxCount: 0, mediaTypes: [] }, limits: { sendsPerSecond: 1, burst: 1, concurrency: 1 }, identity: { scheme: 'opaque' },
    }
  }
  async parse() { return [] }
  async open() { return { send: async () => ({}), health: () => 'connected', close: async () => {} } }
}
class Hook {
  channel = 'talk'
  verify() { return 'ok' }
  split() { return [] }
}
class Routes {
  static inject = [DB, METERING]
  constructor(db, metering) {
    const body = z.object({ meter: z.string(), reference: z.string(), at: z.number(), quantity: z.number().optional(), falls: z.boolean().default(false) })
    this.routes = [
      route({ kind: 'console', method: 'POST', path: '/count', permission: 'tickets', summary: 'Counts', body }, ({ body: { falls, ...fact } }) =>
        db.transaction(async () => {
          await metering.record(fact)
          if (falls) throw new TypeError('fell')
        }),
      ),
    ]
  }
}
export default definePlugin({
  register(r) {
    r.channel(Adapter, z.object({}))
    r.webhook(Hook)
    r.routes(Routes)
  },
})`

/** The folder that holds it; the caller removes it. */
export function countingPlugin(): string {
  const folder = mkdtempSync(join(tmpdir(), 'opencontact-talk-'))
  mkdirSync(join(folder, 'talk/console'), { recursive: true })
  const name = (ko: string, en: string) => ({ ko, en })
  const opencontact = {
    id: 'talk',
    sdk: '^0.1.0',
    permissions: ['db', 'metering'],
    contract: { item: 'chat' },
    meters: [
      { code: 'chat.case', item: 'chat', name: name('무엇이든', 'Whatever') },
      { code: 'video.second', item: 'chat', name: name('영상 상담 시간', 'Video time') },
      { code: 'ticket.case', item: 'ticket', name: name('티켓', 'Tickets') },
    ],
    channel: { id: 'talk', label: name('톡', 'Talk') },
    console: { entry: 'console/index.js', panels: [{ id: 'talks', slot: 'nav.page', permission: 'chat', title: name('톡 상담', 'Talks') }, { id: 'set', slot: 'settings.page', permission: 'service', title: name('톡 설정', 'Talk settings') }] },
  }
  writeFileSync(join(folder, 'talk/package.json'), JSON.stringify({ name: 'talk', version: '1.0.0', type: 'module', exports: './index.js', opencontact }))
  writeFileSync(join(folder, 'talk/index.js'), CODE)
  writeFileSync(join(folder, 'talk/console/index.js'), 'export default {}')
  return folder
}
