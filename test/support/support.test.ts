import { describe, expect, it } from 'vitest'
import { eachEngine, sendMail, startRelay, withBrowser } from './index.js'

const mail = { from: 'a@example.com', to: 'b@example.com', subject: '안녕하세요', text: 'Hello' }

eachEngine((engine) => {
  it('gives a fresh database that looks like itself', async () => {
    if (engine.engine === 'postgres') {
      const [row] = await engine.query<{ encoding: string; collation: string }>(`select pg_encoding_to_char(encoding) as encoding, datcollate as collation from pg_database where datname = current_database()`)
      expect(row).toEqual({ encoding: 'UTF8', collation: 'C.UTF-8' })
      expect(engine.env().OC_DATABASE_URL).toMatch(/^postgres:\/\/opencontact_test:/)
    } else {
      expect(engine.env().OC_DATABASE_URL).toBe('')
    }
  })

  it('gives another one that shares nothing', async () => {
    const other = await engine.another()
    expect(other.env()).not.toEqual(engine.env())
    await other.drop()
  })
})

describe('the relay of the tests', () => {
  it('takes a mail, refuses at RCPT and at the end of DATA, and drops the line after it', async () => {
    const relay = await startRelay()
    await sendMail(relay.port, mail)
    expect(relay.mails).toMatchObject([{ from: 'a@example.com', to: ['b@example.com'] }])
    relay.fault = { kind: 'refuse', at: 'rcpt', code: 450 }
    await expect(sendMail(relay.port, mail)).rejects.toMatchObject({ responseCode: 450 })
    relay.fault = { kind: 'refuse', at: 'data', code: 554 }
    await expect(sendMail(relay.port, mail)).rejects.toMatchObject({ responseCode: 554 })
    expect(relay.mails).toHaveLength(1)
    relay.fault = { kind: 'drop' }
    await expect(sendMail(relay.port, mail)).rejects.toThrow()
    expect(relay.mails).toHaveLength(2)
    await relay.stop()
  })
})

withBrowser('the browser of the tests', (browser) => {
  it('shows a page and hears its errors', async () => {
    const { page, errors } = await browser.open()
    await page.setContent('<h1>안녕하세요</h1><script>console.error("heard")</script>')
    expect(await page.textContent('h1')).toBe('안녕하세요')
    expect(errors).toEqual(['heard'])
  })
})
