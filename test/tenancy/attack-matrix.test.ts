import { effectiveRoles, holds, ROLES, type HigherRole, type Role, type RouteKind } from 'adapters-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient, eachEngine, type ApiAnswer } from '../support/index.js'
import { addGroup, addMember, addService, Desk, serviceIdOf, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'
import { sampleBodies } from './support/sample-body.js'
import { jumpIds, rowsOf } from './support/tenant-rows.js'

type Registered = RunningCore['core']['routes']['all'][number]

/** In every name and text of the rival's service: no answer to anybody else may contain it. */
const MARK = 'Rosebud'
const [RIVAL_IDS, LATER_IDS] = [500_000, 900_000]
const WITHOUT_SESSION: readonly RouteKind[] = ['open', 'public', 'organisation-public']
const RIVAL = { organisation: 'rival', code: 'vault' }
const isUnsafe = ({ route }: Registered) => route.spec.method !== 'GET'
const name = ({ route, path }: Registered) => `${route.spec.method} ${path}`
const codeOf = (answer: ApiAnswer) => (answer.body as { code?: string } | undefined)?.code

/** Attacks that are made from the registry of routes: a new route is attacked without anybody adding a test. */
describe('the attack matrix', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let rival: { serviceId: number; organisationId: number }
    /** Ids and numbers of the rival's rows, of whatever table. */
    let ids: number[] = []
    let numbers: string[] = []
    const all = () => running.core.routes.all
    const ofConsole = () => all().filter(({ route }) => route.spec.kind === 'console')
    const place = (path: string, values: { service?: string; plugin?: string; other: string | number }) =>
      path.replace(/:(\w+)/g, (_, param: string) => (param === 'service' ? (values.service ?? 'help') : param === 'plugin' ? (values.plugin ?? 'email') : String(values.other)))
    const inThePath = ({ path }: Registered) => [...path.matchAll(/:(\w+)/g)].map(([, param]) => param!).filter((param) => param !== 'service' && param !== 'plugin')

    beforeAll(async () => {
      running = await startCore(engine)
      const ours = new Desk(running.admin, running.smtpPort)
      await ours.taken('Our own')
      await engine.query('update agent set roles = ?', [JSON.stringify(ROLES)])
      await jumpIds(engine, RIVAL_IDS)

      await addService(engine, RIVAL)
      const groupId = await addGroup(engine, RIVAL, MARK)
      const memberId = await addMember(engine, RIVAL, 'boss', ['manager.ticket', 'agent.ticket'], [groupId], { organisationAdmin: true })
      await engine.query('update member set name = ? where id = ?', [MARK, memberId])
      const desk = new Desk(await signIn(running.url, 'rival', 'boss'), running.smtpPort, RIVAL.code)
      const { base, client } = desk
      await client.post(`${base}/triggers`, { title: MARK, events: ['ticket.created'], conditions: {}, actions: [{ type: 'ticket.note', params: { html: `<p>${MARK}</p>` } }] })
      const unassigned = await desk.open(`${MARK} waiting`, { attachments: [{ filename: `${MARK}.txt`, content: MARK }] })
      const taken = await desk.taken(`${MARK} taken`)
      await desk.settled(taken, await desk.reply(taken, `<p>${MARK} answer</p>`), ['sent'])
      const failing = await desk.reply(taken, `<p>${MARK} failed</p>`)
      await desk.settled(taken, failing, ['sent'])
      const upload = await client.upload<{ id: number }>(`${base}/files?name=${MARK}.txt`, Buffer.from(MARK), 'text/plain')
      expect(upload.id).toBeGreaterThan(RIVAL_IDS)
      const spam = await desk.open(`${MARK} spam`)
      await client.post(`${base}/tickets/${spam.ticket.number}/internal-solve`, { reason: 'spam' })
      // What can be resent, settled and tried again, were it one's own.
      await engine.query("update delivery set state = 'failed' where message_id = ?", [failing])
      await desk.accounted()
      rival = { serviceId: await serviceIdOf(engine, RIVAL), organisationId: Number((await engine.query<{ id: number }>('select id from organisation where domain = ?', ['rival']))[0]!.id) }
      await engine.query("update raw_inbound set state = 'quarantined' where id = (select max(id) from raw_inbound)")
      await until('the rival to come to rest', async () => Number((await engine.query<{ n: number }>("select (select count(*) from job where state = 'waiting' and run_at < ?) + (select count(*) from delivery where state in ('queued', 'sending')) + (select count(*) from ticket where indexed_version <> text_version) as n", [Date.now()]))[0]!.n) === 0 || null)
      await jumpIds(engine, LATER_IDS)

      const rows = [...(await rowsOf(engine, rival)).values()].flat()
      ids = [...new Set([rival.serviceId, rival.organisationId, ...rows.map((row) => Number(row.id)).filter((id) => id > RIVAL_IDS)])]
      numbers = rows.map((row) => row.number).filter((number): number is string => typeof number === 'string')
      expect(ids.length).toBeGreaterThan(5)
      expect(numbers).toContain(unassigned.ticket.number)
    })
    afterAll(() => running?.stop())

    const send = (client: ApiClient, { route }: Registered, path: string, body: unknown, headers: Record<string, string> = {}) => client.request(route.spec.method, path, route.spec.method === 'GET' ? undefined : body, headers)

    it('PRM-4: with another service’s ids and numbers in a path or a body, nothing is found, nothing told, nothing changed', async () => {
      const before = await rowsOf(engine, rival)
      expect(before.get('delivery')!.length).toBeGreaterThan(1)
      const wrong: string[] = []
      const unreached: string[] = []
      for (const entry of ofConsole()) {
        const params = inThePath(entry)
        const codes = new Set<string | undefined>()
        for (const candidate of params.length === 0 ? ids : [...ids, ...numbers]) {
          for (const body of sampleBodies(entry.route, typeof candidate === 'number' ? candidate : ids[0]!)) {
            const answer = await send(running.admin, entry, place(entry.path, { other: candidate }), body)
            codes.add(codeOf(answer))
            const told = JSON.stringify(answer.body ?? '').includes(MARK)
            if (told || answer.status >= 500 || (params.length > 0 && answer.status < 400)) wrong.push(`${name(entry)} with ${candidate}: ${answer.status} ${codeOf(answer) ?? ''}${told ? ' tells' : ''}`)
          }
        }
        // A body that its schema refuses proves nothing about what stands behind it.
        if (params.length > 0 && [...codes].every((code) => code === 'http.bad_input')) unreached.push(name(entry))
      }
      expect(wrong).toEqual([])
      expect(unreached).toEqual([])
      expect(await rowsOf(engine, rival)).toEqual(before)
    }, 300_000)

    it('PRM-4: no row of another service points at a row of this one', async () => {
      const ours = await serviceIdOf(engine, { organisation: 'acme', code: 'help' })
      const pointing: string[] = []
      for (const [table, rows] of await rowsOf(engine, { serviceId: ours, organisationId: 1 })) {
        for (const row of rows) for (const [column, value] of Object.entries(row)) if (Number(value) > RIVAL_IDS && Number(value) < LATER_IDS) pointing.push(`${table}.${column} = ${String(value)}`)
      }
      expect(pointing).toEqual([])
    })

    it('PRM-4: a trigger can neither be given another service’s group nor its agent', async () => {
      const [group] = await engine.query<{ id: number }>('select id from agent_group where service_id = ?', [rival.serviceId])
      const answer = await running.admin.request('POST', '/api/s/help/triggers', { title: 'Foreign', events: ['ticket.created'], conditions: {}, actions: [{ type: 'ticket.assign', params: { groupId: Number(group!.id), how: 'turn' } }] })
      if (answer.status < 400) {
        const desk = new Desk(running.admin, running.smtpPort)
        const { ticket } = await desk.open('For whom?')
        expect(ticket).toMatchObject({ state: 'unassigned', group: null, assignee: null })
      } else expect(answer.status).toBeLessThan(500)
    })

    it('PRM-4: another service’s code in the path is 404 on every route, with a body or without', async () => {
      const wrong: string[] = []
      for (const entry of ofConsole()) {
        const answer = await send(running.admin, entry, place(entry.path, { service: RIVAL.code, other: ids[0]! }), sampleBodies(entry.route, ids[0]!)[0])
        if (answer.status !== 404 || codeOf(answer) !== 'http.not_found') wrong.push(`${name(entry)}: ${answer.status}`)
      }
      expect(wrong).toEqual([])
    })

    it('PRM-4: without a session every route but the open ones is 401, and with a forged cookie too', async () => {
      const wrong: string[] = []
      for (const entry of all()) {
        if (WITHOUT_SESSION.includes(entry.route.spec.kind)) continue
        for (const headers of [{}, { cookie: 'oc_session=forged' }] as Record<string, string>[]) {
          const answer = await send(new ApiClient(running.url), entry, place(entry.path, { other: 1 }), {}, headers)
          if (answer.status !== 401) wrong.push(`${name(entry)}: ${answer.status}`)
        }
      }
      expect(wrong).toEqual([])
      expect(all().filter(({ route }) => route.spec.kind === 'open').map(name).sort()).toEqual(['GET /api/entrance', 'GET /api/log-in', 'GET /api/openapi.json', 'GET /api/organisations/:organisation/logo/:version', 'GET /api/setup', 'POST /api/password/forgot', 'POST /api/password/reset', 'POST /api/session', 'POST /api/setup', 'POST /api/sign-up'])
    })

    it('PRM-4: whatever changes something is 403 without the session’s own CSRF token', async () => {
      const stranger = await signIn(running.url, 'rival', 'boss')
      const wrong: string[] = []
      for (const entry of all().filter(isUnsafe)) {
        if (WITHOUT_SESSION.includes(entry.route.spec.kind)) continue
        for (const token of ['', stranger.session!.csrf]) {
          const answer = await send(running.admin, entry, place(entry.path, { other: 1 }), {}, { 'x-csrf-token': token })
          if (answer.status !== 403 || codeOf(answer) !== 'http.wrong_csrf') wrong.push(`${name(entry)}: ${answer.status}`)
        }
      }
      expect(wrong).toEqual([])
      expect((await running.admin.request('GET', '/api/session')).status).toBe(200)
    })

    it('PRM-4: each single role is let through exactly where the matrix says', async () => {
      const service = { organisation: 'acme', code: 'help' }
      const people: { who: string; roles: (Role | HigherRole)[]; client: ApiClient }[] = []
      for (const [index, role] of ROLES.entries()) {
        await addMember(engine, service, `single-${index}`, [role])
        people.push({ who: role, roles: [...effectiveRoles([role])], client: await signIn(running.url, 'acme', `single-${index}`) })
      }
      await addMember(engine, service, 'only-admin', [], [], { organisationAdmin: true })
      people.push({ who: 'organisation.admin', roles: ['organisation.admin'], client: await signIn(running.url, 'acme', 'only-admin') })
      await addMember(engine, service, 'nobody')
      const nobody = await signIn(running.url, 'acme', 'nobody')

      const wrong: string[] = []
      for (const entry of all()) {
        const { kind, permission } = entry.route.spec
        if (kind !== 'console' && kind !== 'organisation') continue
        const path = place(entry.path, { other: 999_999_999, plugin: 'none' })
        for (const { who, roles, client } of people) {
          const answer = await send(client, entry, path, {})
          const expected = holds(roles, permission!)
          const letThrough = answer.status !== 403 && answer.status !== 401 && (inThePath(entry).length > 0 || codeOf(answer) !== 'http.not_found')
          const refused = answer.status === 403 && codeOf(answer) === 'http.forbidden'
          if (expected ? !letThrough : !refused) wrong.push(`${name(entry)} as ${who}: ${answer.status} ${codeOf(answer) ?? ''}, but ${permission} is ${expected ? 'theirs' : 'not theirs'}`)
        }
        const stranger = await send(nobody, entry, path, {})
        if (stranger.status !== (kind === 'console' ? 404 : 403)) wrong.push(`${name(entry)} as nobody: ${stranger.status}`)
      }
      expect(wrong).toEqual([])
    }, 60_000)

    it('PRM-4: a right taken away holds at the next request', async () => {
      const client = await signIn(running.url, 'acme', 'single-0')
      expect((await client.request('GET', '/api/s/help/triggers')).status).toBe(200)
      await engine.query("update agent set roles = ? where member_id = (select id from member where login = 'single-0')", [JSON.stringify(['agent.ticket'])])
      expect((await client.request('GET', '/api/s/help/triggers')).status).toBe(403)
      await engine.query("delete from agent where member_id = (select id from member where login = 'single-0')")
      expect((await client.request('GET', '/api/s/help/tickets')).status).toBe(404)
      await engine.query("update member set disabled_at = 1 where login = 'single-0'")
      expect((await client.request('GET', '/api/session')).status).toBe(401)
    })
  })
})
