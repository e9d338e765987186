import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, PASSWORD, setUpOrganisation, spawnServer, withBrowser, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture } from './support/index.js'

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 36"><rect width="36" height="36" rx="8" fill="#f5a623"/><path d="M50 10h60v6h-60zM50 22h40v6h-40z" fill="#7a3d00"/></svg>')
const HOSTILE = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

withBrowser('logo and colour', (browser) => {
  let database: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    database = await createDatabase('sqlite')
    server = await spawnServer({ env: database.env() })
    await setUpOrganisation(server, { organisation: '하루상회', domain: 'haru', language: 'ko' })
  })
  afterAll(async () => {
    await server?.stop()
    await database?.drop()
  })

  it('an admin chooses them, is told what becomes of a pale colour, and sees them in the console and at the log-in', async () => {
    const admin = new Person(await browser.open({ locale: 'ko-KR' }), 'ko')
    const { page } = admin
    await admin.logIn(`${server.url}/o/haru`, 'admin')
    await page.goto(`${server.url}/organisation/branding`)
    await picture(page, 'branding-ko-1-empty')
    const choose = (buffer: Buffer) => page.getByLabel('로고 선택', { exact: true }).first().setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer })
    await choose(HOSTILE)
    await admin.sees('안전하게 보여 줄 수 없는 SVG입니다.')
    await picture(page, 'branding-ko-2-refused')
    await choose(SVG)
    await page.getByRole('img', { name: '로고', exact: true }).waitFor()
    await page.getByLabel('색상 코드').fill('#f5a623')
    await admin.sees(/더 어두운 #[0-9a-f]{6}/)
    // Each preview in its own theme, whatever the page's is.
    const surface = (theme: string) => page.getByText(theme, { exact: true }).locator('..').evaluate((box) => (globalThis as never as { getComputedStyle(of: unknown): { backgroundColor: string } }).getComputedStyle(box).backgroundColor)
    expect([await surface('밝게'), await surface('어둡게')]).toEqual(['rgb(255, 255, 255)', 'rgb(24, 29, 41)'])
    await picture(page, 'branding-ko-3-pale')
    await admin.button('save', page.getByRole('region')).click()
    await admin.sees('저장했습니다.')
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(page, 'branding-ko-4-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.reload()
    expect(await page.getByLabel('색상 코드').inputValue()).toBe('#f5a623')
    await page.getByRole('banner').locator('img').waitFor()

    const stranger = new Person(await browser.open({ locale: 'en-GB' }), 'en')
    await stranger.page.goto(`${server.url}/o/haru`)
    await stranger.page.locator('main img').waitFor()
    await stranger.page.waitForFunction("document.querySelector('main img').naturalWidth > 0")
    expect(await stranger.page.evaluate("document.documentElement.style.getPropertyValue('--accent')")).toContain('#f5a623')
    await picture(stranger.page, 'branding-en-5-log-in')
    await stranger.enter({ login: 'admin', password: PASSWORD })
    await stranger.button('logIn').click()
    // In the language that the member chose.
    await stranger.page.getByRole('navigation', { name: admin.word('mainMenu') }).waitFor()
    expect([...admin.errors, ...stranger.errors].filter((error) => !/401|422/.test(error))).toEqual([])
  })
})
