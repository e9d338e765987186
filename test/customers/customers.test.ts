import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, addService, Desk, serviceIdOf, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine, type ApiClient } from '../support/index.js'

interface Value { readonly kind: string; readonly value: string; readonly identity: boolean }
interface Record { readonly number: string; readonly name: string; readonly version: number; readonly values: readonly Value[]; readonly merged: readonly { readonly number: string; readonly by: string | null }[] }

describe('customers', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let desk: Desk
    let base: string
    let admin: ApiClient
    beforeAll(async () => {
      running = await startCore(engine)
      desk = new Desk(running.admin, running.smtpPort)
      admin = running.admin
      base = desk.base
    })
    afterAll(() => running?.stop())

    const ticket = async (scheme: 'email' | 'phone', address: string, name = '') => {
      const { number } = await admin.post<{ number: string }>(`${base}/tickets`, { subject: `From ${address}`, html: '<p>x</p>', customer: { scheme, address, name } })
      return { number, customer: await customerOf(number) }
    }
    const customerOf = async (number: string) => (await desk.ticket(number)).customer.number
    const record = (number: string) => admin.get<Record>(`${base}/customers/${number}`)
    const of = ({ values }: Record, kind: string) => values.filter((one) => one.kind === kind).map((one) => one.value)
    const merge = async (into: string, other: string) => admin.request('POST', `${base}/customers/${into}/merge`, { other, otherVersion: (await record(other)).version })

    it('CUS-1: an identity finds its own customer again, a phone number however it is written; others stay apart', async () => {
      const first = await ticket('email', 'One@Customer.example', '하나')
      expect((await ticket('email', 'one@customer.example')).customer).toBe(first.customer)
      expect((await ticket('email', 'two@customer.example', '하나')).customer).not.toBe(first.customer)
      const phone = await ticket('phone', '010-1234-5678')
      for (const spelling of ['01012345678', '+82 10-1234-5678', '0082 10 1234 5678', '+82 (0)10 1234 5678']) expect((await ticket('phone', spelling)).customer, spelling).toBe(phone.customer)
      expect((await ticket('phone', '010-1234-5679')).customer).not.toBe(phone.customer)
    })

    it('CUS-1: numbers from before the country’s code was left out are written anew, and stay apart where somebody is known by that', async () => {
      const service = await serviceIdOf(engine, { organisation: 'acme', code: 'help' })
      for (const [number, address] of [['Uold1', '+821055550001'], ['Uold2', '00821055550002'], ['Uold3', '+8201055550003'], ['Uold4', '00491555'], ['Uold5', '+821055550005'], ['Uold6', '01055550005']] as const) {
        await engine.query('insert into customer (service_id, number, name, created_at) values (?, ?, ?, 0)', [service, number, ''])
        await engine.query("insert into customer_identity (service_id, customer_id, scheme, address, created_at) values (?, (select id from customer where number = ?), 'phone', ?, 0)", [service, number, address])
      }
      const steps = readFileSync(new URL('../../core/migrations/0024-phone-numbers.sql', import.meta.url), 'utf8').replace(/^--.*$/gm, '').split(';').map((step) => step.trim()).filter(Boolean)
      for (const step of steps) await engine.query(step)
      const rows = await engine.query<{ address: string }>("select i.address from customer c join customer_identity i on i.customer_id = c.id where c.number like 'Uold%' order by c.number")
      expect(rows.map(({ address }) => address)).toEqual(['01055550001', '01055550002', '01055550003', '+491555', '+821055550005', '01055550005'])
      expect((await ticket('phone', '+82 10-5555-0002')).customer).toBe('Uold2')
    })

    it('CUS-3: values are added beside what there is; whoever saw an older record is refused; what channels know stays', async () => {
      const { number, customer } = await ticket('email', 'values@customer.example', '값')
      const url = `${base}/customers/${customer}`
      const seen = (await admin.request('GET', url)).headers.get('etag')!
      const add = [{ kind: 'email', value: ' Other@Customer.example ' }, { kind: 'phone', value: '+82 2-555-0000' }, { kind: 'login', value: 'test01' }, { kind: 'userKey', value: 'K-1' }, { kind: 'name', value: '값이' }]
      const changed = await admin.request('PATCH', url, { add }, { 'if-match': seen })
      expect(changed.status).toBe(200)
      const now = await record(customer)
      expect([of(now, 'name'), of(now, 'email'), of(now, 'phone'), of(now, 'login'), of(now, 'userKey')]).toEqual([['값', '값이'], ['values@customer.example', 'other@customer.example'], ['025550000'], ['test01'], ['K-1']])
      expect(await admin.request('PATCH', url, { add: [{ kind: 'login', value: 'test02' }] }, { 'if-match': seen })).toMatchObject({ status: 412, body: { code: 'customer.edited_meanwhile', current: { version: now.version } } })
      expect(await admin.request('PATCH', url, { remove: [{ kind: 'email', value: 'values@customer.example' }] })).toMatchObject({ status: 409, body: { code: 'customer.value_in_use' } })
      for (const wrong of [{ kind: 'email', value: 'no address' }, { kind: 'phone', value: 'abc' }, { kind: 'name', value: '   ' }, { kind: 'login', value: 'x'.repeat(400) }]) expect((await admin.request('PATCH', url, { add: [wrong] })).status, wrong.value).toBe(400)
      await admin.patch(url, { remove: [{ kind: 'name', value: '값' }, { kind: 'login', value: 'test01' }] })
      const after = await record(customer)
      expect([after.name, of(after, 'name'), of(after, 'login')]).toEqual(['값이', ['값이'], []])
      await until('the search to know the values', async () => ((await admin.get<{ items: { ticket: { number: string } }[] }>(`${base}/search?customerPhone=025550000`)).items.some((item) => item.ticket.number === number) ? true : null))
    })

    it('CUS-3: a merge appends, follows tickets and identities, and is undone at any time, also in the middle of others', async () => {
      const [a, b, c] = [await ticket('email', 'a@merge.example', 'Ann'), await ticket('email', 'b@merge.example', 'Bea'), await ticket('phone', '010-7777-0000')]
      await admin.patch(`${base}/customers/${a.customer}`, { add: [{ kind: 'login', value: 'same' }, { kind: 'phone', value: '010-1111-1111' }] })
      await admin.patch(`${base}/customers/${b.customer}`, { add: [{ kind: 'login', value: 'same' }] })
      const before = [await record(a.customer), await record(b.customer), await record(c.customer)]
      expect((await merge(b.customer, a.customer)).status).toBe(200)
      expect((await merge(c.customer, b.customer)).status).toBe(200)
      const all = await record(a.customer)
      expect(all.number).toBe(c.customer)
      expect([of(all, 'email').sort(), of(all, 'login'), of(all, 'phone'), of(all, 'name').sort()]).toEqual([['a@merge.example', 'b@merge.example'], ['same'], ['01077770000', '01011111111'], ['Ann', 'Bea']])
      expect(all.merged.map((one) => one.number).sort()).toEqual([a.customer, b.customer].sort())
      expect(all.name).not.toBe('')
      for (const one of [a, b, c]) expect(await customerOf(one.number)).toBe(c.customer)
      expect((await admin.get<{ customer: { identities: { address: string }[] } }>(`${base}/tickets/${a.number}`)).customer.identities[0]!.address, 'answers go where the ticket came from').toBe('a@merge.example')
      const later = await ticket('email', 'a@merge.example')
      expect(later.customer).toBe(c.customer)
      await until('the search to find it by the other’s address', async () => ((await admin.get<{ items: { ticket: { number: string } }[] }>(`${base}/search?customerEmail=b@merge.example`)).items.some((item) => item.ticket.number === a.number) ? true : null))

      const noted = async () => (await admin.get<{ events: { type: string; data: { number?: string } }[] }>(`${base}/tickets/${a.number}`)).events.filter(({ type }) => type.startsWith('customer_')).map(({ type, data }) => [type, data.number])
      expect(await noted()).toEqual([['customer_merged', b.customer], ['customer_merged', c.customer]])
      await admin.post(`${base}/customers/${a.customer}/undo-merge`)
      expect((await noted()).at(-1)).toEqual(['customer_unmerged', c.customer])
      expect([await customerOf(a.number), await customerOf(later.number), await customerOf(b.number)]).toEqual([a.customer, a.customer, c.customer])
      expect((await ticket('email', 'a@merge.example')).customer).toBe(a.customer)
      await admin.post(`${base}/customers/${b.customer}/undo-merge`)
      const back = [await record(a.customer), await record(b.customer), await record(c.customer)]
      const known = (one: Record) => [one.number, one.name, one.values.map(({ kind, value }) => `${kind} ${value}`).sort(), one.merged]
      expect(back.map(known)).toEqual(before.map(known))
      expect(await admin.request('POST', `${base}/customers/${b.customer}/undo-merge`)).toMatchObject({ status: 409, body: { code: 'customer.not_merged' } })
    })

    it('CUS-3: empty fields show what the record knows; what is entered in them is added to the record', async () => {
      for (const [code, customerKind] of [['phone', 'phone'], ['account', null]] as const) {
        const { field } = await admin.post<{ field: { id: number } }>(`${base}/fields`, { side: 'customer', kind: 'text', code, name: code, customerKind })
        const before = (await admin.get<{ items: { id: number; side: string }[] }>(`${base}/fields/asked`)).items.filter((one) => one.side === 'customer').map((one) => one.id)
        await admin.put(`${base}/fields/asked`, { intakeTypeId: null, side: 'customer', items: [...before, field.id].map((fieldId) => ({ fieldId, required: false })), expected: before })
      }
      const { number, customer } = await ticket('email', 'fields@customer.example')
      const known = async () => (await admin.get<{ fields: { known: unknown } }>(`${base}/tickets/${number}`)).fields.known
      expect(await known()).toEqual({})
      await admin.patch(`${base}/customers/${customer}`, { add: [{ kind: 'phone', value: '02-123-4567' }] })
      expect(await known()).toEqual({ phone: '021234567' })
      await admin.patch(`${base}/tickets/${number}`, { fields: { phone: '010-2222-3333', account: '1' } })
      expect([await known(), of(await record(customer), 'phone'), of(await record(customer), 'login')]).toEqual([{}, ['021234567', '01022223333'], []])
      await admin.patch(`${base}/tickets/${number}`, { fields: { phone: 'call me at noon' } })
      expect(of(await record(customer), 'phone')).toEqual(['021234567', '01022223333'])
    })

    it('CUS-3: of merges at once none makes a circle, and mail that comes meanwhile is nobody’s loss', async () => {
      for (let round = 0; round < 8; round++) {
        const [a, b, c] = [await ticket('email', `a${round}@race.example`), await ticket('email', `b${round}@race.example`), await ticket('email', `c${round}@race.example`)]
        const answers = await Promise.all([merge(a.customer, b.customer), merge(b.customer, a.customer), merge(b.customer, c.customer), merge(c.customer, b.customer), ticket('email', `b${round}@race.example`), ticket('email', `a${round}@race.example`)])
        const statuses = answers.slice(0, 4).map((answer) => (answer as { status: number }).status)
        expect(statuses.filter((status) => status === 200).length, `round ${round}`).toBeGreaterThan(0)
        expect(statuses.every((status) => [200, 400, 409, 412].includes(status)), `${statuses}`).toBe(true)
        const lost = await engine.query("select t.number from ticket t join customer c on c.id = t.customer_id where c.merged_into_id is not null union all select i.address from customer_identity i join customer c on c.id = i.customer_id where c.merged_into_id is not null")
        expect(lost, `round ${round}`).toEqual([])
        const circles = await engine.query('select a.id from customer a join customer b on b.id = a.merged_into_id where b.merged_into_id = a.id or a.merged_into_id = a.id')
        expect(circles).toEqual([])
      }
    }, 60_000)

    it('CUS-3: neither itself, nor twice, nor unseen, nor another service’s customer', async () => {
      const [a, b] = [await ticket('email', 'x@refused.example'), await ticket('email', 'y@refused.example')]
      expect(await merge(a.customer, a.customer)).toMatchObject({ status: 400, body: { code: 'customer.same' } })
      expect(await admin.request('POST', `${base}/customers/${a.customer}/merge`, { other: b.customer, otherVersion: 99 })).toMatchObject({ status: 412 })
      const place = { organisation: 'rival', code: 'vault' }
      await addService(engine, place)
      await addMember(engine, place, 'boss', ['manager.ticket', 'agent.ticket'], [])
      const theirs = await signIn(running.url, 'rival', 'boss')
      for (const [method, path, body] of [['GET', '', undefined], ['PATCH', '', { add: [{ kind: 'name', value: 'Z' }] }], ['POST', '/merge', { other: b.customer, otherVersion: 1 }], ['POST', '/undo-merge', {}]] as const) {
        expect((await theirs.request(method, `/api/s/vault/customers/${a.customer}${path}`, body)).status, path).toBe(404)
      }
      expect((await theirs.get<{ items: unknown[] }>('/api/s/vault/customers?query=refused')).items).toEqual([])
      expect((await admin.get<{ items: Record[] }>(`${base}/customers?query=refused`)).items.map((item) => item.number).sort()).toEqual([a.customer, b.customer].sort())
      expect((await admin.get<{ items: Record[] }>(`${base}/customers?query=${encodeURIComponent('%_')}`)).items).toEqual([])
    })
  })
})
