import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine, type ApiAnswer, type ApiClient } from '../support/index.js'
import { startAccess, type AccessHost } from '../access/support/access-host.js'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="#f80"/></svg>')
const code = (answer: ApiAnswer) => (answer.body as { code: string }).code

eachEngine((engine) => {
  let host: AccessHost
  let admin: ApiClient
  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    await host.addOrganisation('other')
    admin = await host.signedIn('owner', 'acme')
  })
  afterAll(() => host.stop())

  const upload = (content: Uint8Array) => admin.request('PUT', '/api/o/branding/logo', content, { 'content-type': 'application/octet-stream' })
  const entrance = async (organisation: string) => (await host.client().get<{ organisation: { branding: { accent?: string; logo?: string } } }>(`/api/entrance?organisation=${organisation}`)).organisation.branding
  const look = (logo: string) => host.client().request('GET', logo)

  it('the accent colour is the organisation’s: in the session, on its log-in page, and nowhere else', async () => {
    expect(await admin.put('/api/o/branding/accent', { accent: '#0A7F3F' })).toEqual({ accent: '#0a7f3f' })
    expect((await admin.get<{ session: unknown }>('/api/session')).session).toMatchObject({ organisation: { branding: { accent: '#0a7f3f' } } })
    expect([await entrance('acme'), await entrance('other')]).toEqual([{ accent: '#0a7f3f' }, {}])
    for (const accent of ['red', '#fff', '#12345g', 'url(x)', '']) expect(code(await admin.request('PUT', '/api/o/branding/accent', { accent }))).toBe('http.bad_input')
    expect(await admin.put('/api/o/branding/accent', { accent: null })).toEqual({})
  })

  it('the logo is shown to everybody, at an address that changes with it', async () => {
    expect((await upload(PNG)).status).toBe(200)
    const { logo } = await entrance('acme')
    const shown = await look(logo!)
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('content-security-policy')]).toEqual([200, 'image/png', expect.stringContaining('sandbox')])
    expect((await upload(SVG)).status).toBe(200)
    const next = await entrance('acme')
    expect(next.logo).not.toBe(logo)
    expect((await look(next.logo!)).headers.get('content-type')).toBe('image/svg+xml')
    expect((await look(logo!)).status).toBe(404)
    expect((await look(next.logo!.replace('acme', 'other'))).status).toBe(404)
    expect(await entrance('other')).toEqual({})
    expect((await admin.get<{ session: unknown }>('/api/session')).session).toMatchObject({ organisation: { branding: next } })
    await admin.delete('/api/o/branding/logo')
    expect([await entrance('acme'), (await look(next.logo!)).status]).toEqual([{}, 404])
  })

  it('what is no picture, hostile or too large is refused, and what was there stays', async () => {
    await upload(PNG)
    const before = await entrance('acme')
    const bad: [Uint8Array, number, string][] = [
      [Buffer.from('<html><body>hello</body></html>'), 422, 'organisations.logo_kind'],
      [Buffer.from('%PDF-1.4\n'), 422, 'organisations.logo_kind'],
      [Buffer.from('GIF89a\x01\x00\x01\x00'), 422, 'organisations.logo_kind'],
      [new Uint8Array(0), 422, 'organisations.logo_kind'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 422, 'organisations.logo_svg'],
      [Buffer.concat([PNG, Buffer.alloc(256 * 1024)]), 413, 'http.too_large'],
    ]
    for (const [content, status, expected] of bad) {
      const answer = await upload(content)
      expect([answer.status, code(answer)]).toEqual([status, expected])
    }
    expect(await entrance('acme')).toEqual(before)
  })

  it('belongs to the admins of the organisation alone', async () => {
    await host.addMember('acme', 'mina', { code: 'help', roles: ['manager.ticket'] })
    const mina = await host.signedIn('mina', 'acme')
    for (const [method, path] of [['GET', ''], ['PUT', '/accent'], ['PUT', '/logo'], ['DELETE', '/logo']] as const) expect((await mina.request(method, `/api/o/branding${path}`, method === 'PUT' ? {} : undefined)).status).toBe(403)
  })
})
