import { expect, it } from 'vitest'
import { withBrowser } from '../../support/index.js'
import { hostile, hostileParts } from './index.js'

withBrowser('the look for hostile parts', (browser) => {
  it('finds them where nobody cleaned the mail', async () => {
    const { page } = await browser.open({ offline: true })
    // Without the refresh, which would take the page away.
    await page.setContent(`<article>${hostile('Hello').replace(/<meta[^>]*>/, '')}</article>`)
    const found = (await hostileParts(page)).join('\n')
    for (const part of ['ran: ', '<script>', '<iframe>', '<form>', 'img onerror=', 'a href=javascript', 'pixel.gif', 'position: fixed']) expect(found).toContain(part)
  })
  it('finds none in an honest one', async () => {
    const { page } = await browser.open()
    await page.setContent('<article><p>Hello, <a href="https://shop.example/" rel="noopener">look</a></p></article>')
    expect(await hostileParts(page)).toEqual([])
  })
})
