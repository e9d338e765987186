import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli } from '../../core/src/cli/run-cli.js'
import { ApiClient, eachEngine, PASSWORD } from '../support/index.js'
import { startCore, until, type RunningCore } from '../faults/support/index.js'

eachEngine((engine) => {
  let running: RunningCore
  beforeAll(async () => { running = await startCore(engine) })
  afterAll(() => running?.stop())

  /** As the operator calls it, while the server runs. */
  const cli = async (...words: string[]) => {
    const lines = { out: [] as string[], error: [] as string[] }
    const code = await runCli(words, { ...engine.env(), OC_PUBLIC_URL: running.url }, { out: (line) => lines.out.push(line), error: (line) => lines.error.push(line) })
    return { code, out: lines.out.join('\n'), error: lines.error.join('\n') }
  }
  const firstUseOf = async (link: string, login: string, organisation: string) => {
    await new ApiClient(running.url).post('/api/password/reset', { token: new URL(link).searchParams.get('token'), password: PASSWORD })
    return new ApiClient(running.url).signIn(login, PASSWORD, organisation)
  }

  it('TEN-1: the operator signs an organisation up and hands the link over where no mail leads out', async () => {
    const made = await cli('organisation', 'create', 'hanbit', '한빛상점', 'boss', '한지민', 'boss@hanbit.example', '--member', 'mina,이미나,mina@hanbit.example', '--service', 'shop')
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining(`Address  ${running.url}/o/hanbit`) })
    const boss = await firstUseOf(/http\S+reset\S+/.exec(made.out)![0], 'boss', 'hanbit')
    expect(boss.session).toMatchObject({ member: { organisationAdmin: true, operator: false }, services: [{ code: 'shop', name: '고객센터' }] })
    expect((await boss.get<{ items: { login: string }[] }>('/api/o/members')).items.map(({ login }) => login).sort()).toEqual(['boss', 'mina'])
    // The new service takes mail, as one made in the console does.
    await until('its first inbox', async () => (await boss.get<{ items: unknown[] }>('/api/s/shop/inboxes')).items.length > 0 || null)
    expect((await cli('organisation', 'list')).out).toMatch(/^acme +Acme {2}services: 1, members: 1\nhanbit +한빛상점 {2}services: 1, members: 2$/)
  })

  it('TEN-1: what is taken or wrong is said, and nothing is made', async () => {
    const create = (domain: string, name: string, ...more: string[]) => cli('organisation', 'create', domain, name, 'x1', 'X', 'x@x.example', ...more)
    expect(await create('acme', 'New')).toMatchObject({ code: 1, error: 'The domain acme is taken. Choose another domain.' })
    expect(await create('new', 'acme')).toMatchObject({ code: 1, error: expect.stringContaining('named acme already') })
    expect(await create('www', 'New')).toMatchObject({ code: 1, error: expect.stringContaining('No organisation can have') })
    expect(await create('Über', 'New')).toMatchObject({ code: 2, error: expect.stringContaining('domain') })
    expect(await create('new', 'New', '--member', 'nobody')).toMatchObject({ code: 2, error: expect.stringContaining('LOGIN,NAME,MAIL') })
    expect(await create('new', 'New', '--colour', 'red')).toMatchObject({ code: 2 })
    expect((await cli('organisation', 'list')).out.split('\n')).toHaveLength(2)
  })

  it('TEN-1: the operator lets a member set a new password', async () => {
    const { code, out } = await cli('password', 'ACME', 'Admin')
    expect([code, out]).toEqual([0, expect.stringContaining(`${running.url}/o/acme/password/reset?token=`)])
    expect((await firstUseOf(out, 'admin', 'acme')).session).toMatchObject({ member: { login: 'admin' } })
    expect(await cli('password', 'acme', 'nobody')).toMatchObject({ code: 1, error: 'There is no member nobody in an organisation acme.' })
  })

  it('TEN-3: the operator switches the security service of any organisation', async () => {
    const admin = await new ApiClient(running.url).signIn('admin', PASSWORD, 'acme')
    const contract = () => admin.get<{ items: { item: string; active: boolean }[]; changeableFrom: string | null; history: { kind: string; member: string }[] }>('/api/o/services/help/contract')
    expect(await cli('security', 'acme', 'help', 'on')).toMatchObject({ code: 0, out: 'security of acme/help is on' })
    expect(await cli('security', 'acme', 'help', 'on')).toMatchObject({ code: 0 })
    const after = await contract()
    expect(after.items.find(({ item }) => item === 'security')).toMatchObject({ active: true })
    expect([after.changeableFrom, after.history[0]]).toMatchObject([null, { kind: 'operator', member: '' }])
    expect(await cli('security', 'acme', 'help', 'off')).toMatchObject({ out: 'security of acme/help is off' })
    expect((await contract()).history).toHaveLength(3)
    expect(await cli('security', 'acme', 'nowhere', 'on')).toMatchObject({ code: 1, error: expect.stringContaining('no service nowhere') })
    expect(await cli('security', 'nobody', 'help', 'on')).toMatchObject({ code: 1, error: expect.stringContaining('no organisation nobody') })
  })

  it('TEN-4: the operator shows the price table and sets prices for months to come', async () => {
    expect((await cli('price', 'show')).out).toMatch(/^ticket\.case +2000-01-01 {2}0:0 2999:50$/m)
    const month = `${new Date().getUTCFullYear() + 1}-12`
    const set = await cli('price', 'set', 'telticket.second', month, '0:0', '360000:2.5', '2400000:1')
    expect(set).toMatchObject({ code: 0, out: expect.stringContaining(`telticket.second  ${month}-01  0:0 360000:2.5 2400000:1`) })
    const prices = await running.admin.request('GET', '/api/o/prices')
    expect(JSON.stringify((await (await new ApiClient(running.url).signIn('admin', PASSWORD, 'acme')).request('GET', '/api/o/prices')).body)).toContain(`${month}-01`)
    expect(prices.status).toBe(401)
    expect(await cli('price', 'set', 'ticket.case', '2020-01', '0:1')).toMatchObject({ code: 1, error: expect.stringContaining('that has begun') })
    expect(await cli('price', 'set', 'ticket.cake', month, '0:1')).toMatchObject({ code: 1, error: expect.stringContaining('no price ticket.cake') })
  })
})
