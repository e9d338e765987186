import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, root, setUpOrganisation, spawnServer, withBrowser, type TestDatabase, type TestServer } from '../support/index.js'
import { Person, picture } from './support/index.js'

withBrowser('the example plugin in the built console', (browser) => {
  let database: TestDatabase
  let server: TestServer
  let form: { readonly post: string; readonly answers: string }
  const visitor = randomUUID()
  beforeAll(async () => {
    database = await createDatabase('sqlite')
    server = await spawnServer({ env: { ...database.env(), OC_PLUGIN_PATHS: join(root, 'examples/plugins') } })
    const admin = await setUpOrganisation(server, { language: 'ko' })
    form = await admin.get('/api/s/help/webform/form')
    await fetch(form.post, { method: 'POST', body: JSON.stringify({ id: randomUUID(), visitor, name: '김민지', subject: '배송 문의', text: '언제 도착하나요?' }) })
  })
  afterAll(async () => {
    await server?.stop()
    await database?.drop()
  })

  it('SDK-4: brings a page of settings and a panel beside its tickets, live, in both languages, without a build', async () => {
    const person = new Person(await browser.open({ locale: 'ko-KR' }), 'ko')
    const { page } = person
    await person.logIn(server.url, 'admin')

    await page.getByRole('link', { name: '배송 문의' }).click()
    const panel = page.getByRole('complementary').locator('section').filter({ hasText: '방문자가 보는 답변' })
    await person.sees('방문자 화면에 표시된 답변이 없습니다.', panel)
    await page.getByRole('button', { name: '가져오기' }).click()
    const composer = page.getByRole('region').filter({ has: person.button('sendAndSolve') })
    await person.write(composer, '내일 도착합니다.')
    await person.button('sendAndSolve', composer).click()
    await person.sees('내일 도착합니다.', panel)
    await person.sees('아직 읽지 않음', panel)
    await picture(page, 'example-ticket')

    await person.administer('webForm')
    await person.sees(form.post, page.getByRole('main'))
    await picture(page, 'example-settings')
    await page.getByRole('button', { name: '내 메뉴' }).click()
    await page.getByRole('menuitem', { name: 'English로 보기' }).click()
    await page.getByRole('heading', { level: 1, name: 'Web form' }).waitFor()
    await person.sees('Where the form posts to', page.getByRole('main'))
    expect(person.errors.filter((error) => !error.includes('401 (Unauthorized)'))).toEqual([])
  })
})
