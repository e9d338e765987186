import type { Permission } from 'adapters-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, signIn } from '../faults/support/index.js'
import { createDatabase, setUpOrganisation, spawnServer, withBrowser, type ApiClient, type BrowserPage, type TestDatabase, type TestServer } from '../support/index.js'
import { COLUMNS, PERMISSION_TABLE, type Column } from '../tenancy/support/permission-table.js'
import { idOf, writeProbePlugins } from '../tenancy/support/probe-plugin.js'
import { picture, wordsOf } from './support/index.js'

const HELP = { organisation: 'acme', code: 'help' }
const word = wordsOf('en')
const SEEN = 'Probe of '
/** The console's own page of a row, beside the plugin's. */
const OWN_PAGES: Partial<Record<Permission, string>> = { 'tickets': '/s/help/tickets/all', 'service': '/s/help/settings/triggers', 'service.agents': '/s/help/settings/agents', 'organisation': '/organisation/services' }
const pagesOf = (permission: Permission) => [permission === 'organisation' ? '/organisation/probe/organisation' : `/s/help/p/probe/${idOf(permission)}`, OWN_PAGES[permission]].filter((path) => path !== undefined)

withBrowser('PRM-4: pages opened by their address', (browser) => {
  const plugins = writeProbePlugins()
  let database: TestDatabase
  let server: TestServer
  let admin: ApiClient
  const ids = new Map<Column, number>()

  beforeAll(async () => {
    database = await createDatabase('sqlite')
    server = await spawnServer({ env: { ...database.env(), OC_PLUGIN_PATHS: plugins.folder } })
    admin = await setUpOrganisation(server)
    for (const column of COLUMNS) {
      const isAdmin = column === 'organisation.admin'
      ids.set(column, await addMember(database, HELP, column.replace('.', '-'), isAdmin ? [] : [column], [], { organisationAdmin: isAdmin }))
    }
  })
  afterAll(async () => {
    await server?.stop()
    await database?.drop()
    plugins.remove()
  })

  const comeIn = async (column: Column): Promise<BrowserPage> => {
    const client = await signIn(server.url, 'acme', column.replace('.', '-'))
    const opened = await browser.open({ locale: 'en-GB' })
    const [name, value] = client.cookie.split('=') as [string, string]
    await opened.page.context().addCookies([{ name, value, url: server.url }])
    return opened
  }

  it.each(COLUMNS)('%s sees the pages of the table’s column, and elsewhere that they may not, with a way back', async (column) => {
    const { page } = await comeIn(column)
    const seen: string[] = []
    const refusal = page.getByRole('heading', { level: 1, name: word('noAccess') })
    for (const { menu, permissions: [permission], consultation } of PERMISSION_TABLE.filter((row) => row.permissions.length === 1)) {
      for (const path of pagesOf(permission!)) {
        await page.goto(server.url + path)
        const shown = page.getByRole('heading', { level: 1 }).filter({ hasNotText: /^\s*$/ }).first()
        await shown.waitFor()
        // A page that is not there yet has an empty heading; what is refused says so.
        if (!(await refusal.isVisible())) seen.push(path)
        else if (menu === 'statistics') {
          await picture(page, `no-access-${column}`)
          await page.getByRole('main').getByRole('link', { name: word('toTheStart') }).click()
          await page.waitForURL((url) => url.pathname.startsWith('/s/help') && url.pathname !== '/s/help')
          await refusal.waitFor({ state: 'hidden' })
        }
      }
      expect([menu, seen.splice(0)]).toEqual([menu, consultation.includes(column) ? pagesOf(permission!) : []])
    }
    await page.context().close()
  }, 120_000)

  describe('while the console is open', () => {
    it('a right taken away takes menus and page with it, without a reload, and given back brings them back', async () => {
      const { page } = await comeIn('manager.ticket')
      const agent = ids.get('manager.ticket')!
      const [group] = await database.query<{ id: number }>('select id from agent_group')
      const menu = page.getByRole('navigation', { name: word('mainMenu') })
      await page.goto(`${server.url}/s/help/p/probe/statistics`)
      await page.getByRole('heading', { name: `${SEEN}statistics` }).waitFor()
      await page.evaluate('globalThis.sameDocument = true')
      await menu.getByRole('link', { name: word('administration') }).waitFor()

      await admin.patch(`/api/s/help/agents/${agent}`, { roles: ['agent.ticket'], groupIds: [Number(group!.id)] })
      await page.getByRole('heading', { name: word('noAccess') }).waitFor()
      await menu.getByRole('link', { name: word('administration') }).waitFor({ state: 'detached' })
      await menu.getByRole('link', { name: 'Probe statistics' }).waitFor({ state: 'detached' })
      await menu.getByRole('link', { name: 'Probe guide' }).waitFor()

      await admin.patch(`/api/s/help/agents/${agent}`, { roles: ['manager.ticket'] })
      await page.getByRole('heading', { name: `${SEEN}statistics` }).waitFor()
      await page.getByText('Heard 0').waitFor()
      await admin.patch(`/api/s/help/agents/${(await admin.get<{ session: { member: { id: number } } }>('/api/session')).session.member.id}`, { roles: ['manager.ticket', 'agent.ticket'] })
      await admin.post('/api/s/help/probe/statistics')
      await page.getByText('Heard 1').waitFor()

      await admin.post('/api/o/admins', { memberId: agent })
      await menu.getByRole('link', { name: word('organisationMenu') }).waitFor()
      await admin.delete(`/api/o/admins/${agent}`)
      await menu.getByRole('link', { name: word('organisationMenu') }).waitFor({ state: 'detached' })
      expect(await page.evaluate('globalThis.sameDocument')).toBe(true)

      await admin.patch(`/api/o/members/${agent}`, { disabled: true })
      await page.getByRole('heading', { name: word('logIn') }).waitFor()
    }, 60_000)

    it('TEN-11: a window whose session is ended elsewhere leaves at once', async () => {
      const [here, there] = [await comeIn('agent.ticket'), await comeIn('agent.ticket')]
      for (const { page } of [here, there]) await page.goto(server.url)
      await there.page.getByRole('navigation', { name: word('mainMenu') }).waitFor()
      await here.page.goto(`${server.url}/me`)
      await here.page.getByRole('button', { name: word('endOthers') }).click()
      await there.page.getByRole('heading', { name: word('logIn') }).waitFor()
      await here.page.getByRole('heading', { level: 1, name: word('personal') }).waitFor()
    })

    it('TEN-10: My performance shows what a plugin counts', async () => {
      const { page } = await comeIn('agent.phone')
      await page.goto(`${server.url}/s/help/performance`)
      await page.getByText('Calls taken').waitFor()
      await page.getByText('01:02:05').waitFor()
      await picture(page, 'performance')
    })
  })
})
