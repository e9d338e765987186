import { describe, expect, it } from 'vitest'
import { substituteHtml, substituteJson, substituteText, substituteUrl, unknownCodes } from './substitute.js'

const values = { 'ticket.number': 'T1616746802108sWrg', 'ticket.title': '환불 <b>급함</b>', 'customer.name': '홍길동', 'group.name': '결제', 'ticket.field.account': '123-1234' }

describe('substitution codes', () => {
  it('TKT-15: are replaced by their values, also with spaces inside', () => {
    expect(substituteText('[#{ticket.number}] #{ customer.name }님, #{group.name} #{ticket.field.account}', values)).toBe('[T1616746802108sWrg] 홍길동님, 결제 123-1234')
  })

  it('cannot bring markup into HTML', () => {
    expect(substituteHtml('<p>#{ticket.title}</p>', values)).toBe('<p>환불 &#60;b&#62;급함&#60;/b&#62;</p>')
  })

  it('TRG-2: cannot break an address or JSON', () => {
    expect(substituteUrl('/t/#{ticket.number}?a=#{evil}', { 'ticket.number': 'T1', evil: '../&b=1#x\r\n\ud800 가' })).toBe('/t/T1?a=..%2F%26b%3D1%23x%0D%0A%EF%BF%BD%20%EA%B0%80')
    expect(JSON.parse(substituteJson('{"a":"#{evil}"}', { evil: '","admin":true,"\\\n' }))).toEqual({ a: '","admin":true,"\\\n' })
  })

  it('TKT-15: of a field that was not filled in leave nothing behind', () => {
    expect(substituteText('(#{ticket.field.bank})', values)).toBe('()')
  })

  it('TKT-15: that stand for nothing are named and stay as they are', () => {
    expect(unknownCodes('#{ticket.number} #{foo} #{foo} #{} #{ticket.field.bank} #{toString}')).toEqual(['foo', '', 'toString'])
    expect(unknownCodes('#{ticket.number} #{ticket.field.bank}', ['ticket.number', 'ticket.field.account'])).toEqual(['ticket.field.bank'])
    expect(substituteText('#{foo} #{toString}', values)).toBe('#{foo} #{toString}')
  })
})
