import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeRelay } from '../testing/fake-relay.js'
import { silentLog, testInfo } from '../testing/test-info.js'
import { EmailNotifications } from './email-notifications.js'
import { relayFromUrl } from './relay-url.js'
import { SendNotice, type Notice } from './send-notice.js'

const MESSAGE = { organisationId: 1, to: { name: 'Mina', address: 'mina@acme.test' }, subject: { ko: '비밀번호 설정', en: 'Set your password' }, text: { ko: '아래 링크에서', en: 'Follow the link' }, language: 'ko', link: 'https://desk.example/reset?token=1' } as const
const signal = new AbortController().signal
let relay: FakeRelay

function queue(environment: Record<string, string>) {
  const jobs: { name: string; payload: unknown }[] = []
  return { jobs, notifications: new EmailNotifications({ enqueue: async (name, payload) => void jobs.push({ name, payload }) }, testInfo(environment)) }
}

describe('mails to members', () => {
  beforeEach(async () => {
    relay = new FakeRelay()
    await relay.start()
  })
  afterEach(() => relay.stop())

  it('TEN-7: go through the relay of the installation', async () => {
    const environment = { relay_url: `smtp://relay:right-password@127.0.0.1:${relay.port}?security=none`, domain: 'desk.example' }
    const { jobs, notifications } = queue(environment)
    expect(await notifications.notify(MESSAGE)).toBe(true)
    expect(jobs).toMatchObject([{ name: 'email.notice', payload: { subject: '비밀번호 설정', link: MESSAGE.link } }])
    await new SendNotice(testInfo(environment), silentLog).run(jobs[0]!.payload as Notice, signal)
    expect(relay.mails).toMatchObject([{ from: 'no-reply@desk.example', to: ['mina@acme.test'] }])
  })
  it('are left to the core where there is no relay, since everybody could read them in the catcher', async () => {
    const { jobs, notifications } = queue({})
    expect(await notifications.notify(MESSAGE)).toBe(false)
    expect(jobs).toEqual([])
  })
  it('are tried again only when they surely were not sent', async () => {
    const environment = { relay_url: `smtp://127.0.0.1:${relay.port}?security=none`, relay_timeout_ms: '500' }
    const notice: Notice = { to: MESSAGE.to, subject: 's', text: 't', link: null }
    const send = () => new SendNotice(testInfo(environment), silentLog).run(notice, signal)
    relay.fail('rate-limited')
    await expect(send()).rejects.toMatchObject({ code: 'transient.provider' })
    relay.fail('timeout-after-write')
    await send()
    expect(relay.mails).toHaveLength(1)
  })
  it('know the ways to write a relay', () => {
    expect(relayFromUrl('smtps://a%40b:p%2Fw@mail.example', 1, 'x')).toMatchObject({ host: 'mail.example', port: 465, security: 'tls', user: 'a@b', password: 'p/w' })
    expect(relayFromUrl('smtp://mail.example', 1, 'x')).toMatchObject({ port: 587, security: 'starttls', user: '' })
    expect(() => relayFromUrl('http://mail.example', 1, 'x')).toThrow('OC_EMAIL_RELAY_URL')
  })
})
