import { describe, expect, it } from 'vitest'
import type { Customer, Ticket } from '../host/ports.js'
import { substituteHtml, substituteText, substitutionValues, unknownCodes } from './substitute.js'

const ticket: Ticket = { id: 1, number: 'T1616746802108sWrg', subject: '환불 <b>급함</b>', state: 'unassigned', priority: 'normal', channel: 'email', inboxId: 1, customerId: 1, groupId: null, assigneeId: null, intakeTypeId: null, handlingTypeId: null, createdAt: Date.UTC(2026, 0, 2, 3, 4), updatedAt: 0 }
const customer: Customer = { id: 1, number: 'U1', name: '홍길동', identities: [{ scheme: 'email', address: 'hong@example.com' }] }
const values = substitutionValues({ ticket, customer }, { serviceName: '가게', language: 'ko', timeZone: 'Asia/Seoul', agentNickname: '', groupName: '결제' })

describe('substitution codes', () => {
  it('TKT-15: are replaced by their values, also with spaces inside', () => {
    expect(substituteText('[#{ticket.number}] #{ customer.name }님, #{group.name}', values)).toBe('[T1616746802108sWrg] 홍길동님, 결제')
  })

  it('cannot bring markup into HTML', () => {
    expect(substituteHtml('<p>#{ticket.title}</p>', values)).toBe('<p>환불 &#60;b&#62;급함&#60;/b&#62;</p>')
  })

  it('show times in the zone and language of the service', () => {
    expect(values['ticket.createdAt']).toContain('12:04')
  })

  it('that stand for nothing are named and stay as they are', () => {
    expect(unknownCodes('#{ticket.number} #{foo} #{foo} #{}')).toEqual(['foo', ''])
    expect(substituteText('#{foo}', values)).toBe('#{foo}')
  })
})
