import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isCallable, isJson, readHeaders } from './request-template.js'
import { retryAfter } from './retry-after.js'
import { signCall } from './sign-call.js'

describe('calls of web addresses (TRG-2)', () => {
  it('are signed as standardwebhooks.com says, once for each secret', () => {
    // The example of the specification's own libraries.
    const headers = signCall('msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], 1_614_265_330_000)
    expect(headers).toEqual({ 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' })
    const other = `v1,${createHmac('sha256', 'key').update('a.1.b').digest('base64')}`
    expect(signCall('a', 'b', ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', `whsec_${Buffer.from('key').toString('base64')}`], 1999)['webhook-signature']!.split(' ')[1]).toBe(other)
  })

  it('wait as long as the receiver asks, a day at most', () => {
    const now = Date.parse('2026-03-01T00:00:00Z')
    expect(retryAfter(null, now)).toBeNull()
    expect(retryAfter('120', now)).toBe(120_000)
    expect(retryAfter('Sun, 01 Mar 2026 00:05:00 GMT', now)).toBe(300_000)
    expect(retryAfter('Sat, 28 Feb 2026 00:05:00 GMT', now)).toBe(0)
    expect(retryAfter('99999999', now)).toBe(86_400_000)
    expect(retryAfter('soon', now)).toBeNull()
  })

  it('go where the manager said: codes stand behind the host only', () => {
    for (const url of ['https://a.example/x?n=#{ticket.number}', 'http://a.example', 'https://a.example:8443/#{ticket.number}', 'https://a.example?x=1']) expect(isCallable(url), url).toBe(true)
    for (const url of ['ftp://a.example/', 'https://#{customer.name}/', 'https://a.example#{customer.name}/', 'https://a.#{customer.name}.example/', 'https://a.example:#{customer.name}/', 'https://u:p@a.example/', 'javascript:alert(1)', '/x', 'https://a.example\\#{customer.name}/', 'https:///x']) expect(isCallable(url), url).toBe(false)
  })

  it('take a header a line, but none that is ours or says how a message is framed', () => {
    expect(readHeaders('Authorization: Bearer x:y\n\n X-Ticket:#{ticket.number} \n')).toEqual({ authorization: 'Bearer x:y', 'x-ticket': '#{ticket.number}' })
    for (const lines of ['nothing', 'Host: a', 'Content-Length: 1', 'webhook-signature: v1,x', 'A B: c', 'X: 한글', 'X: a\u0000b', Array.from({ length: 21 }, (_, index) => `x${index}: 1`).join('\n')]) expect(readHeaders(lines), lines).toBeNull()
  })

  it('know JSON with codes in it', () => {
    expect(isJson('{"n":"#{ticket.number}","count":#{ticket.field.count}}')).toBe(true)
    expect(isJson('{"n":#{ticket.number}')).toBe(false)
  })
})
