import { fileURLToPath } from 'node:url'
import { describeChannelConformance, loadFixtures, type ConformanceOptions } from 'adapters-sdk/testing'
import { describe, it } from 'vitest'
import { EmailAdapter } from './email-adapter.js'
import type { InboxSettings } from './inbox-settings.js'
import { envelopeHeaders } from './inbound/envelope.js'
import { FakeRelay } from './testing/fake-relay.js'
import { testInfo } from './testing/test-info.js'

const options: ConformanceOptions<InboxSettings, FakeRelay> = {
  name: 'e-mail',
  adapter: () => new EmailAdapter(testInfo({ relay_timeout_ms: '1500' })),
  provider: () => new FakeRelay(),
  settings: (relay) => ({ senderName: '고객센터', senderAddress: '', layout: '<div>#{content}</div>', relay: { host: '127.0.0.1', port: relay.port, security: 'none', user: 'relay' } }),
  secrets: { relayPassword: 'right-password' },
  address: 'help@acme.test',
  recipient: { scheme: 'email', address: 'jiwoo@example.com', displayName: '김지우' },
  fixtures: loadFixtures(fileURLToPath(new URL('../fixtures', import.meta.url)), ['.eml'], envelopeHeaders({ from: 'jiwoo@example.com', to: ['help@acme.test'] }, { remoteAddress: '127.0.0.1', helo: 'mx' })),
  invalid: [Buffer.alloc(0), Buffer.from('\r\n\r\n'), Buffer.from('no header and no sender')],
  registered: ['gateway'],
}

describeChannelConformance(options, { describe, it })
