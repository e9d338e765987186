import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiProblem, eachEngine, type ApiClient } from '../support/index.js'
import { addGroup, addMember, addService, Desk, serviceIdOf, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'
import { runCli } from '../../core/src/cli/run-cli.js'
import { goldenTickets } from './golden-set.js'
import { HOUR, seedTickets } from './seed-tickets.js'

type Ranges = [number, number][]
interface Hit { readonly ticket: { readonly number: string; readonly subject: string; readonly customer: { readonly name: string } }; readonly marks: { readonly number: Ranges; readonly subject: Ranges; readonly customer: Ranges }; readonly excerpt: { readonly from: string; readonly text: string; readonly ranges: Ranges } | null }
interface Found { readonly items: Hit[]; readonly next: string | null; readonly partial: boolean }

const marked = (text: string, ranges: Ranges) => ranges.map(([from, to]) => text.slice(from, to))
const SECOND = { organisation: 'rival', code: 'vault' }

describe('the search', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let desk: Desk
    let numberOf: Map<string, string>
    const query = (asked: Readonly<Record<string, string>>) => new URLSearchParams(asked).toString()
    const find = (asked: Readonly<Record<string, string>>, client: ApiClient = running.admin, code = 'help') => client.get<Found>(`/api/s/${code}/search?${query({ limit: '100', ...asked })}`)
    const keys = async (asked: Readonly<Record<string, string>>) => {
      const keyOf = new Map([...numberOf].map(([key, number]) => [number, key]))
      return (await find(asked)).items.map(({ ticket }) => keyOf.get(ticket.number)).join(' ')
    }
    const count = (asked: Readonly<Record<string, string>>) => running.admin.get<{ count: number; more: boolean }>(`/api/s/help/search/count?${query(asked)}`)
    const settled = () => until('everything to be in the search', async () => Number((await engine.query<{ n: number }>('select count(*) as n from ticket where indexed_version <> text_version'))[0]!.n) === 0 || null)

    beforeAll(async () => {
      running = await startCore(engine)
      desk = new Desk(running.admin, running.smtpPort)
      await engine.query("update agent set roles = ?", [JSON.stringify(['manager.ticket', 'agent.ticket'])])
      numberOf = await seedTickets(engine, await serviceIdOf(engine, { organisation: 'acme', code: 'help' }), goldenTickets)
      await settled()
    })
    afterAll(() => running?.stop())

    it('TKT-12: by subject, ticket number, customer number, name, id, mail and phone, each alone', async () => {
      expect(await keys({ subject: '배송' })).toBe('overseas address freeship delivery')
      expect(await keys({ subject: '유리컵' })).toBe('')
      expect(await keys({ customerName: '김민' })).toBe('exchange delivery')
      expect(await keys({ customerName: 'ㄱㅁ' })).toBe('coupon exchange delivery')
      expect(await keys({ customerEmail: '@naver.com' })).toBe('nfd slow gift bread thanks member missing stock exchange delivery')
      expect(await keys({ customerEmail: 'gildong' })).toBe('repair')
      // Mentioned in a message, but nobody's address.
      expect(await keys({ customerEmail: 'cat_butler' })).toBe('')
      expect(await keys({ customerId: 'butler' })).toBe('handle')
      expect(await keys({ customerId: 'xk29-lmq7' })).toBe('kakao')
      expect(await keys({ customerPhone: '1234-5678' })).toBe('refund')
      expect(await keys({ customerPhone: '+82 10 9876 5432' })).toBe('login')
      expect(await keys({ customerPhone: '010-9876-5432' })).toBe('login')
      const number = numberOf.get('bread')!
      expect(await keys({ number })).toBe('bread')
      expect(await keys({ number: number.toLowerCase() })).toBe('bread')
      expect(await keys({ number: number.slice(-4) })).toBe('bread')
      expect(await keys({ q: number })).toBe('bread')
      expect(await keys({ q: number.slice(0, 14) })).toBe('bread')
      expect(await keys({ customerNumber: `U${number.slice(1)}` })).toBe('bread')
      expect(await keys({ customerNumber: number })).toBe('')
    })

    it('TKT-12: words and filters together, and filters alone', async () => {
      const groupId = await addGroup(engine, { organisation: 'acme', code: 'help' }, '환불팀')
      const [category, below] = await Promise.all(['배송', '배송 지연'].map(async (name) => (await running.admin.post<{ category: { id: number } }>('/api/s/help/categories', { kind: 'intake', name })).category.id))
      await running.admin.put(`/api/s/help/categories/${below}/place`, { parentId: category, beforeId: null })
      const set = (key: string, column: string, value: unknown) => engine.query(`update ticket set ${column} = ? where number = ?`, [value, numberOf.get(key)])
      await set('refund', 'group_id', groupId)
      await set('engrefund', 'group_id', groupId)
      await set('delivery', 'priority', 'urgent')
      await set('delivery', 'intake_type_id', below)
      await set('freeship', 'state', 'solved')
      await set('exchange', 'channel', 'agent')
      expect(await keys({ q: '환불', group: String(groupId) })).toBe('refund')
      expect(await keys({ group: String(groupId) })).toBe('engrefund refund')
      expect(await keys({ group: `${groupId},none`, q: '배송' })).toBe('overseas address exchange freeship delivery')
      expect(await keys({ q: '배송', priority: 'urgent,high' })).toBe('delivery')
      expect(await keys({ q: '배송', intakeType: String(category) })).toBe('delivery')
      expect(await keys({ intakeType: String(below) })).toBe('delivery')
      expect(await keys({ q: '배송', handlingType: 'none', state: 'solved' })).toBe('freeship')
      expect(await keys({ q: '배송', channel: 'agent' })).toBe('exchange')
      expect(await keys({ q: '배송', assignee: '1' })).toBe('')
      const [at] = await engine.query<{ created_at: number | string }>('select created_at from ticket where number = ?', [numberOf.get('exchange')])
      const exchangeAt = Number(at!.created_at)
      expect(await keys({ q: '배송', createdFrom: new Date(exchangeAt).toISOString() })).toBe('overseas address exchange')
      expect(await keys({ q: '배송', createdTo: new Date(exchangeAt).toISOString() })).toBe('exchange freeship delivery')
      expect(await keys({ createdFrom: new Date(exchangeAt - HOUR).toISOString(), createdTo: new Date(exchangeAt + HOUR).toISOString() })).toBe('password exchange refund')
      expect(await count({ q: '배송' })).toEqual({ count: 5, more: false })
      expect(await count({ q: '배송', channel: 'agent' })).toEqual({ count: 1, more: false })
      expect(await count({})).toEqual({ count: goldenTickets.length, more: false })
      expect(await count({ q: '!!!' })).toEqual({ count: 0, more: false })
    })

    it('TKT-12: what was found is marked on the text that is shown', async () => {
      const one = async (asked: Readonly<Record<string, string>>) => (await find(asked)).items[0]!
      const phone = await one({ q: '1234567890' })
      expect(marked(phone.excerpt!.text, phone.excerpt!.ranges)).toEqual(['123-45-67890'])
      const initials = await one({ q: 'ㅂㅁㅂㅎ' })
      expect(marked(initials.ticket.subject, initials.marks.subject)).toEqual(['비밀번호'])
      const english = await one({ q: 'cafe PARI' })
      expect(marked(english.excerpt!.text, english.excerpt!.ranges)).toEqual(['Pari', 'café'])
      const file = await one({ q: '최종본' })
      expect(file.excerpt).toMatchObject({ from: 'file' })
      expect(marked(file.excerpt!.text.normalize('NFC'), [])).toEqual([])
      const wide = await one({ q: 'abc' })
      expect(marked(wide.ticket.subject, wide.marks.subject)).toEqual(['ＡＢＣ'])
      const mail = await one({ q: 'gildong@example' })
      expect(mail.excerpt).toMatchObject({ from: 'customer' })
      expect(marked(mail.excerpt!.text, mail.excerpt!.ranges)).toEqual(['gildong@example'])
      const name = await one({ q: '홍길동' })
      expect(marked(name.ticket.customer.name, name.marks.customer)).toEqual(['홍길동'])
      const best = await find({ q: '배송', sort: 'best' })
      expect(best.items.at(-1)!.ticket.number).toBe(numberOf.get('exchange'))
    })

    it('TKT-12: what changes is found within moments, what is deleted no more', async () => {
      const { ticket } = await desk.open('Quizzical platypus', { text: 'My umbrella is wet.', attachments: [{ filename: '청구서 사본'.normalize('NFD') + '.pdf', content: '%PDF-1.4' }] })
      const finds = (q: string, wanted = true) => until(`${q} ${wanted ? '' : 'not '}to be found`, async () => (await find({ q })).items.some((hit) => hit.ticket.number === ticket.number) === wanted || null)
      for (const q of ['platypus', 'umbrella', '청구서', 'ㅊㄱㅅ', 'kim@customer', ticket.number]) await finds(q)
      await desk.take(ticket.number)
      await desk.reply(ticket.number, '<p>Take a <b>towel</b>, please.</p>')
      await finds('towel')
      const [row] = await engine.query<{ id: number | string; customer_id: number | string; service_id: number | string }>('select id, customer_id, service_id from ticket where number = ?', [ticket.number])
      // The way whoever changes customers does it.
      await engine.query('update customer set name = ? where id = ?', ['Zebedee', row!.customer_id])
      await engine.query('insert into job (service_id, name, payload, run_at, created_at) values (?, ?, ?, 0, 0)', [row!.service_id, 'on:customer.changed:search.stale', JSON.stringify({ customerId: Number(row!.customer_id), changes: {} })])
      await finds('zebed')
      expect((await find({ customerName: 'zebedee' })).items).toHaveLength(1)
      await running.admin.post(`/api/s/help/tickets/${ticket.number}/internal-solve`, { reason: 'spam' })
      expect((await find({ q: 'platypus' })).items).toEqual([])
      expect((await find({ q: 'platypus', state: 'spam' })).items).toHaveLength(1)
      await running.admin.delete(`/api/s/help/tickets/${ticket.number}`)
      expect((await find({ q: 'platypus', state: 'spam' })).items).toEqual([])
      const held = engine.engine === 'sqlite' ? 'select count(*) as n from search_index_docsize where id = ?' : 'select count(*) as n from search_index where ticket_id = ?'
      await until('its words to be forgotten', async () => Number((await engine.query<{ n: number }>(held, [row!.id]))[0]!.n) === 0 || null)
    })

    it('PRM-5: words of another service are not found, counted or taken apart, whatever is asked', async () => {
      await addService(engine, SECOND)
      const groupId = await addGroup(engine, SECOND, 'Vault')
      await addMember(engine, SECOND, 'boss', ['manager.ticket', 'agent.ticket'], [groupId])
      const rival = await signIn(running.url, 'rival', 'boss')
      await seedTickets(engine, await serviceIdOf(engine, SECOND), [{ key: 'secret', subject: 'Rosebud 기밀문서', name: 'Charles Kane', email: 'kane@xanadu.example', phone: '010-4040-5050', messages: ['The rosebud is a sled.'], files: ['rosebud.txt'] }])
      await settled()
      expect((await find({ q: 'rosebud' }, rival, 'vault')).items).toHaveLength(1)
      expect((await find({ q: '배송' }, rival, 'vault')).items).toEqual([])
      const theirs = await serviceIdOf(engine, SECOND)
      for (const q of ['rosebud', '기밀', 'ㄱㅁㅁㅅ', 'kane@xanadu', '4040-5050', `${theirs}wrosebud`, `" OR "${theirs}wrosebud`, `' | '0x${theirs}wrosebud`, `x"; drop table ticket; --`, `rosebud*`, `{tokens}: rosebud`, `NEAR(${theirs}wrosebud)`, '\\', "'", '"', ':*', '💣', 'ㄱ'.repeat(200), 'a'.repeat(200), '1'.repeat(200), '가'.repeat(200), '! '.repeat(100)]) {
        expect((await find({ q })).items, q).toEqual([])
        expect(await count({ q }), q).toEqual({ count: 0, more: false })
        for (const field of ['subject', 'number', 'customerNumber', 'customerName', 'customerId', 'customerEmail', 'customerPhone']) expect((await find({ [field]: q })).items.map(({ ticket }) => ticket.subject).join(), `${field} ${q}`).not.toContain('Rosebud')
      }
      expect((await find({ group: String(groupId) })).items).toEqual([])
      for (const wrong of [{ cursor: 'x' }, { state: 'lost' }, { group: 'x' }, { createdFrom: 'yesterday' }, { q: 'a'.repeat(201) }]) await expect(find(wrong as unknown as Record<string, string>)).rejects.toBeInstanceOf(ApiProblem)
      await expect(running.admin.get('/api/s/vault/search?q=rosebud')).rejects.toBeInstanceOf(ApiProblem)
    })

    it('TKT-12: the rebuild command finds again what was lost, and drops what no ticket stands for', async () => {
      await engine.query(engine.engine === 'sqlite' ? "insert into search_index (search_index) values ('delete-all')" : 'delete from search_index')
      expect(await keys({ q: '배송' })).toBe('')
      const lines: string[] = []
      const code = await runCli(['search', 'rebuild'], { ...engine.env(), OC_EMAIL_SMTP_PORT: '0' }, { out: (line) => lines.push(line), error: (line) => lines.push(line) })
      expect({ code, last: lines.at(-1) }).toEqual({ code: 0, last: expect.stringMatching(/^\d+ tickets are in the search\.$/) })
      expect(lines.at(-2)).toMatch(/^100 %/)
      expect(await keys({ q: '배송' })).toBe('overseas address exchange freeship delivery')
    })
  })
})
