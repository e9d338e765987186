import { describe, expect, it } from 'vitest'
import { substituteHtml, substituteText, unknownCodes } from './substitute.js'

const values = { 'ticket.number': 'T1616746802108sWrg', 'ticket.title': '환불 <b>급함</b>', 'customer.name': '홍길동', 'group.name': '결제', 'ticket.field.account': '123-1234' }

describe('substitution codes', () => {
  it('TKT-15: are replaced by their values, also with spaces inside', () => {
    expect(substituteText('[#{ticket.number}] #{ customer.name }님, #{group.name} #{ticket.field.account}', values)).toBe('[T1616746802108sWrg] 홍길동님, 결제 123-1234')
  })

  it('cannot bring markup into HTML', () => {
    expect(substituteHtml('<p>#{ticket.title}</p>', values)).toBe('<p>환불 &#60;b&#62;급함&#60;/b&#62;</p>')
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
